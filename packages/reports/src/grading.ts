import { type Score, scoreOf } from './points.ts'
import type { CheckView, HiddenCheck, ReportView } from './view-model.ts'

type Check = CheckView | HiddenCheck

/**
 * What a check counts for a grader that must have points: one each, where there is no rubric, and
 * nothing in a run that is not whole. What a broken rule has kept from being tried is lost with it;
 * what was not tried for another reason, or went wrong in the kit, is not counted.
 */
export function gradeOf(
  check: Check,
  { state }: Pick<ReportView, 'state'>,
): { readonly got: number; readonly share: number } {
  if (check.points !== undefined) return check.points
  if (state === 'running') return { got: 0, share: 0 }
  if (check.blocked) return { got: 0, share: 1 }
  switch (check.verdict) {
    case 'pass':
    case 'warn':
      return { got: 1, share: 1 }
    case 'fail':
      return { got: 0, share: 1 }
    case 'skip':
    case 'error':
      return { got: 0, share: 0 }
  }
}

/** The same for all checks of a run. */
export function totalGrade(shown: ReportView): Pick<Score, 'got' | 'maximum'> {
  const { score, checks } = shown
  return score ?? scoreOf(checks.map((check) => ({ ...gradeOf(check, shown), given: undefined })))
}

/**
 * Whether a grader that knows only passed and failed sees a check as passed: that it has
 * cost nothing, for a warning, a skip or the kit’s own error.
 */
export function hasCostNothing(check: Check, shown: Pick<ReportView, 'state'>): boolean {
  const { got, share } = gradeOf(check, shown)
  switch (check.verdict) {
    case 'pass':
      return true
    case 'fail':
      return false
    case 'warn':
    case 'skip':
    case 'error':
      return got === share
  }
}

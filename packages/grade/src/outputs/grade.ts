import { forStaff, totalGrade } from '@parley/reports'
import type { Assignment } from '../assignment.ts'
import type { Result } from '../results.ts'

/** What a submission has got; `got` undefined: it has no grade. */
export interface Grade {
  readonly got: number | undefined
  readonly maximum: number | undefined
}

/** As in `41 of 50`; without the maximum where nothing was run of which it is known. */
export function gradeText({ got, maximum }: Grade): string | undefined {
  if (got === undefined) return undefined
  return maximum === undefined ? String(got) : `${got} of ${maximum}`
}

/** The grade of a result, by the rubric and the course's policy. */
export function gradeOf(
  { state, findings, mark }: Pick<Result, 'state' | 'findings' | 'mark'>,
  { presentation, course }: Pick<Assignment, 'presentation' | 'course'>,
): Grade {
  if (findings === undefined) return { got: mark, maximum: undefined }
  const { got, maximum } = totalGrade(forStaff(findings, presentation))
  switch (state) {
    case 'build-failed':
    case 'no-start':
      return { got: course.policy.noStart === 'zero' ? 0 : undefined, maximum }
    case 'by-hand':
      return { got: mark, maximum }
    case 'needs-staff':
      return { got: undefined, maximum }
    case 'graded':
    case 'timed-out':
    case 'kit-error':
      return { got, maximum }
  }
}

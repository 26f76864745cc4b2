import { detailLines } from './check-details.ts'
import { gradeOf, hasCostNothing, totalGrade } from './grading.ts'
import { oneLine } from './one-line.ts'
import { summaryText } from './terminal.ts'
import { type CheckView, type HiddenCheck, isPlainPass, type ReportView } from './view-model.ts'
import { headlines, sectionOf, verdictSigns } from './wording.ts'

type GradescopeVisibility = 'visible' | 'hidden' | 'after_due_date' | 'after_published'

interface GradescopeTest {
  readonly score?: number
  readonly max_score?: number
  readonly status: 'passed' | 'failed'
  readonly name?: string
  readonly number?: string
  readonly output?: string
  readonly output_format?: 'text'
  readonly tags?: readonly string[]
  readonly visibility: GradescopeVisibility
}

/**
 * `/autograder/results/results.json`, as
 * https://gradescope-autograders.readthedocs.io/en/latest/specs/ has it.
 */
export interface GradescopeResult {
  readonly score: number
  /** In seconds. */
  readonly execution_time: number
  readonly output: string
  readonly output_format: 'text'
  readonly stdout_visibility: 'hidden'
  readonly tests: readonly GradescopeTest[]
}

/**
 * The result of a run. Where there is no rubric every check counts one point; where there is one, a
 * check without points has no score. A run that is not whole is worth nothing yet. `visible`: when students see what they may. `staff`: the
 * same run with everything, of which the checks that students do not see are taken: Gradescope shows
 * hidden tests to instructors alone. What was made for
 * staff is never visible to students, since Gradescope shows students the very same file.
 */
export function gradescopeResult(
  shown: ReportView,
  visible: Exclude<GradescopeVisibility, 'hidden'> = 'visible',
  staff?: ReportView,
): GradescopeResult {
  const visibility = shown.audience === 'staff' ? 'hidden' : visible
  return {
    score: totalGrade(shown).got,
    execution_time: Math.round(shown.time / 10) / 100,
    output: shown.audience === 'staff' ? headlines(shown).join('\n') : summaryText(shown),
    output_format: 'text',
    stdout_visibility: 'hidden',
    tests: shown.checks.map((check, index) => {
      const whole = staff?.checks[index]
      return test(check, shown, visibility, whole?.visibility === 'hidden' ? undefined : whole)
    }),
  }
}

function test(
  check: CheckView | HiddenCheck,
  shown: ReportView,
  visibility: GradescopeVisibility,
  whole: CheckView | undefined,
): GradescopeTest {
  const { got, share } = gradeOf(check, shown)
  const grade = {
    ...(share === 0 ? {} : { score: got, max_score: share }),
    status: hasCostNothing(check, shown) ? ('passed' as const) : ('failed' as const),
  }
  if (check.visibility === 'hidden') {
    return whole === undefined
      ? { ...grade, visibility: 'hidden' }
      : { ...grade, ...told(whole), visibility: 'hidden' }
  }
  return { ...grade, ...told(check), visibility }
}

function told(check: CheckView): Omit<GradescopeTest, 'status' | 'visibility'> {
  const details = isPlainPass(check) ? [] : detailLines(check, 100)
  return {
    name: oneLine(`${check.id} ${check.title}`),
    ...(check.rule === undefined ? {} : { number: oneLine(sectionOf(check.rule)) }),
    output: [verdictSigns[check.verdict].word, ...details].join('\n'),
    output_format: 'text',
    tags: [oneLine(check.group)],
  }
}

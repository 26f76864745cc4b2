import { Buffer } from 'node:buffer'
import { detailLines } from './check-details.ts'
import { gradeOf, hasCostNothing, totalGrade } from './grading.ts'
import { oneLine } from './one-line.ts'
import { type CheckView, type HiddenCheck, isPlainPass, type ReportView } from './view-model.ts'
import { baselineNotes, diagnosisText, headlines, unfinished } from './wording.ts'

type Status = 'pass' | 'fail' | 'error'

interface ClassroomTest {
  readonly name: string
  readonly status: Status
  readonly score: number
  readonly message: string | null
  readonly test_code: string
  readonly filename: string
  readonly line_no: number
  /** As in `0.012s`. */
  readonly execution_time: string
}

/** What a runner of GitHub Classroom hands to classroom-resources/autograding-grading-reporter. */
export interface ClassroomResult {
  readonly version: 1
  readonly status: Status
  readonly max_score: number
  readonly tests: readonly ClassroomTest[]
}

/**
 * The result of a run. Where there is no rubric every check counts one point, so that the reporter
 * has something to add up. A warning or a skip that costs nothing passes here, and its message says
 * what it was. A run that is not whole is worth nothing yet. What was recognised of the program as a
 * whole stands first; that the run is not whole, and that a baseline is out of date, are tests of their own.
 */
export function classroomResult(shown: ReportView): ClassroomResult {
  const open = unfinished(shown)
  const { fixed, hiddenFixed } = shown.baseline ?? { fixed: [], hiddenFixed: 0 }
  const diagnoses = shown.diagnoses.filter(({ count }) => count > 0).map(diagnosisText)
  const notes = fixed.length + hiddenFixed === 0 ? [] : baselineNotes(shown).map(oneLine)
  return {
    version: 1,
    status: statusOf(shown),
    max_score: totalGrade(shown).maximum,
    tests: addingUp(
      [
        ...(diagnoses.length === 0
          ? []
          : [about('the program as a whole', 'fail', diagnoses.map(oneLine).join('\n'))]),
        ...shown.checks.map((check) => test(check, shown)),
        ...(open === undefined ? [] : [about('the run is complete', 'error', open)]),
        ...(shown.trouble === undefined
          ? []
          : [
              about('the program can be checked', 'fail', headlines(shown).map(oneLine).join('\n')),
            ]),
        ...(notes.length === 0
          ? []
          : [about('the baseline is up to date', 'fail', notes.join('\n'))]),
      ],
      totalGrade(shown).got,
    ),
  }
}

/**
 * The tests, with scores that give the exact total where they are added one after the other, as the
 * reporter does: 3.34 + 3.33 + … comes to 29.999999999999996 otherwise. The last score that is no zero
 * takes the difference.
 */
function addingUp(tests: readonly ClassroomTest[], total: number): readonly ClassroomTest[] {
  const last = tests.findLastIndex(({ score }) => score !== 0)
  const before = tests.slice(0, Math.max(0, last)).reduce((sum, { score }) => sum + score, 0)
  return tests.map((test, index) => (index === last ? { ...test, score: total - before } : test))
}

/** The result as a runner gives it out: `result` of `GITHUB_OUTPUT`, JSON in Base64. */
export function encodeClassroomResult(result: ClassroomResult): string {
  return Buffer.from(JSON.stringify(result), 'utf8').toString('base64')
}

function statusOf({ passed, state, counts }: ReportView): Status {
  if (passed) return 'pass'
  return state === 'running' || counts.error > 0 ? 'error' : 'fail'
}

function test(check: CheckView | HiddenCheck, shown: ReportView): ClassroomTest {
  const status =
    check.verdict === 'error' ? 'error' : hasCostNothing(check, shown) ? 'pass' : 'fail'
  const score = gradeOf(check, shown).got
  if (check.visibility === 'hidden') return { ...about('hidden check', status, null), score }
  const details = isPlainPass(check) ? [] : detailLines(check, 100)
  return {
    ...about(oneLine(`${check.id} ${check.title}`), status, details.join('\n') || null),
    score,
    test_code: oneLine(check.command ?? ''),
    execution_time: `${(check.time / 1000).toFixed(3)}s`,
  }
}

function about(name: string, status: Status, message: string | null): ClassroomTest {
  return {
    ...{ name, status, score: 0, message },
    ...{ test_code: '', filename: '', line_no: 0, execution_time: '0.000s' },
  }
}

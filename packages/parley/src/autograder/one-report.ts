import { type Assignment, gradeOf, type Result } from '@parley/grade'
import {
  classroomResult,
  forStaff,
  forStudents,
  gradescopeResult,
  markdownText,
} from '@parley/reports'

/** What a report on one submission is made of. */
export interface OneReport {
  readonly result: Pick<Result, 'state' | 'why' | 'findings'>
  readonly assignment: Pick<Assignment, 'presentation' | 'course'>
}

/** How a student says how the program is started. */
const parleyYaml = `A file parley.yaml beside the program says how it is started:

    command: [python3, server.py, '{port}']`

/** What is to be said before all else; undefined where the checks say all. */
function noteOn({ state, why }: OneReport['result']): string | undefined {
  switch (state) {
    case 'needs-staff':
      return `There is no grade yet, because it is not clear how the program is started: ${why}.\n\n${parleyYaml}`
    case 'kit-error':
      return 'Parley itself has failed. This says nothing about the program: ask the course staff, who see why.'
    case 'build-failed':
    case 'no-start':
    case 'by-hand':
    case 'timed-out':
    case 'graded':
      return undefined
  }
}

/** `results.json` for Gradescope, as students see it; without a grade the score is 0. */
export function gradescopeText({ result, assignment }: OneReport): string {
  const note = noteOn(result)
  const { findings } = result
  const { presentation } = assignment
  if (findings === undefined) {
    const format = { output_format: 'text', stdout_visibility: 'hidden' }
    return asJson({ score: 0, output: note ?? '', ...format })
  }
  const report = gradescopeResult(
    forStudents(findings, presentation),
    'visible',
    forStaff(findings, presentation),
  )
  if (note === undefined) return asJson(report)
  return asJson({ ...report, output: `${note}\n\n${report.output}` })
}

/** A result for GitHub Classroom's reporter, as students see it. */
export function classroomText({ result, assignment }: OneReport): string {
  const { findings } = result
  if (findings !== undefined) {
    return asJson(classroomResult(forStudents(findings, assignment.presentation)))
  }
  const about = { test_code: '', filename: '', line_no: 0, execution_time: '0.000s' }
  const message = noteOn(result) ?? ''
  return asJson({
    version: 1,
    status: 'error',
    max_score: sumOf(assignment.presentation.points.values()),
    tests: [{ name: 'the program can be checked', status: 'error', score: 0, message, ...about }],
  })
}

/** A summary for people, as students see it. */
export function markdownSummary({ result, assignment }: OneReport): string {
  const note = noteOn(result)
  const { findings } = result
  const report =
    findings === undefined ? '' : markdownText(forStudents(findings, assignment.presentation))
  return [
    `**${headline({ result, assignment })}**\n`,
    ...(note === undefined ? [] : [`${note}\n`]),
    report,
  ].join('\n')
}

/** The grade in one line. */
export function headline({ result, assignment }: OneReport): string {
  const { got, maximum } = gradeOf(result, assignment)
  return got === undefined ? `no grade: ${result.state}` : `${got} of ${maximum} points`
}

function sumOf(numbers: Iterable<number>): number {
  return [...numbers].reduce((sum, one) => sum + one, 0)
}

function asJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

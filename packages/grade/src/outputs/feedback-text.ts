import { forStudents } from '@parley/reports'
import type { Assignment } from '../assignment.ts'
import type { Result } from '../results.ts'
import { gradeOf } from './grade.ts'

/** The most checks that are named. */
const MOST_NAMED = 12

/** How each of our texts begins, and nobody else's. */
export const FEEDBACK_START = 'Parley: '

/** What a student reads beside the grade, in a line; undefined where there is nothing to say. */
export function feedbackText(
  result: Pick<Result, 'state' | 'findings' | 'why'>,
  assignment: Pick<Assignment, 'presentation' | 'course'>,
): string | undefined {
  const { findings } = result
  const { got, maximum } = gradeOf(result, assignment)
  if (findings === undefined || got === undefined) return undefined
  const points = `${FEEDBACK_START}${got} of ${maximum} points.`
  if (findings.trouble !== undefined) return `${points} Note: ${findings.trouble.why}.`
  const { checks } = forStudents(findings, assignment.presentation)
  const failed = checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  const open = failed.flatMap((check) =>
    check.visibility === 'hidden' ? [] : [`${check.id} (${check.title})`],
  )
  const named = open.slice(0, MOST_NAMED)
  const left = failed.length - named.length
  const all = [
    ...named,
    ...(left === 0 ? [] : [`${left} ${named.length === 0 ? 'checks' : 'more'}`]),
  ]
  const lost = all.length === 0 ? '' : ` Not passed: ${all.join('; ')}.`
  return `${points}${lost} Details: feedback.html.`
}

import { forStudents, gradeOf as gradeOfCheck } from '@parley/reports'
import type { Assignment } from '../assignment.ts'
import type { Result } from '../results.ts'
import { gradeOf, gradeText } from './grade.ts'

/** The most checks that are named. */
const MOST_NAMED = 12

const DETAILS = ' Details: feedback.html.'

/** How each of our texts begins, and nobody else's. */
export const FEEDBACK_START = 'Parley: '

/** What a student reads beside the grade, in a line; undefined where there is nothing to say. */
export function feedbackText(
  result: Pick<Result, 'state' | 'findings' | 'why' | 'mark'>,
  assignment: Pick<Assignment, 'presentation' | 'course'>,
): string | undefined {
  const { findings, state, why } = result
  const grade = gradeOf(result, assignment)
  const { got, maximum } = grade
  if (state === 'by-hand') return `${FEEDBACK_START}${gradeText(grade)} points, by hand: ${why}`
  if (findings === undefined || got === undefined) return undefined
  const points = `${FEEDBACK_START}${got} of ${maximum} points.`
  if (findings.trouble !== undefined) return `${points} Note: ${findings.trouble.why}.${DETAILS}`
  const view = forStudents(findings, assignment.presentation)
  const failed = view.checks.filter((check) => {
    const { got: had, share } = gradeOfCheck(check, view)
    return had < share
  })
  const open = failed.flatMap((check) =>
    check.visibility === 'hidden' ? [] : [`${check.id} (${check.title})`],
  )
  const named = open.slice(0, MOST_NAMED)
  const left = failed.length - named.length
  const hidden = left === 1 ? '1 hidden check' : `${left} hidden checks`
  const more = named.length === 0 ? hidden : `${left} more`
  const all = left === 0 ? named : [...named, more]
  const lost = all.length === 0 ? '' : ` Points lost in: ${all.join('; ')}.`
  return `${points}${lost}${DETAILS}`
}

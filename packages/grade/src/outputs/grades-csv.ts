import type { Assignment } from '../assignment.ts'
import type { Result } from '../results.ts'
import { csvRow } from './csv.ts'
import { gradeOf } from './grade.ts'

/** `grades.csv`: a row for each submission. */
export function gradesCsv(
  results: readonly Result[],
  assignment: Pick<Assignment, 'presentation' | 'course'>,
): string {
  const head = csvRow(['id', 'name', 'state', 'points', 'maximum', 'why', 'feedback'])
  const rows = results.map((result) => {
    const { submission, state, why } = result
    const { got, maximum } = gradeOf(result, assignment)
    const feedback = result.findings === undefined ? '' : feedbackPath(submission.folder)
    return csvRow([submission.id, submission.name, state, got, maximum, why ?? '', feedback])
  })
  return [head, ...rows].join('')
}

/** Where the page for a student is, from the folder of the results. */
export function feedbackPath(folder: string): string {
  return `feedback/${folder}/feedback.html`
}

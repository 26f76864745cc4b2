import { join } from 'node:path'
import { forStudents, htmlText } from '@parley/reports'
import type { Assignment } from '../assignment.ts'
import type { PlannedClass } from '../plan-class.ts'
import type { Result } from '../results.ts'
import { replaceFile } from '../write-file.ts'
import { auditJson, type Circumstances } from './audit.ts'
import { classHtml } from './class-html.ts'
import { type FeedbackPage, feedbackZip } from './feedback-zip.ts'
import { fillWorksheet } from './fill-worksheet.ts'
import { feedbackPath, gradesCsv } from './grades-csv.ts'
import { matrixYaml } from './matrix-yaml.ts'
import type { Worksheet } from './worksheet.ts'

/**
 * Writes all that comes of a class into the folder of the results; gives what somebody should look at
 * in the worksheet that was filled in, a sentence each.
 */
export async function writeOutputs(
  out: string,
  results: readonly Result[],
  {
    planned,
    assignment,
    worksheet,
    ...circumstances
  }: Circumstances & {
    readonly planned: PlannedClass
    readonly assignment: Assignment
    readonly worksheet?: Worksheet | undefined
  },
): Promise<readonly string[]> {
  const write = (name: string, content: string | Uint8Array) => {
    return replaceFile(join(out, name), content)
  }
  const pages: FeedbackPage[] = []
  for (const { findings, submission } of results) {
    if (findings === undefined) continue
    const { id, name } = submission
    const whose = id === name ? name : `${name} (${id})`
    const notes = planned.submissions.find((one) => one.submission.id === id)?.renamed
    const page = htmlText(forStudents(findings, assignment.presentation), { whose, notes })
    await write(feedbackPath(submission.folder), page)
    pages.push({ submission, page })
  }
  if (assignment.course.layout === 'moodle') await write('feedback.zip', feedbackZip(pages))
  await write('grades.csv', gradesCsv(results, assignment))
  await write('audit.json', await auditJson(results, planned, assignment, circumstances))
  await write('class.html', classHtml(results, assignment))
  const matrix = matrixYaml(out, results, planned.submissions, assignment)
  if (matrix !== undefined) await write('matrix.yaml', matrix)
  if (worksheet === undefined) return []
  const all = planned.submissions.map(({ submission }) => submission)
  const { bytes, notes } = fillWorksheet(worksheet, all, results, assignment)
  await write(`worksheet/${worksheet.name}`, bytes)
  await write('worksheet-notes.txt', notes.map((note) => `${note}\n`).join(''))
  return notes
}

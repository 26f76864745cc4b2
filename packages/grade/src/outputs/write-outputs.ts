import { join } from 'node:path'
import { forStudents, htmlText } from '@parley/reports'
import type { Assignment } from '../assignment.ts'
import type { PlannedClass } from '../plan-class.ts'
import type { Result } from '../results.ts'
import { replaceFile } from '../write-file.ts'
import { auditJson, type Circumstances } from './audit.ts'
import { classHtml } from './class-html.ts'
import { feedbackPath, gradesCsv } from './grades-csv.ts'
import { matrixYaml } from './matrix-yaml.ts'

/** Writes all that comes of a class into the folder of the results. */
export async function writeOutputs(
  out: string,
  results: readonly Result[],
  {
    planned,
    assignment,
    ...circumstances
  }: Circumstances & {
    readonly planned: PlannedClass
    readonly assignment: Assignment
  },
): Promise<void> {
  const write = (name: string, text: string) => replaceFile(join(out, name), text)
  for (const { findings, submission } of results) {
    if (findings === undefined) continue
    const page = htmlText(forStudents(findings, assignment.presentation))
    await write(feedbackPath(submission.folder), page)
  }
  await write('grades.csv', gradesCsv(results, assignment))
  await write('audit.json', auditJson(results, planned, assignment, circumstances))
  await write('class.html', classHtml(results, assignment))
  const matrix = matrixYaml(out, results, planned.submissions, assignment)
  if (matrix !== undefined) await write('matrix.yaml', matrix)
}

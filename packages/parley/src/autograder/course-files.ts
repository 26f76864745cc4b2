import { dirname, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { readCourse } from '../grade/course.ts'
import { readTextFile } from '../text-file.ts'

/** The name of the course file, and of the rubric beside it, in a folder that is written. */
export const COURSE = 'course.yaml'
const RUBRIC = 'rubric.yaml'

/**
 * The files of a course by the names that they have in a folder on their own: the course file, without
 * what it says of single submissions, and its rubric. Throws a `UsageError` where `parley grade` would
 * refuse the course.
 */
export async function courseFiles(path: string): Promise<ReadonlyMap<string, string>> {
  const { course } = await readCourse(path)
  const { rubric } = course.assignment
  const document = parseDocument(await readTextFile(path, 'autograder'))
  if (document.hasIn(['start', 'overrides'])) document.deleteIn(['start', 'overrides'])
  document.delete('marks')
  const written = () => document.toString({ flowCollectionPadding: false, lineWidth: 0 })
  if (rubric === undefined) return new Map([[COURSE, written()]])
  document.setIn(['assignment', 'rubric'], RUBRIC)
  const said = await readTextFile(resolve(dirname(path), rubric), 'rubric')
  return new Map([
    [COURSE, written()],
    [RUBRIC, said],
  ])
}

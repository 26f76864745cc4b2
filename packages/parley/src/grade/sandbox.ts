import { realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Course, type Sandbox, sandboxFor } from '@parley/grade'
import { UsageError } from '../errors.ts'
import { ownWords } from '../own-command.ts'
import { ownFolder } from '../own-folder.ts'

/**
 * The sandbox that a course file asks for. `hidden`: files and folders that no program of a student may
 * see, besides the course, its rubric and Parley; `words`: what starts Parley. Throws a UsageError where
 * there is no such sandbox.
 */
export async function sandboxOf(
  path: string,
  { assignment: { rubric }, sandbox: wanted, limits }: Course,
  hidden: readonly string[],
  words: readonly string[] = ownWords(),
): Promise<Sandbox> {
  const rubrics = rubric === undefined ? [] : [resolve(dirname(path), rubric)]
  const sandbox = await sandboxFor(wanted, limits, {
    worker: [...words, 'grade-inside'],
    hidden: [ownFolder, path, ...rubrics, ...hidden].map((one) => realpathSync(one)),
  })
  if ('trouble' in sandbox) throw new UsageError(`${path}: sandbox: ${sandbox.trouble}`)
  return sandbox
}

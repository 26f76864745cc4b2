import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Assignment } from './assignment.ts'
import { filesIn } from './source-files.ts'
import type { StartPlan } from './start-plan.ts'
import { startSchema } from './start-schema.ts'

/**
 * A key that is another one where anything has changed that the findings on a submission depend on:
 * its files, how it is started, what is checked and within which limits, the seed, the version.
 */
export async function fingerprint(
  root: string,
  plan: StartPlan,
  { course, seed }: Pick<Assignment, 'course' | 'seed'>,
  version: string,
): Promise<string> {
  const hash = createHash('sha256')
  const { rubric: _points, ...assignment } = course.assignment
  // Parsed, so that the keys are in one order wherever the start comes from.
  const start = plan.status === 'ready' ? startSchema.parse(plan.start) : plan.reasons
  hash.update(JSON.stringify([version, seed, assignment, course.limits, course.sandbox, start]))
  for (const path of await filesIn(root)) {
    const bytes = await readFile(join(root, path))
    hash.update(`\n${path}\n${bytes.length}\n`)
    hash.update(bytes)
  }
  return hash.digest('hex').slice(0, 32)
}

import { createHash, type Hash } from 'node:crypto'
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
  await addFiles(hash, root)
  return hash.digest('hex').slice(0, 32)
}

/** SHA-256 of what was handed in: of the names, lengths and bytes of all files, in their order. */
export async function submissionHash(root: string): Promise<string> {
  const hash = createHash('sha256')
  await addFiles(hash, root)
  return hash.digest('hex')
}

/** SHA-256 of each of these files, as `sha256sum` prints it. */
export async function fileHashes(
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {}
  for (const path of paths) {
    hashes[path] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  }
  return hashes
}

async function addFiles(hash: Hash, root: string): Promise<void> {
  for (const path of await filesIn(root)) {
    const bytes = await readFile(join(root, path))
    hash.update(`\n${path}\n${bytes.length}\n`)
    hash.update(bytes)
  }
}

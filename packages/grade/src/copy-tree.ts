import { chmod, copyFile, lstat, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { safePath } from './safe-path.ts'
import type { UnpackBudget } from './unpack-budget.ts'

/**
 * Copies files and folders, and no links; gives what was left out and why. Throws `TooMuch` where the
 * budget is used up.
 */
export async function copyTree(
  from: string,
  to: string,
  budget: UnpackBudget,
): Promise<readonly string[]> {
  const notes: string[] = []
  const waiting = ['']
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    await mkdir(join(to, next), { recursive: true })
    for (const entry of await readdir(join(from, next), { withFileTypes: true })) {
      const path = next === '' ? entry.name : `${next}/${entry.name}`
      const safe = safePath(path)
      if (safe.kind === 'machine-made') continue
      if (safe.kind === 'refused') {
        notes.push(`${path} was left out: ${safe.why}`)
      } else if (entry.isDirectory()) {
        budget.addFile()
        waiting.push(path)
      } else if (entry.isFile()) {
        budget.addFile()
        const { size, mode } = await lstat(join(from, path))
        budget.addBytes(size)
        await copyFile(join(from, path), join(to, path))
        await chmod(join(to, path), (mode & 0o111) === 0 ? 0o644 : 0o755)
      } else {
        notes.push(`${path} was left out: it is ${entry.isSymbolicLink() ? 'a link' : 'no file'}`)
      }
    }
  }
  return notes
}

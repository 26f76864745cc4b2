import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Removes a folder with all that a program has written in it: also where it took away the right to, or
 * where paths are longer than the system takes. Gives whether it is gone.
 */
export async function removeTree(folder: string): Promise<boolean> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    return true
  } catch {
    return await removeByCommand(folder)
  }
}

/** `rm` goes from folder to folder, and so needs no long paths. */
async function removeByCommand(folder: string): Promise<boolean> {
  await run('chmod', ['-R', 'u+rwX', '--', folder]).catch(() => {})
  return await run('rm', ['-rf', '--', folder]).then(
    () => true,
    () => false,
  )
}

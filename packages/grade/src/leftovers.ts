import { readdir, readFile } from 'node:fs/promises'
import type { Start } from './start-schema.ts'

/** The variable by which programs are known that were started to be graded. */
const MARK = 'PARLEY_GRADING'

/** How long programs that were ended may take to be gone, in milliseconds. */
const ENDING = 2000
const LOOKING = 20

/** The same start, with the folder of a copy as a mark on the program and on all that it starts. */
export function marked(start: Start, folder: string): Start {
  return { ...start, env: { ...start.env, [MARK]: folder } }
}

/**
 * Ends the programs that have the mark of a folder, or of one in it: a run that was killed could not end
 * them, and they would keep their ports. Elsewhere than on Linux nothing is known of them.
 */
export async function endLeftovers(folder: string): Promise<void> {
  const deadline = performance.now() + ENDING
  for (;;) {
    const left = await leftovers(folder)
    for (const pid of left) end(pid)
    if (left.length === 0 || performance.now() > deadline) return
    await new Promise((resolve) => setTimeout(resolve, LOOKING))
  }
}

async function leftovers(folder: string): Promise<readonly number[]> {
  const mark = `${MARK}=${folder}`
  const isOurs = (one: string) => one === mark || one.startsWith(`${mark}/`)
  const found: number[] = []
  for (const name of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue
    // Empty for a process that has ended and is not reaped yet; forbidden for those of other users.
    const env = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '')
    if (env.split('\0').some(isOurs)) found.push(Number(name))
  }
  return found
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

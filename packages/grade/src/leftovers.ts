import { setTimeout } from 'node:timers/promises'
import { killAll, markedWith } from './process-watch.ts'

/** How long programs that were ended may take to be gone, in milliseconds. */
const ENDING = 2000
const LOOKING = 20

/**
 * Ends the programs that are marked with a folder, or with one in it: a run that was killed could not
 * end them, and they would keep their ports.
 */
export async function endLeftovers(folder: string): Promise<void> {
  const left = markedWith((mark) => mark === folder || mark.startsWith(`${folder}/`))
  const deadline = performance.now() + ENDING
  for (;;) {
    if (left().length === 0 || performance.now() > deadline) return
    killAll(left)
    await setTimeout(LOOKING)
  }
}

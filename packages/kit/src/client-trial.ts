import { setImmediate } from 'node:timers/promises'
import { OutputTail } from './output-tail.ts'
import type { StartProgram } from './program.ts'
import { ProgramTrouble } from './server-program.ts'
import type { Target } from './stage.ts'

/** A program that has shown nothing more for so long waits for its user, in milliseconds. */
const STANDSTILL = 1000

/** A place to connect to. */
interface Awaited {
  readonly place: Target
  readonly isEmpty: boolean
  watch(arrived: () => void): void
  clear(): void
}

/** How a trial is made. */
interface Trial {
  readonly door: Awaited
  /** In milliseconds. */
  readonly limit: number
  /** Gets what ends the program before its time. */
  readonly onStart: (end: () => Promise<void>) => void
}

/**
 * Starts a client and ends it as soon as it has connected, waits for its user, or the limit is
 * over. Throws a `ProgramTrouble` where it has ended before.
 */
export async function tryStart(
  start: StartProgram,
  { door, limit, onStart }: Trial,
): Promise<void> {
  const output = new OutputTail()
  let howEnded: string | undefined
  let isOver = () => {}
  const over = new Promise<void>((resolve) => {
    isOver = resolve
  })
  const timers = [setTimeout(isOver, limit)]
  door.clear()
  door.watch(isOver)
  const program = start(door.place, {
    shown(text) {
      output.add(text)
      clearTimeout(timers[1])
      timers[1] = setTimeout(isOver, STANDSTILL)
    },
    ended(status, how = `exit status ${status}`) {
      howEnded = how
      isOver()
    },
  })
  onStart(() => program.kill())
  await over
  const end = howEnded
  await program.kill()
  // Of a connection and an end that have come together either may be heard of first.
  await setImmediate()
  for (const timer of timers) clearTimeout(timer)
  const hasConnected = !door.isEmpty
  door.clear()
  if (end === undefined || hasConnected) return
  throw new ProgramTrouble(`the client has ended before it connected: ${end}`, output.lines)
}

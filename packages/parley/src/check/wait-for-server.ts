import { setTimeout as delay } from 'node:timers/promises'
import { formatAddress } from '@parley/contract'
import { isListeningAt, ProgramTrouble, reach, type Target } from '@parley/kit'
import { connectTrouble, isNoHost } from '../address.ts'
import { UsageError } from '../errors.ts'

/** Between two looks at whether a server listens, in milliseconds. */
const LOOKING = 100

/** Waits until a server that somebody else has started takes connections, so many milliseconds. */
export async function waitFor(place: Target, time: number): Promise<void> {
  const deadline = Date.now() + time
  for (;;) {
    if (isListeningAt(place.host, place.port)) return
    const error: unknown = await reach(place).then(
      () => undefined,
      (error: unknown) => error,
    )
    if (error === undefined) return
    const words = `cannot connect to ${formatAddress(place.host, place.port)}: ${connectTrouble(error)}`
    if (isNoHost(error)) throw new UsageError(words)
    if (Date.now() > deadline) throw new ProgramTrouble(words)
    await delay(LOOKING)
  }
}

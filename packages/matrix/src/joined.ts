import { type Dialect, Malformed, NEED_MORE, type Splitter } from '@parley/contract'
import type { Happened } from '@parley/kit'
import type { PartySide } from './results.ts'

/** The most frames that are cut out of one piece: two are enough. */
const MOST_FRAMES = 2

/** To whom of a client and its server several frames came in one piece from that time on. */
export function joinedFrom(
  log: readonly Happened[],
  begun: number,
  { client, splitter }: Pick<Dialect, 'client' | 'splitter'>,
  options: unknown,
): readonly PartySide[] {
  const isJoined = (kind: 'came' | 'sent', make: () => Splitter<unknown>) =>
    log.some(
      (one) =>
        one.kind === kind &&
        one.wire === 'client' &&
        one.time >= begun &&
        hasSeveral(make(), one.bytes),
    )
  return [
    ...(isJoined('came', () => client.splitter(options)) ? (['client'] as const) : []),
    ...(isJoined('sent', () => splitter(options)) ? (['server'] as const) : []),
  ]
}

function hasSeveral(splitter: Splitter<unknown>, bytes: Uint8Array): boolean {
  splitter.push(bytes)
  for (let count = 0; count < MOST_FRAMES; count += 1) {
    const frame = splitter.next(Number.POSITIVE_INFINITY)
    if (frame === NEED_MORE || frame instanceof Malformed) return false
  }
  return true
}

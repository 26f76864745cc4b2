/**
 * `writing`: open, and the program still has much to say. `left`: closed, but only when its user had
 * gone. `full`: more came than the kit keeps, and so it cut the connection.
 */
export type WireEnd = 'open' | 'writing' | 'left' | 'closed' | 'reset' | 'full'

/** Why a message has not come on a connection that is in this state; `came`: what did. */
export function whyMissing(
  end: WireEnd,
  came: Uint8Array | undefined,
  isUnreadable: boolean,
): string {
  if (isUnreadable) return 'what came cannot be read'
  if (end === 'full') return 'more came than the kit keeps'
  if (end === 'reset') return 'the connection was reset'
  if (end === 'closed') {
    return came === undefined ? 'the connection was closed' : 'it was closed before the end'
  }
  return came === undefined ? 'nothing came in time' : 'the end of the message did not come in time'
}

/** How many other messages came in the place of one, to be said behind why that is missing. */
export function othersPassed(count: number): string {
  if (count === 0) return ''
  return count === 1 ? '; one other message was passed over' : `; ${count} others were passed over`
}

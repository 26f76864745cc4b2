import type { DirectMessage } from '@parley/contract'

/** A message to a user. */
export function direct(to: string, text: string, id = 1): DirectMessage {
  return { kind: 'direct', id, time: 2, from: 'sender', to, text }
}

/** So many numbers, one after the other. */
export function upFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}

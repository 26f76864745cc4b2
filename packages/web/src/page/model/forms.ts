import type { Message, Peer } from './feed-state.ts'
import type { Frame } from './stream.ts'

/** One form in which recipients got a message. */
export interface Form {
  readonly dialect: string
  readonly frames: readonly Frame[]
  readonly recipients: readonly Peer[]
}

/** What the sender was answered, and what it got of its own message. */
export function answersTo({ from, got }: Message): readonly Frame[] {
  return (from === undefined ? undefined : got.get(from.connection)?.frames) ?? []
}

/** Everybody who got a message, but for its sender. */
export function recipientsOf({ from, got }: Message) {
  return [...got.values()].filter(({ peer }) => peer !== from)
}

/** The distinct forms in which recipients got a message: what was the same bytes is one. */
export function formsOf(message: Message): readonly Form[] {
  const forms = new Map<string, { dialect: string; frames: readonly Frame[]; recipients: Peer[] }>()
  for (const { peer, frames } of recipientsOf(message)) {
    const key = [peer.dialect, ...frames.map(({ bytes }) => bytes)].join(' ')
    const form = forms.get(key)
    if (form === undefined) forms.set(key, { dialect: peer.dialect, frames, recipients: [peer] })
    else form.recipients.push(peer)
  }
  return [...forms.values()]
}

export function bytesIn(frames: readonly Frame[]): number {
  return frames.reduce((sum, { length }) => sum + length, 0)
}

import type { Audience, Dialect, Report } from '@parley/contract'
import { Conversation, type ConversationUser } from './conversation.ts'

/** A text as it reached the gateway. */
export interface Said {
  readonly text: string
  readonly audience: Audience
}

/** A message as a client's program gets it. */
export type HeardMessage = Extract<Report, { kind: 'heard' }>

/** A text that no client says by chance. */
const PROBE = 'a whole message of its own'

/** The most programs that are kept ready. */
const MOST_KEPT = 64

/** Reads what stands in frames as programs of their dialects do: with their own sessions. */
export class FrameReader {
  readonly #kept = new Map<string, ConversationUser>()

  /** What a client called `name` says with these frames; undefined where it is no message. */
  said(dialect: Dialect, name: string, frames: readonly Uint8Array[]): Said | undefined {
    return this.#with(dialect, name, (user) => {
      user.said.length = 0
      for (const frame of frames) user.server.push(frame)
      return user.said[0]
    })
  }

  /**
   * Whether these frames of a client called `name` end inside a message: what it says next is taken for a
   * part of that, and not for a message of its own.
   */
  isAmid(dialect: Dialect, name: string, frames: readonly Uint8Array[]): boolean {
    const probe = this.#probe(dialect, name)
    const found = this.#with(dialect, name, (user) => {
      for (const frame of frames) user.server.push(frame)
      if (user.server.closed !== undefined) return false
      user.said.length = 0
      for (const frame of probe) user.server.push(frame)
      return user.said[0]?.text !== PROBE
    })
    return found ?? false
  }

  /** The frames of a whole message of a client to itself. */
  #probe(dialect: Dialect, name: string): readonly Uint8Array[] {
    const found = this.#with(dialect, name, (user) => {
      user.say({ kind: 'send', to: name, text: PROBE })
      return user.writes.flatMap(({ from, bytes }) => (from === 'client' ? [bytes] : []))
    })
    return found ?? []
  }

  /** The messages that a client called `name` gets from these frames. */
  heard(dialect: Dialect, name: string, frames: readonly Uint8Array[]): readonly HeardMessage[] {
    const pulls = dialect.wire(dialect.options.parse({})).pulls === true
    const found = this.#with(dialect, name, (user) => {
      user.forgetReports()
      for (const frame of frames) {
        if (pulls) user.pushPulled(frame)
        else user.client.push(frame)
      }
      return user.reports.flatMap((one) => (one.kind === 'heard' ? [one] : []))
    })
    return found ?? []
  }

  /** A program that was led astray by what it read is not used again. */
  #with<Result>(dialect: Dialect, name: string, act: (user: ConversationUser) => Result) {
    const key = `${dialect.name} ${name}`
    try {
      const user = this.#kept.get(key) ?? new Conversation().join(dialect, name)
      this.#kept.set(key, user)
      const result = act(user)
      const isFit = user.client.isOpen && user.server.closed === undefined
      if (!isFit || this.#kept.size > MOST_KEPT) this.#kept.delete(key)
      user.writes.length = 0
      return result
    } catch {
      this.#kept.delete(key)
      return undefined
    }
  }
}

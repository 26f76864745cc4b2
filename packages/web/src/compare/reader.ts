import type { Audience, Dialect, Feature, Report } from '@parley/contract'
import { Conversation, type ConversationUser } from './conversation.ts'

/** A text as it reached the gateway. */
export interface Said {
  readonly text: string
  readonly audience: Audience
}

/** A message as a client's program gets it. */
export type HeardMessage = Extract<Report, { kind: 'heard' }>

/** A rule that says in which other form a dialect carries something. */
export interface Loss {
  readonly dialect: string
  readonly feature: Feature
  /** A section of the dialect's specification. */
  readonly rule: string
  readonly how: string
}

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

/** Why texts that were heard are not the text that was said; nothing where they are the same. */
export function lossesOf(dialect: Dialect, said: Said, heard: readonly string[]): readonly Loss[] {
  if (heard.length === 1 && heard[0] === said.text) return []
  const { features } = dialect.carries(dialect.options.parse({}))
  return causesOf(said, heard).flatMap((feature) => {
    const grade = features[feature]
    if (grade.grade !== 'changed') return []
    return [{ dialect: dialect.name, feature, rule: grade.rule, how: grade.how }]
  })
}

function causesOf({ text, audience }: Said, heard: readonly string[]): readonly Feature[] {
  const causes: Feature[] = []
  const all = heard.join('\n')
  if (text === '') causes.push('empty')
  if (text.includes('\n') && heard[0] !== text) causes.push('multi-line')
  if (text !== text.trim() && all.trim() === text.trim()) causes.push('outer-spaces')
  if (heard.length > 1 && !text.includes('\n')) causes.push('length')
  if (heard.some((one) => one !== text && one.endsWith(text))) {
    causes.push(audience === 'one' ? 'direct' : 'broadcast')
  }
  if (causes.length === 0) causes.push('any-unicode')
  return causes
}

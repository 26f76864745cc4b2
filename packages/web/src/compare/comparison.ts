import type { Audience, Dialect, Part } from '@parley/contract'
import { type Obstacle, obstaclesOf } from './cannot-say.ts'
import { Conversation, type ConversationUser, type WireWrite } from './conversation.ts'
import { partsOf } from './parts.ts'
import type { Said } from './reader.ts'

/** Bytes on a wire, with which of them are what. */
interface AnnotatedFrame {
  readonly from: WireWrite['from']
  readonly bytes: Uint8Array
  readonly parts: readonly Part[]
}

/** What one step of a conversation takes on one wire. */
interface StepFigures {
  /** Of the client and of the server together. */
  readonly bytes: number
  readonly frames: number
  /** How often the client waits for an answer. */
  readonly roundTrips: number
}

/** How one dialect carries a text from its user to others. */
export interface Comparison {
  readonly dialect: Dialect
  /** What the sender writes and is answered; undefined where the dialect cannot say the text. */
  readonly said: readonly AnnotatedFrame[] | undefined
  /** Why it cannot, by its own declaration; empty where it can. */
  readonly obstacles: readonly Obstacle[]
  /** The text as it reached the gateway; undefined where it did not. */
  readonly reached: Said | undefined
  /** Bytes of the client's frames, and what of them is not the text, in percent. */
  readonly saidBytes: number
  readonly overhead: number
  readonly login: StepFigures
  readonly send: StepFigures | undefined
  readonly list: StepFigures | undefined
  /** How a user of each dialect gets it, this one included. */
  readonly heard: readonly Heard[]
}

/** How a user of one dialect gets the text. */
export interface Heard {
  readonly dialect: Dialect
  readonly frames: readonly AnnotatedFrame[]
  /** The texts of the messages that a reader gets: one that differs is a loss. */
  readonly texts: readonly string[]
  readonly bytes: number
}

/** Names of the same length, so that no dialect looks shorter by a name. */
const SENDER = 'alice'
const READER = 'betty'

/** So often a reader asks, at the most, for what waits. */
const MOST_ASKED = 100

const encoder = new TextEncoder()

/** How many bytes a text has as UTF-8. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length
}

/** How `from` carries the text to users of each of the dialects. */
export function comparisonOf(
  from: Dialect,
  dialects: readonly Dialect[],
  text: string,
  audience: Audience,
): Comparison {
  const heard = dialects.map((to) => heardBy(from, to, text, audience))
  const conversation = new Conversation()
  conversation.join(from, READER)
  const sender = conversation.join(from, SENDER)
  const login = figures(sender.writes)
  const said = step(sender, () => send(sender, text, audience))
  const list = step(sender, () => sender.say({ kind: 'list' }))
  const saidBytes = said === undefined ? 0 : bytesOf(said, 'client')
  return {
    dialect: from,
    said: said?.map((write) => annotated(from, write)),
    obstacles: said === undefined ? obstaclesOf(from, text, audience) : [],
    reached: sender.said[0],
    saidBytes,
    overhead: saidBytes === 0 ? 0 : overheadOf(saidBytes, utf8Length(text)),
    login,
    send: said === undefined ? undefined : figures(said),
    list: list === undefined ? undefined : figures(list),
    heard,
  }
}

/** Percent of what is written that is not the text. */
export function overheadOf(written: number, text: number): number {
  return Math.max(0, Math.round((100 * (written - text)) / written))
}

function heardBy(from: Dialect, to: Dialect, text: string, audience: Audience): Heard {
  const conversation = new Conversation()
  const reader = conversation.join(to, READER)
  const sender = conversation.join(from, SENDER)
  conversation.pass(() => false)
  const before = reader.writes.length
  reader.forgetReports()
  send(sender, text, audience)
  conversation.pass(() => false)
  const reports = [...reader.reports]
  const pushed = reader.writes.slice(before)
  let end = before + pushed.length
  for (let asked = 0; asked < MOST_ASKED && reader.pull(asked > 0); asked++) {
    reports.push(...reader.reports)
    end = reader.writes.length
  }
  const frames = reader.writes.slice(before, end).filter((write) => write.from === 'server')
  const texts = reports.flatMap((report) => (report.kind === 'heard' ? [report.text] : []))
  const wanted = texts.length === 0 ? [] : frames
  return {
    dialect: to,
    frames: wanted.map((write) => annotated(to, write)),
    texts,
    bytes: bytesOf(wanted, 'server'),
  }
}

function send(sender: ConversationUser, text: string, audience: Audience) {
  return audience === 'one'
    ? sender.say({ kind: 'send', to: READER, text })
    : sender.say({ kind: 'broadcast', text })
}

/** What was written during an act; undefined where the act could not be done. */
function step(user: ConversationUser, act: () => unknown): readonly WireWrite[] | undefined {
  const before = user.writes.length
  return act() === undefined ? undefined : user.writes.slice(before)
}

function figures(writes: readonly WireWrite[]): StepFigures {
  let roundTrips = 0
  let last: WireWrite['from'] = 'server'
  for (const { from } of writes) {
    if (from === 'server' && last === 'client') roundTrips += 1
    last = from
  }
  const bytes = writes.reduce((sum, write) => sum + write.bytes.length, 0)
  return { bytes, frames: writes.length, roundTrips }
}

function bytesOf(writes: readonly WireWrite[], from: WireWrite['from']): number {
  return writes.reduce((sum, write) => sum + (write.from === from ? write.bytes.length : 0), 0)
}

function annotated(dialect: Dialect, { from, bytes }: WireWrite): AnnotatedFrame {
  return { from, bytes, parts: partsOf(dialect, bytes, from) }
}

import { type ChangeNote, notesOf } from '../compare/change-words.ts'
import { type Segment, segmentsOf } from '../compare/changes.ts'
import { FrameReader, type HeardMessage, type Said } from '../compare/reader.ts'
import { spoken } from './hues.ts'
import { fromBase64 } from './model/bytes.ts'
import { isEscaped } from './model/escaped.ts'
import type { Message, Peer } from './model/feed-state.ts'
import { type Form, formsOf } from './model/forms.ts'
import type { Frame } from './model/stream.ts'

/** A form of a message with what its readers read in it. */
export interface ReadForm {
  readonly form: Form
  /** The text as sent beside the text as received; empty where that cannot be told. */
  readonly segments: readonly Segment[]
  /** What was changed on the way. */
  readonly notes: readonly ChangeNote[]
  /** Whether the text stands in other bytes than those that it has as UTF-8. */
  readonly escaped: boolean
}

export interface Reading {
  readonly said: Said | undefined
  /** The same of the sender's own frames. */
  readonly escaped: boolean
  readonly forms: readonly ReadForm[]
}

const reader = new FrameReader()

const known = new WeakMap<Message, { readonly frames: number; readonly reading: Reading }>()

/** What a message says to the programs at both ends of its wires, read with their dialects' own sessions. */
export function readingOf(message: Message): Reading {
  const frames = frameCount(message)
  const kept = known.get(message)
  if (kept?.frames === frames) return kept.reading
  const said = saidIn(message)
  const sent = said === undefined ? undefined : sentIn(message, said)
  const reading = {
    said,
    escaped: sent !== undefined && isEscaped(message.said, [sent]),
    forms: formsOf(message).map((form) => readForm(form, message, said, sent)),
  }
  known.set(message, { frames, reading })
  return reading
}

/** Whether a client’s frames end inside a message, so that what comes next belongs to it. */
export function isAmid({ dialect, name }: Peer, frames: readonly Frame[]): boolean {
  const known = dialectOf(dialect)
  if (known === undefined || name === undefined) return false
  return reader.isAmid(known, name, bytesOf(frames))
}

function frameCount({ said, got }: Message): number {
  return [...got.values()].reduce((sum, one) => sum + one.frames.length, said.length)
}

function dialectOf(name = '') {
  return spoken.find((dialect) => dialect.name === name)
}

function saidIn({ from, said }: Message): Said | undefined {
  const dialect = dialectOf(from?.dialect)
  if (dialect === undefined || from?.name === undefined) return undefined
  return reader.said(dialect, from.name, bytesOf(said))
}

/** The text as the sender's frames have it. */
function sentIn({ from, said }: Message, { text }: Said): string {
  return dialectOf(from?.dialect)?.sentText?.(bytesOf(said)) ?? text
}

function bytesOf(frames: readonly Frame[]): readonly Uint8Array[] {
  return frames.map(({ bytes }) => fromBase64(bytes))
}

function readForm(form: Form, { from }: Message, said?: Said, sent?: string): ReadForm {
  const [dialect, sender] = [dialectOf(form.dialect), dialectOf(from?.dialect)]
  const name = form.recipients[0]?.name
  const unread = { form, segments: [], notes: [], escaped: false }
  if (dialect === undefined || sender === undefined || name === undefined) return unread
  if (said === undefined || sent === undefined) return unread
  const heard = reader.heard(dialect, name, bytesOf(form.frames))
  const texts = dialectPulls(dialect)
    ? ownTexts(heard, said, dialect)
    : heard.map(({ text }) => text)
  if (texts.length === 0) return unread
  const segments = segmentsOf({ sender, reader: dialect, sent, said, heard: texts })
  return { form, segments, notes: notesOf(segments), escaped: isEscaped(form.frames, texts) }
}

function dialectPulls(dialect: (typeof spoken)[number]): boolean {
  return dialect.wire(dialect.options.parse({})).pulls === true
}

/** Of a reply with several messages, those texts that are this message. */
function ownTexts(
  heard: readonly HeardMessage[],
  { text, audience }: Said,
  dialect: (typeof spoken)[number],
): readonly string[] {
  const expected = dialect.carries(dialect.options.parse({})).hears(text, audience)
  const own = heard.filter((one) => expected.includes(one.text))
  return own.slice(0, expected.length).map((one) => one.text)
}

import {
  FrameReader,
  type HeardMessage,
  type Loss,
  lossesOf,
  type Said,
} from '../compare/reader.ts'
import { spoken } from './hues.ts'
import { fromBase64, utf8 } from './model/bytes.ts'
import { type Form, formsOf, type Message } from './model/feed-state.ts'

/** A form of a message with what its readers read in it. */
export interface ReadForm {
  readonly form: Form
  /** The texts that the recipient's program gets; empty where that cannot be told. */
  readonly texts: readonly string[]
  readonly losses: readonly Loss[]
  /** Whether the text is the same, in other bytes than it has as UTF-8. */
  readonly respelled: boolean
}

export interface Reading {
  readonly said: Said | undefined
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
  const reading = { said, forms: formsOf(message).map((form) => readForm(form, said)) }
  known.set(message, { frames, reading })
  return reading
}

function frameCount({ said, got }: Message): number {
  return [...got.values()].reduce((sum, one) => sum + one.frames.length, said.length)
}

function dialectOf(name: string) {
  return spoken.find((dialect) => dialect.name === name)
}

function saidIn({ from, said }: Message): Said | undefined {
  const dialect = dialectOf(from?.dialect ?? '')
  if (dialect === undefined || from?.name === undefined) return undefined
  return reader.said(
    dialect,
    from.name,
    said.map(({ bytes }) => fromBase64(bytes)),
  )
}

function readForm(form: Form, said: Said | undefined): ReadForm {
  const dialect = dialectOf(form.dialect)
  const name = form.recipients[0]?.name
  if (dialect === undefined || name === undefined || said === undefined) {
    return { form, texts: [], losses: [], respelled: false }
  }
  const frames = form.frames.map(({ bytes }) => fromBase64(bytes))
  const heard = reader.heard(dialect, name, frames)
  const texts = dialectPulls(dialect)
    ? ownTexts(heard, said, dialect)
    : heard.map(({ text }) => text)
  const losses = texts.length === 0 ? [] : lossesOf(dialect, said, texts)
  const isSame = texts.length === 1 && texts[0] === said.text
  return { form, texts, losses, respelled: isSame && !holdsText(frames, said.text) }
}

function holdsText(frames: readonly Uint8Array[], text: string): boolean {
  const wanted = binary(utf8(text))
  return frames.some((frame) => binary(frame).includes(wanted))
}

function binary(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
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

import { type Dialect, Malformed, NEED_MORE } from '@parley/contract'
import { Conversation } from '../../compare/conversation.ts'
import { visible } from './bytes.ts'

/** What a client sends one after another, as the stream that it is to TCP. */
export interface LabStream {
  readonly bytes: Uint8Array
  /** Where each message ends. */
  readonly ends: readonly number[]
  /** Where each write of the client ends: a message may take several. */
  readonly writes: readonly number[]
  readonly texts: readonly string[]
}

/** What one read brought, and what two readers made of it. */
export interface LabStep {
  readonly from: number
  readonly to: number
  readonly splitter: {
    /** Frames that were whole with this read. */
    readonly frames: number
    /** Bytes that are kept until the rest comes. */
    readonly held: number
    readonly texts: readonly string[]
  }
  readonly naive: {
    readonly outcome: NaiveOutcome
    /** What that reader takes for the message. */
    readonly shown: string
  }
}

/** `right`: one whole message; `part`: a piece of one; `several`: all or parts of more than one. */
export type NaiveOutcome = 'right' | 'part' | 'several'

const SENDER = 'alice'
const READER = 'betty'

/** The largest frame that the lab's splitter takes, in bytes. */
const BOUND = 64 * 1024

/** The longest fragment that is shown, in characters. */
const LONGEST = 60

/** How a client of the dialect sends these texts; a text that it cannot say is left out. */
export function streamOf(dialect: Dialect, texts: readonly string[]): LabStream {
  const conversation = new Conversation()
  conversation.join(dialect, READER)
  const sender = conversation.join(dialect, SENDER)
  const parts: Uint8Array[] = []
  const ends: number[] = []
  const writes: number[] = []
  const said: string[] = []
  let length = 0
  for (const text of texts) {
    const before = sender.writes.length
    if (sender.say({ kind: 'send', to: READER, text }) === undefined) continue
    for (const { from, bytes } of sender.writes.slice(before)) {
      if (from !== 'client') continue
      parts.push(bytes)
      length += bytes.length
      writes.push(length)
    }
    ends.push(length)
    said.push(text)
  }
  return { bytes: joined(parts, length), ends, writes, texts: said }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** The cuts that are within the stream, in order, each once. */
export function goodCuts(cuts: readonly number[], length: number): readonly number[] {
  const within = cuts.filter((cut) => Number.isSafeInteger(cut) && cut > 0 && cut < length)
  return [...new Set(within)].sort((one, other) => one - other)
}

/** What is read with each of the pieces that the cuts make. */
export function stepsOf(
  dialect: Dialect,
  { bytes, ends }: LabStream,
  cuts: readonly number[],
): readonly LabStep[] {
  const wholeAt = frameEnds(dialect, bytes)
  const reader = joinedReader(dialect)
  const edges = [0, ...goodCuts(cuts, bytes.length), bytes.length]
  return edges.slice(1).map((to, index) => {
    const from = edges[index] ?? 0
    reader.said.length = 0
    reader.server.push(bytes.subarray(from, to))
    const lastWhole = wholeAt.findLast((end) => end <= to) ?? 0
    return {
      ...{ from, to },
      splitter: {
        frames: wholeAt.filter((end) => end > from && end <= to).length,
        held: to - lastWhole,
        texts: reader.said.map(({ text }) => text),
      },
      naive: naiveReading(dialect, bytes.subarray(from, to), from, ends),
    }
  })
}

function joinedReader(dialect: Dialect) {
  const conversation = new Conversation()
  conversation.join(dialect, READER)
  return conversation.join(dialect, SENDER)
}

/** Where in the stream the dialect's own splitter has a whole frame. */
function frameEnds(dialect: Dialect, bytes: Uint8Array): readonly number[] {
  const splitter = dialect.splitter(dialect.options.parse({}))
  const ends: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    splitter.push(bytes.subarray(at, at + 1))
    const found = splitter.next(BOUND)
    if (found instanceof Malformed) return ends
    if (found !== NEED_MORE) ends.push(at + 1)
  }
  return ends
}

/** What a program that takes one read for one message makes of it. */
function naiveReading(
  dialect: Dialect,
  piece: Uint8Array,
  from: number,
  ends: readonly number[],
): LabStep['naive'] {
  const to = from + piece.length
  const isWhole = (from === 0 || ends.includes(from)) && ends.includes(to)
  const touched = ends.filter((end, index) => end > from && (ends[index - 1] ?? 0) < to).length
  if (isWhole && touched === 1) {
    const reader = joinedReader(dialect)
    reader.server.push(piece)
    return { outcome: 'right', shown: reader.said[0]?.text ?? '' }
  }
  return { outcome: touched > 1 ? 'several' : 'part', shown: shortened(visible(piece)) }
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}

/** So many of the messages a reader that takes a read for a message gets right. */
export function rightOf(steps: readonly LabStep[]): number {
  return steps.filter(({ naive }) => naive.outcome === 'right').length
}

/** The middle of the longest piece. */
export function roomiest(cuts: readonly number[], length: number): number {
  const edges = [0, ...cuts, length]
  let [from, to] = [0, 0]
  for (const [index, edge] of edges.entries()) {
    const before = edges[index - 1] ?? 0
    if (edge - before > to - from) [from, to] = [before, edge]
  }
  return Math.floor((from + to) / 2)
}

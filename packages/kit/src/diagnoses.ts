import { Buffer } from 'node:buffer'
import { escapeBytes } from './escape-bytes.ts'
import type { Happened, Side } from './findings.ts'
import { lastLines } from './output-tail.ts'
import type { Deviation } from './tolerance.ts'
import type { SeenWire } from './wire-record.ts'

/** What was seen in a check that has failed. */
export interface Observation {
  readonly side: Side
  readonly dialect: string
  readonly wires: readonly SeenWire[]
  readonly log: readonly Happened[]
  /** Why it has failed, and what was expected, as the report would say it. */
  readonly why: string
  readonly expected: string | undefined
  /** What came instead, and the offset of its first wrong byte. */
  readonly instead: Uint8Array | undefined
  readonly at: number | undefined
  /** Whether it has failed only because nothing came in time. */
  readonly isLate: boolean
  /** Whether no other check has met the program before, as far as the kit knows. */
  readonly isOnFresh: boolean
  /** When it was known, in the time of the connections. */
  readonly judgedAt: number
  /** Whether what has failed is a MUST. */
  readonly isMust: boolean
  /** Whether anything has come from the program in this run, on any connection. */
  readonly hasAnswered: boolean
}

/** What a program does as a whole, which explains what fails in many checks. */
export interface Diagnosis {
  /** As in `one-at-a-time`. */
  readonly name: string
  /** A sentence to whoever wrote the program, without a full stop. */
  readonly what: string
  readonly hint: string
  /** What is read past once it is known, so that it explains no other check. */
  readonly tolerated?: Deviation
  /** No protocol forbids it: what cannot be seen because of it is not tried, and costs nothing. */
  readonly breaksNothing?: boolean
}

/** The most that is shown of what came, in bytes. */
const MOST_SHOWN = 60

/** A connection that is closed so long after an answer, in milliseconds, is closed because of it. */
const SOON = 300

/** All messages end with a zero byte, and are text: where zero bytes belong, others do that are none. */
const zeroBehindEach = /^(?:[^\x00-\x08\x0b\x0c\x0e-\x1f]+\x00+)+[^\x00-\x08\x0b\x0c\x0e-\x1f]*$/

const httpAnswer = /^(?:HTTP\/\d|<!doctype html|<html)/i
const httpRequest = /^(?:GET|HEAD|POST|PUT|OPTIONS|CONNECT) \S+ HTTP\/\d/

export function http({ side, dialect, wires }: Observation): Diagnosis | undefined {
  const pattern = side === 'server' ? httpAnswer : httpRequest
  const wire = wires.find(({ head }) => pattern.test(latin1(head)))
  if (wire === undefined) return undefined
  const begins = escapeBytes(firstLine(wire.head))
  return {
    name: 'http',
    what: `you speak HTTP: what came begins with ${begins}`,
    hint: `The messages of ${dialect} go over TCP as they are: use a socket, and no library for HTTP or WebSockets.`,
  }
}

export function zeroBytes({ wires }: Observation): Diagnosis | undefined {
  if (!wires.some(({ head }) => zeroBehindEach.test(latin1(head)))) return undefined
  return {
    name: 'zero-bytes',
    tolerated: 'zero-bytes',
    what: 'you send a zero byte (\\0) behind each message; it is passed over from here on',
    hint: 'In C a string ends with a zero byte that is no part of its text: send strlen(text) bytes of it, and no more.',
  }
}

/** That nothing was shown, or said, before the connection or the input ended. */
export function showsAtEnd({ side, log, why, expected }: Observation): Diagnosis | undefined {
  if (side !== 'client') return undefined
  const end = log.findIndex((one) => one.kind === 'event' && ends(one.text))
  const isShown = ({ kind }: Happened) => kind === 'shown'
  if (end === -1 || log.slice(0, end).some(isShown)) return undefined
  const shown = log.map((one) => (one.kind === 'shown' ? one.text : '')).join('')
  const wanted = [why, expected, ...log.map((one) => (one.kind === 'event' ? one.text : ''))]
  const texts = wanted.flatMap((text) => /the client shows (.+)$/.exec(text ?? '')?.[1] ?? [])
  const isExpected = [...texts, expected ?? ''].some((text) => {
    return text !== '' && escapeBytes(Buffer.from(shown)).includes(text)
  })
  if (!isExpected) return undefined
  return {
    name: 'not-flushed',
    what: 'what you show stays in a buffer, and came only when your program ended',
    hint: 'Where the output is no terminal it is buffered: flush it after each line and each prompt, as with fflush(stdout) or print(…, flush=True).',
  }
}

/** That the client has never connected, because it ends before. */
export function endsAtOnce({ side, log, wires, hasAnswered }: Observation): Diagnosis | undefined {
  if (side !== 'client' || wires.length > 0 || hasAnswered) return undefined
  const texts = log.map((one) => (one.kind === 'event' ? one.text : ''))
  const [how] = texts.flatMap((text) => /^the client has ended: (.+)$/.exec(text)?.[1] ?? [])
  if (how === undefined || how === 'the kit ended it') return undefined
  const shown = log.map((one) => (one.kind === 'shown' ? one.text : '')).join('')
  const lines = shown.split('\n').filter((line) => line.trim() !== '')
  const [last] = lastLines(lines, 1)
  const printed = last === undefined ? '' : `; it printed last: ${last.trim()}`
  return {
    name: 'ends-at-once',
    what: `your client ends before it connects: ${how}${printed}`,
    hint: 'Start it by hand with the same command, and look at what it prints.',
  }
}

/** That all lines end with `\r\n`, and the first `\r` is what was wrong. */
export function crlf({ side, wires, instead, at }: Observation): Diagnosis | undefined {
  const text = latin1(instead ?? new Uint8Array())
  const isAtReturn =
    at === undefined ? side === 'client' && /\r\n$/.test(text) : text.startsWith('\r\n', at)
  const heads = wires.map(({ head }) => latin1(head)).filter((head) => head !== '')
  if (!isAtReturn || !heads.every((head) => /^(?:[^\n]*\r\n)+[^\n]*$/.test(head))) return undefined
  return {
    name: 'crlf',
    tolerated: 'crlf',
    what: 'you end lines with \\r\\n; they are read as if they ended with \\n from here on',
    hint: 'Here a line ends with \\n alone: write that, and look for println, which writes what the system does.',
  }
}

/** That an empty line follows each line, and is what was wrong. */
/** Only where a line was expected: between JSON objects an empty line means nothing. */
export function emptyLines({ wires, instead, expected }: Observation): Diagnosis | undefined {
  const heads = wires.map(({ head }) => latin1(head)).filter((head) => head !== '')
  const isEachFollowed = heads.every((head) => /^(?:[^\n]+\n\n)+$/.test(head))
  const isLine = expected?.endsWith('\\n') === true
  if (heads.length === 0 || !isEachFollowed || !isLine || instead?.[0] !== 10) return undefined
  return {
    name: 'empty-lines',
    tolerated: 'empty-lines',
    what: 'you send an empty line behind each line; it is passed over from here on',
    hint: 'Look for a \\n that is added twice, as by a text that has one already and println or print.',
  }
}

const UNENDED = 'the end of the message did not come in time'

/** That what came has no line end, for which whoever reads lines waits. */
export function noLineEnd({ wires, why, expected }: Observation): Diagnosis | undefined {
  const heads = wires.map(({ head }) => latin1(head)).filter((head) => head !== '')
  const isUnended = heads.length > 0 && heads.every((head) => /^[^\0-\x1f]+$/.test(head))
  const said = wires.flatMap((wire) => wire.said.at(-1) ?? [])
  const isSaidInLines = said.length > 0 && said.every(({ bytes }) => bytes.at(-1) === 10)
  const isOfLines = isSaidInLines || /\\n(?: alone)?$/.test(expected ?? '')
  if (!isUnended || !isOfLines || !why.startsWith(UNENDED)) return undefined
  return {
    name: 'no-line-end',
    what: 'you end no line with \\n: whoever reads lines still waits for the end',
    hint: 'TCP has no messages; the line end is how the other side knows where yours is over.',
  }
}

/** Whether nothing came on a connection before the kit ended it. */
function isUnanswered({ came, endedAt = Number.POSITIVE_INFINITY }: SeenWire): boolean {
  return came === undefined || came.first > endedAt
}

/** Whether answers may wait in a buffer until a connection ends. */
export function mayBeUnflushed({ side, wires }: Observation): SeenWire | undefined {
  if (side !== 'server' || !wires.every(isUnanswered)) return undefined
  return wires.find(({ said, came }) => said.length > 0 && came !== undefined)
}

export const unflushed: Diagnosis = {
  name: 'not-flushed',
  what: 'you do not flush what you send: an answer came only when the connection ended',
  hint: 'What is written through a buffer, as makefile() or PrintWriter have one, is sent only when it is full: flush after each message.',
}

/** Whether each connection may be closed without an answer. */
export function mayCloseAtOnce({ side, wires, hasAnswered }: Observation): boolean {
  if (side !== 'server' || hasAnswered) return false
  return wires.some((wire) => wire.came === undefined && isClosedByProgram(wire))
}

export const closesAtOnce: Diagnosis = {
  name: 'closes-at-once',
  what: 'you close each connection at once: nothing was ever answered',
  hint: 'A connection stays open until its client ends it: read and answer in a loop, and close only after an empty read.',
}

/** Two connections, the first still open, of which only the first was answered. */
export function mayBeOneAtATime({
  side,
  wires,
}: Observation): { readonly first: SeenWire; readonly second: SeenWire } | undefined {
  if (side !== 'server') return undefined
  for (const [index, second] of wires.entries()) {
    if (!isUnanswered(second) || isClosedByProgram(second)) continue
    const at = second.said[0]?.at ?? second.endedAt ?? Number.POSITIVE_INFINITY
    const first = wires.slice(0, index).find((one) => {
      const isOpen = (one.endedAt ?? at) >= at && (one.over?.at ?? at) >= at
      return isOpen && !isUnanswered(one)
    })
    if (first !== undefined) return { first, second }
  }
  return undefined
}

export const oneAtATime: Diagnosis = {
  name: 'one-at-a-time',
  what: 'you serve one client at a time: the second was answered only when the first had gone',
  hint: 'While you wait for one client the others wait too: a thread for each connection, or one loop over all of them with select or poll.',
}

/**
 * A connection that the program closed when it had answered, though its client had more to say; where
 * that is only a SHOULD, it may.
 */
export function mayCloseAfterAnswer(observation: Observation): SeenWire | undefined {
  const { side, wires, why, isMust } = observation
  if (side !== 'server' || !isMust || !/\bthe connection was (?:closed|reset)\b/.test(why))
    return undefined
  return wires.find((wire) => {
    const { came, over } = wire
    return came !== undefined && isClosedByProgram(wire) && (over?.at ?? 0) - came.last < SOON
  })
}

export function closesAfterAnswer({ tail }: SeenWire): Diagnosis {
  return {
    name: 'closes-after-answer',
    what: `you close the connection after an answer, as after ${escapeBytes(lastLine(tail))}`,
    hint: 'Also a refusal is an answer like any other: send it, and go on reading from the same connection.',
  }
}

/** Explains no failure, since what is late has passed. */
export const late: Diagnosis = {
  name: 'late',
  what: 'what you answer is right but late: it came only when the kit waited longer',
  hint: 'Look for a sleep, or a wait with a timeout, between reading a message and answering it.',
}

function isClosedByProgram({ over, endedAt = Number.POSITIVE_INFINITY }: SeenWire): boolean {
  return over !== undefined && over.how !== 'full' && over.at <= endedAt
}

function ends(text: string): boolean {
  return /^(?:the kit (?:ended|cut)|the input ended|the client has ended)/.test(text)
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function firstLine(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(10)
  return bytes.subarray(0, Math.min(MOST_SHOWN, end === -1 ? bytes.length : end))
}

/** The last line, with its end. */
function lastLine(bytes: Uint8Array): Uint8Array {
  const start = bytes.lastIndexOf(10, bytes.length - 2) + 1
  return bytes.subarray(Math.max(start, bytes.length - MOST_SHOWN))
}

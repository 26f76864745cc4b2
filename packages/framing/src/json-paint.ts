import { Buffer } from 'node:buffer'
import type { Part } from '@parley/contract'
import { FramePaint } from './frame-paint.ts'

/** What the value under a key is; `text`: of the other values, by their keys in lower case. */
export type RoleOfKey = (key: string, text: (key: string) => string | undefined) => Part['role']

interface Member {
  readonly key: string
  /** Of the value, without the quotes of a string. */
  readonly from: number
  readonly to: number
}

const blank = /[ \t\r\n\0]/
/** A key as somebody may have written it who writes no JSON. */
const password = /pass/i

/**
 * The parts of a frame that is a JSON object: `secret` holds for all of the values under such keys. What is
 * before the object is `noise`, a line end behind it the terminator. It reads also the beginning of an
 * object. Where there is a mistake in it, all behind the first word that looks like a password’s key is secret.
 */
export function jsonParts(frame: Uint8Array, roleOf: RoleOfKey): readonly Part[] {
  const text = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('latin1')
  const paint = new FramePaint(text.length)
  const start = text.indexOf('{')
  if (start < 0) {
    const role = [...text].every((one) => blank.test(one)) ? 'terminator' : 'noise'
    return paint.paint(0, text.length, role).parts
  }
  const { members, end, isSound } = membersOf(text, start)
  const texts = new Map(
    members.map(({ key, from, to }) => [key.toLowerCase(), text.slice(from, to)]),
  )
  for (const { key, from, to } of members)
    paint.paint(
      from,
      to,
      roleOf(key, (one) => texts.get(one)),
    )
  paint.paint(0, start, 'noise').paint(end, text.length, 'terminator')
  const found = isSound ? -1 : text.search(password)
  return found < 0 ? paint.parts : paint.paint(found, text.length, 'secret').parts
}

/** The members of the object that begins there, and where it ends. */
function membersOf(text: string, start: number) {
  const members: Member[] = []
  let at = start + 1
  const skip = (also: string) => {
    while (at < text.length && (blank.test(text[at] ?? '') || text[at] === also)) at += 1
  }
  for (;;) {
    skip(',')
    if (at >= text.length) return { members, end: text.length, isSound: true }
    if (text[at] === '}') return { members, end: at + 1, isSound: true }
    if (text[at] !== '"') break
    const keyEnd = stringEnd(text, at)
    const key = decoded(text.slice(at + 1, keyEnd))
    at = keyEnd + 1
    skip('')
    if (at >= text.length) return { members, end: text.length, isSound: true }
    if (text[at] !== ':') break
    at += 1
    skip('')
    const isString = text[at] === '"'
    const to = isString ? stringEnd(text, at) : valueEnd(text, at)
    members.push({ key, from: isString ? at + 1 : at, to })
    at = isString ? to + 1 : to
  }
  return { members, end: text.length, isSound: false }
}

/** The index of the quote that closes the string whose opening quote is there. */
function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return text.length
}

/** Where a value that is no string ends. */
function valueEnd(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const one = text[at]
    if (one === '"') at = stringEnd(text, at)
    else if (one === '{' || one === '[') depth += 1
    else if (depth === 0 && (one === ',' || one === '}')) return at
    else if (one === '}' || one === ']') depth -= 1
  }
  return text.length
}

/** A key as a JSON reader reads it. */
function decoded(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`))
  } catch {
    return raw
  }
}

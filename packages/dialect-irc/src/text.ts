/** Texts on their way in and out (4.4, 7). */
import { Buffer } from 'node:buffer'
import { noteOf } from '@parley/contract'
import { cleanText, cutText, utf8Width } from '@parley/framing'

const LINE_END = 2

/** Whatever the names, a line of a message has room for so many bytes of text. */
const LEAST_ROOM = 16

/** Bold, italics, underline, strike-through, monospace, reverse, reset; colours with their numbers. */
const formatting =
  /[\x02\x0f\x11\x16\x1d\x1e\x1f]|\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[\dA-Fa-f]{6}(?:,[\dA-Fa-f]{6})?)?/g

/** What reaches the gateway of a text (4.4). */
export function heardText(text: string, strict: boolean): string {
  return strict ? text.toWellFormed() : cleanText(text.replace(formatting, ''))
}

/** A topic, a reason, or what is said for being away: one line of a bounded length. */
export function oneLineText(text: string): string {
  return noteOf(heardText(text, false).replaceAll('\n', ' '))
}

/** `ACTION waves` of a text between two bytes 01; undefined where the text is none (4.5). */
export function ctcpOf(text: string): { readonly verb: string; readonly rest: string } | undefined {
  if (!text.startsWith('\x01')) return undefined
  const inner = text.endsWith('\x01') && text.length > 1 ? text.slice(1, -1) : text.slice(1)
  const space = inner.indexOf(' ')
  if (space < 0) return { verb: inner.toUpperCase(), rest: '' }
  return { verb: inner.slice(0, space).toUpperCase(), rest: inner.slice(space + 1) }
}

/** What stands around the text of an ACTION (4.5). */
export const ACTION = { start: '\x01ACTION ', end: '\x01' } as const

/**
 * A text as the lines of a message: at every line break, and where a line with `start` in front would
 * be longer than `most` bytes with its end. An empty line is one blank (7.1).
 */
export function textLines(
  text: string,
  start: string,
  most: number,
  strict: boolean,
): readonly string[] {
  const room = Math.max(LEAST_ROOM, most - LINE_END - Buffer.byteLength(start))
  return paragraphs(text, strict).flatMap((one) => cutText(one === '' ? ' ' : one, room, utf8Width))
}

/** A text at its line breaks, of which no character ends a line. */
export function paragraphs(text: string, strict: boolean): readonly string[] {
  if (!strict) return cleanText(text).split('\n')
  return text
    .toWellFormed()
    .replaceAll('\0', '\ufffd')
    .split(/\r\n|\r|\n/)
}

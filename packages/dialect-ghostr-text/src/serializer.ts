/**
 * Messages as Parley writes them: no line end, fields always in the order of frames.ts.
 *
 *     message = "TYPE: " word ";;" 1*( key ": " value ";;" )
 *     value   = *( any but ":" and ";" / ";" any but ":" and ";" )
 *     names   = [ name *( LF name ) ] [ LF ]         ; the value of a list; LF at its end: it goes on
 *     place   = "('" address "', " port ")"
 */
import { Buffer } from 'node:buffer'
import type { Peer } from '@parley/contract'
import { type ReplyType, type RequestType, replyFields, requestFields } from './frames.ts'
import { longestRequest, type Options } from './options.ts'

/** What stands for a colon: U+2236 RATIO. */
const COLON = '\u2236'

/** The sender of what the gateway itself says; no user can be called so. */
export const SERVER = 'server'

/** `TO` of what is said to everyone (9.5). */
export const EVERYONE = 'broadcast'

/** What the lobby is called where a room is meant (10.4): no other room can be called so. */
export const LOBBY = '#lobby'

/** A name is counted with at least so many bytes where a text is cut, so that short ones do not matter. */
const NAME_ROOM = 16

/**
 * A part of a text may always take so many bytes, however little the names leave: it bounds how many
 * messages one text becomes, and matters only for long names that are not ASCII.
 */
export const LEAST_ROOM = 36

const SEMICOLON = 59

const plain = /^[^:;]*$/

/** A value that no reader takes for more than that (1.4). */
export function escaped(text: string): string {
  if (plain.test(text)) return text
  const single = text.replaceAll(':', COLON).replace(/;+/g, ';')
  return single.endsWith(';') ? single.slice(0, -1) : single
}

/** A text that `escaped` has made, in parts of at most `room` bytes; none ends in a semicolon. */
export function cut(text: string, room: number): readonly string[] {
  if (text.length * 3 <= room || Buffer.byteLength(text) <= room) return [text]
  const parts: string[] = []
  let from = 0
  let used = 0
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0
    const size = sizeOf(code)
    if (used + size > room) {
      const end = text.charCodeAt(at - 1) === SEMICOLON ? at - 1 : at
      parts.push(text.slice(from, end))
      used = at - end
      from = end
    }
    used += size
    at += code > 0xffff ? 2 : 1
  }
  parts.push(text.slice(from))
  return parts
}

function sizeOf(code: number): number {
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}

/** The bytes by which a name is shorter than what it is counted with. */
export function spareOf(name: string): number {
  return Math.max(0, NAME_ROOM - Buffer.byteLength(name))
}

/** A message of a server: the values of its first fields, in the order of its list. */
export function reply(type: ReplyType, ...values: readonly string[]): string {
  return message(type, replyFields[type], values)
}

function message(type: string, keys: readonly string[], values: readonly string[]): string {
  const fields = values.map((value, index) => `${keys[index]}: ${escaped(value)};;`)
  return `TYPE: ${type};;${fields.join('')}`
}

/** A message up to its text; neither name needs escaping. */
export function opening(from: string, to: string): string {
  return `TYPE: MSG;;FROM: ${from};;TO: ${to};;BODY: `
}

/** Where a client takes calls (9.10). */
export function placeOf({ address, port }: Peer): string {
  return `('${address}', ${port})`
}

const place = /^\('([^' ]{1,64})', (\d{1,5})\)$/

/** Undefined where it is none. */
export function readPlace(text: string): Peer | undefined {
  const [, address, port] = place.exec(text.trim()) ?? []
  if (address === undefined) return undefined
  return { address: address.replaceAll(COLON, ':'), port: Number(port) }
}

/**
 * A message of a client, unless it is longer than a server reads. `counted`: names in it that are
 * counted with at least `NAME_ROOM` bytes.
 */
export function request(
  options: Options,
  counted: readonly string[],
  type: RequestType,
  ...values: readonly string[]
): string | undefined {
  const frame = message(type, requestFields[type], values)
  let length = Buffer.byteLength(frame)
  for (const name of counted) length += spareOf(name)
  return length <= longestRequest(options) ? frame : undefined
}

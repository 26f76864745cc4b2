/**
 * Pickles as Parley writes them: protocol 3, no memo, which every Python 3 reads.
 *
 *     pickle  = 80 03 "}" "(" string("type") string(T) string("body") body "u" "."
 *     body    = string(B) / "J" i32                 ; an integer only in UDP_PORT
 *     string  = "X" u32 UTF-8                       ; little-endian length, in bytes
 *
 * And what stands in the bodies of replies, a line for each of these:
 *
 *     message = [ room SP ] "#" number ", " name ': "' text '", ' ( "posted" / "edited" ) " at " date "."
 *     more    = "... " count " more; use RDM " [ room SP ] date
 *     user    = name ", " address ", " port ", active since " date "."
 *                                                    ; with strict LF ends the last of these lines too
 *     news    = "[" [ room ", " ] "from " name "] " text    ; below whatever else the body says
 */
import { Buffer } from 'node:buffer'
import type { Peer, Present, PublicMessage } from '@parley/contract'
import { cutText, utf8Width } from '@parley/framing'
import { DATE_LENGTH, showDate } from './dates.ts'
import type { ReplyType } from './frames.ts'
import { MOST_PICKLE } from './options.ts'

/**
 * What one line has of a text, in bytes. With a name of 64 characters of four bytes, and with the
 * longest of the answers that stand alone above it, that still fits into one pickle.
 */
export const MOST_TEXT = 1400

/** Marks a cut text. */
const MORE = '…'
const MORE_LENGTH = Buffer.byteLength(MORE)

/** A port where nothing answers (RFC 863): for a user whom no call can reach. */
const DISCARD = 9

/** The shortest line of a user, with the line end before it. */
const LEAST_USER = '\nx, ::, 9, active since 20 Nov 2026 22:55:19.'.length

/** Room for the last line if not all messages fit (3.5). */
const MORE_ROOM = '\n... 1000000000 more; use RDM '.length + DATE_LENGTH

const lineBreaks = /\r\n|[\n\r\v\f\x85\u2028\u2029]/g

const heads = new Map<string, Buffer>()

/** A pickle up to the value under `body`; there is one for each type of the dialect. */
function headOf(type: string): Buffer {
  const known = heads.get(type)
  if (known !== undefined) return known
  const opening = Buffer.of(0x80, 3, 0x7d, 0x28)
  const head = Buffer.concat([opening, ...['type', type, 'body'].map(pickledString)])
  heads.set(type, head)
  return head
}

const STRING = 0x58
const INTEGER = 0x4a
/** SETITEMS and STOP. */
const END = [0x75, 0x2e] as const
/** An opcode and the length or number after it. */
const PREFIX = 5

function pickledString(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const bytes = Buffer.allocUnsafe(PREFIX + length)
  bytes[0] = STRING
  bytes.writeUInt32LE(length, 1)
  bytes.write(text, PREFIX)
  return bytes
}

/** A dictionary; `type` is one of the dialect's own. */
export function pickle(type: string, body: string | number): Uint8Array {
  const head = headOf(type)
  const length = typeof body === 'string' ? Buffer.byteLength(body) : 0
  const bytes = Buffer.allocUnsafe(head.length + PREFIX + length + END.length)
  bytes.set(head)
  let at = head.length
  bytes[at] = typeof body === 'string' ? STRING : INTEGER
  if (typeof body === 'string') bytes.writeUInt32LE(length, at + 1)
  else bytes.writeInt32LE(body, at + 1)
  at += PREFIX
  if (typeof body === 'string') bytes.write(body, at)
  bytes.set(END, at + length)
  return bytes
}

const roomFor = (type: ReplyType) => MOST_PICKLE - pickle(type, '').length

/** The bytes left in a reply with this body. */
export function roomBeside(type: ReplyType, body: string): number {
  return roomFor(type) - Buffer.byteLength(body)
}

/** Limit of users in one reply. */
export const MOST_USERS = Math.ceil(roomFor('ATU') / LEAST_USER)

/** A text on one line: every kind of line break is ` / `. */
export function onOneLine(text: string): string {
  return text.toWellFormed().replace(lineBreaks, ' / ')
}

/** A line's text, cut if it is too long for one reply in which the name of its room stands, too. */
export function shortened(line: string, room = ''): string {
  const most = MOST_TEXT - 2 * Buffer.byteLength(room)
  if (Buffer.byteLength(line) <= most) return line
  const [part = ''] = cutText(line.slice(0, most), most - MORE_LENGTH, utf8Width)
  return part + MORE
}

/**
 * The oldest messages that fit into one reply, at least one, in the order of their numbers. What is
 * left of `total` is counted in a last line, with the time of the first of it. `messages`: by time.
 * `strict`: as the original, which ends the last line too, and calls edited messages posted. `of`: the
 * room that they are of; absent: the lobby.
 */
export function messageLines(
  messages: readonly PublicMessage[],
  total: number,
  strict: boolean,
  of?: string,
): string {
  const where = of === undefined ? '' : `${of} `
  const shown: PublicMessage[] = []
  let room = roomFor('RDM') - MORE_ROOM - Buffer.byteLength(where)
  for (const message of messages) {
    room -= Buffer.byteLength(messageLine(message, strict)) + 1
    if (room < 0) break
    shown.push(message)
  }
  shown.sort((one, other) => one.number - other.number)
  const lines = shown.map((message) => messageLine(message, strict))
  const next = messages[lines.length] ?? messages.at(-1)
  const left = total - lines.length
  if (left > 0 && next !== undefined) {
    lines.push(`... ${left} more; use RDM ${where}${showDate(next.time)}`)
  }
  return joined(lines, strict)
}

function joined(lines: readonly string[], strict: boolean): string {
  return lines.join('\n') + (strict ? '\n' : '')
}

function messageLine(message: PublicMessage, strict: boolean): string {
  const { number, from, text, edited, time, room } = message
  const where = room === undefined ? '' : `${room} `
  const way = edited && !strict ? 'edited' : 'posted'
  const line = shortened(onOneLine(text), room)
  return `${where}#${number}, ${from}: "${line}", ${way} at ${showDate(time)}.`
}

/** Where calls to a user go: an address, and a port if there is one. */
export interface Place {
  readonly user: Present
  readonly address: string
  readonly port: number | undefined
}

/**
 * The users that fit into one reply: a line that is no user's would end the client (3.6). `strict`:
 * as the original, which ends the last line too.
 */
export function userLines(places: readonly Place[], strict: boolean): string {
  const lines: string[] = []
  let room = roomFor('ATU') + (strict ? 0 : 1)
  for (const { user, address, port = DISCARD } of places) {
    const line = `${user.name}, ${address}, ${port}, active since ${showDate(user.since)}.`
    room -= Buffer.byteLength(line) + 1
    if (room < 0) break
    lines.push(line)
  }
  return joined(lines, strict)
}

/** Names in a list, a line each, as many as fit into one reply. */
export function nameLines(names: readonly string[]): string {
  const lines: string[] = []
  let room = roomFor('ACK') - MORE_ROOM
  for (const name of names) {
    room -= Buffer.byteLength(name) + 1
    if (room < 0) return [...lines, `... ${names.length - lines.length} more.`].join('\n')
    lines.push(name)
  }
  return lines.join('\n')
}

/** What has become of a message: 3.1 to 3.3, and in a room 8.2. */
export function numbered(
  number: number,
  room: string | undefined,
  what: string,
  time: number,
): string {
  const where = room === undefined ? '' : ` in ${room}`
  return `Message #${number}${where} ${what} at ${showDate(time)}.`
}

/** News below a body, which with `strict` may have its own line end. */
export function below(body: string, lines: string): string {
  return body.endsWith('\n') ? body + lines.slice(1) : body + lines
}

const newsLine = /^\[(?:(#[^ ]+), )?from ([^ ]+)\] (.*)$/s
/** What stands before a message of a room (8.2). */
const roomBefore = /^(#[^ ]+) (?=#\d+, )/
const dated = /^(.*)", (?:posted|edited) at .{20}\.$/s

/** What somebody has said, in a room where there is one. */
export interface Heard {
  readonly from: string
  readonly text: string
  readonly room?: string
}

/** A line of news, read. */
export function readNews(line: string): Heard | undefined {
  const [, room, from, text] = newsLine.exec(line) ?? []
  return from === undefined || text === undefined ? undefined : { from, text, ...inRoom(room) }
}

function inRoom(room: string | undefined) {
  return room === undefined ? {} : { room }
}

/** A line of RDM, read. */
export function readMessage(whole: string): Heard | undefined {
  const [before = '', room] = roomBefore.exec(whole) ?? []
  const line = whole.slice(before.length)
  const name = line.startsWith('#') ? line.indexOf(', ') : -1
  const quote = line.indexOf(': "', name)
  const [, text] = dated.exec(line.slice(quote + 3)) ?? []
  if (name < 0 || quote < 0 || text === undefined) return undefined
  return { from: line.slice(name + 2, quote), text, ...inRoom(room) }
}

/** A line of ATU, read. */
export function readUser(line: string): { name: string; place: Peer } | undefined {
  const [name, address, port, since] = line.split(', ')
  if (!name || !address || since === undefined) return undefined
  return /^\d{1,5}$/.test(port ?? '') ? { name, place: { address, port: Number(port) } } : undefined
}

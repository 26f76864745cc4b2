/**
 * Lines into frames. What a client says:
 *
 *     line      = text ( LF / CR LF / CR NUL )       ; Telnet negotiation anywhere, removed (1.2)
 *     command   = "LOGIN" SP name / "LOGOUT" / "LIST" / "MESSAGE" SP name
 *               / "BROADCAST" [ SP room ] / "BLOCK" SP name / "UNBLOCK" SP name
 *               / "HISTORY" [ SP room ] [ SP number ] / "HELP" / "LIST" SP room
 *               / "JOIN" SP room / "LEAVE" SP room / "ROOMS" / "BANS" [ SP room ]
 *               / "KICK" SP name [ SP room ] [ SP reason ]
 *               / "BAN" SP name [ SP room ] [ SP minutes ] [ SP reason ]
 *               / "UNBAN" SP name [ SP room ]        ; from BROADCAST on: not with strict
 *     room      = "#" name
 *     body      = *( text line ) [ text ] "XOXOXO"   ; after MESSAGE or BROADCAST was answered OK
 *
 * White space at the end of a command is no part of it. What a server says:
 *
 *     status    = "> " ( "OK" / "ERROR" ) " - " text LF
 *     inbound   = "> INBOUND MESSAGE - SENDER: " name LF "> RECIPIENT: " ( name / room ) LF
 *                 *( "> " text LF ) "> XOXOXO" LF "> " LF
 *     row       = text LF
 */
import type { Splitter } from '@parley/contract'
import { type LineFault, LineSplitter, readModeration, TelnetFilter } from '@parley/framing'
import type { Command, Reply, Request } from './frames.ts'

/** How many public messages `HISTORY` may ask for, and how many it gives unasked (6.3). */
export const MOST_HISTORY = 1000
const USUAL_HISTORY = 20

const UNKNOWN: Command = { kind: 'unknown' }

/** A client's lines, without Telnet negotiation. */
export function requestSplitter(): Splitter<Request> {
  const telnet = new TelnetFilter()
  const lines = new LineSplitter()
  return {
    push: (chunk) => lines.push(telnet.filter(chunk)),
    next: (bound) => lines.next(bound),
  }
}

type Read = (argument: string) => Command

const originals: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['LOGIN', (name) => ({ kind: 'LOGIN', name })],
  ['LIST', alone({ kind: 'LIST' })],
  ['MESSAGE', (to) => ({ kind: 'MESSAGE', to })],
  ['LOGOUT', alone({ kind: 'LOGOUT' })],
])

const extended: ReadonlyMap<string, Read> = new Map<string, Read>([
  ...originals,
  ['LIST', maybeIn('LIST')],
  ['BROADCAST', maybeIn('BROADCAST')],
  ['BLOCK', (name) => ({ kind: 'BLOCK', name })],
  ['UNBLOCK', (name) => ({ kind: 'UNBLOCK', name })],
  ['HISTORY', readHistory],
  ['HELP', alone({ kind: 'HELP' })],
  ['JOIN', (room) => ({ kind: 'JOIN', room: roomIn(room) })],
  ['LEAVE', (room) => ({ kind: 'LEAVE', room: roomIn(room) })],
  ['ROOMS', alone({ kind: 'ROOMS' })],
  ['KICK', (argument) => ({ kind: 'KICK', said: readModeration(argument, 'untimed') })],
  ['BAN', (argument) => ({ kind: 'BAN', said: readModeration(argument, 'timed') })],
  ['UNBAN', (argument) => ({ kind: 'UNBAN', said: readModeration(argument, 'untimed') })],
  ['BANS', maybeIn('BANS')],
])

function alone(command: Command): Read {
  return (argument) => (argument === '' ? command : UNKNOWN)
}

/** A command that is about the lobby where no room is named. */
function maybeIn(kind: 'LIST' | 'BROADCAST' | 'BANS'): Read {
  return (argument) => {
    if (argument === '') return { kind }
    const room = roomIn(argument)
    return room === undefined ? UNKNOWN : { kind, room }
  }
}

/** The argument, where it is one word that begins as the name of a room does. */
function roomIn(argument: string): string | undefined {
  return /^#\S*$/.test(argument) ? argument : undefined
}

function readHistory(argument: string): Command {
  const [first = '', ...more] = argument.split(/ +/)
  const room = roomIn(first)
  if (room === undefined) return { kind: 'HISTORY', last: historySize(argument) }
  return { kind: 'HISTORY', room, last: historySize(more.join(' ')) }
}

function historySize(digits: string): number | undefined {
  if (digits === '') return USUAL_HISTORY
  const size = /^\d{1,4}$/.test(digits) ? Number(digits) : 0
  return size >= 1 && size <= MOST_HISTORY ? size : undefined
}

/** A line outside a body, as a listener reads it (3, 6). */
export function parseCommand(line: string, strict: boolean): Command {
  const text = line.trimEnd()
  const space = text.indexOf(' ')
  const verb = space < 0 ? text : text.slice(0, space)
  const read = (strict ? originals : extended).get(verb)
  return read === undefined ? UNKNOWN : read(space < 0 ? '' : text.slice(space + 1).trimStart())
}

const SENDER = 'INBOUND MESSAGE - SENDER: '
const RECIPIENT = 'RECIPIENT: '

/** A server's line (1.3, 4.1). */
export function parseReply(line: string | LineFault): Reply {
  if (typeof line !== 'string') return { kind: 'plain', text: `(${line.fault})` }
  if (line !== '>' && !line.startsWith('> ')) return { kind: 'plain', text: line }
  const text = line.slice(2)
  if (text.startsWith('OK - ')) return { kind: 'status', ok: true, text: text.slice(5) }
  if (text.startsWith('ERROR - ')) return { kind: 'status', ok: false, text: text.slice(8) }
  if (text.startsWith(SENDER)) return { kind: 'sender', name: text.slice(SENDER.length), text }
  if (text.startsWith(RECIPIENT)) {
    return { kind: 'recipient', name: text.slice(RECIPIENT.length), text }
  }
  return { kind: 'quoted', text }
}

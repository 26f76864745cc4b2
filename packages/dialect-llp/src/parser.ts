/**
 * Lines into frames. What a client says:
 *
 *     line      = text ( LF / CR LF / CR NUL )       ; Telnet negotiation anywhere, removed (1.2)
 *     command   = "LOGIN" SP name / "LOGOUT" / "LIST" / "MESSAGE" SP name
 *               / "BROADCAST" / "BLOCK" SP name / "UNBLOCK" SP name
 *               / "HISTORY" [ SP number ] / "HELP"   ; from BROADCAST on: not with strict
 *     body      = *( text line ) [ text ] "XOXOXO"   ; after MESSAGE or BROADCAST was answered OK
 *
 * White space at the end of a command is no part of it. What a server says:
 *
 *     status    = "> " ( "OK" / "ERROR" ) " - " text LF
 *     inbound   = "> INBOUND MESSAGE - SENDER: " name LF "> RECIPIENT: " name LF
 *                 *( "> " text LF ) "> XOXOXO" LF "> " LF
 *     row       = text LF
 */
import type { Splitter } from '@parley/contract'
import { type LineFault, LineSplitter, TelnetFilter } from '@parley/framing'
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
  ['BROADCAST', alone({ kind: 'BROADCAST' })],
  ['BLOCK', (name) => ({ kind: 'BLOCK', name })],
  ['UNBLOCK', (name) => ({ kind: 'UNBLOCK', name })],
  ['HISTORY', (last) => ({ kind: 'HISTORY', last: historySize(last) })],
  ['HELP', alone({ kind: 'HELP' })],
])

function alone(command: Command): Read {
  return (argument) => (argument === '' ? command : UNKNOWN)
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

/**
 * Lines into frames. What a client says:
 *
 *     request = hello / list / send                ; and not with strict:
 *             / who / join / leave / rooms / kick / ban / unban / bans
 *     hello   = "HELLO-FROM" [ SP name *SP ]
 *     list    = "LIST" [ SP room ]                 ; a room: not with strict
 *     who     = "WHO"
 *     send    = "SEND" 1*SP target SP body         ; "*": everyone, "#tea": a room, not with strict
 *     target  = 1*( any character but SP )
 *     room    = "#" *( any character but SP )
 *     join    = "JOIN" SP room
 *     leave   = "LEAVE" SP room
 *     rooms   = "ROOMS"
 *     kick    = "KICK" SP target [ SP room ] [ SP reason ]
 *     ban     = "BAN" SP target [ SP room ] [ SP minutes ] [ SP reason ]
 *     unban   = "UNBAN" SP target [ SP room ]
 *     bans    = "BANS" [ SP room ]
 *     body    = any characters, one of them no SP
 *
 * What a server says, with "_" for any "-" of its first word:
 *
 *     reply   = "HELLO" SP name
 *             / ( "LIST-OK" / "WHO-OK" ) SP name *( "," name )
 *             / "SEND-OK" / "DELIVERY" SP name [ room ] SP body
 *             / "JOIN-OK" SP room / "LEAVE-OK" / "KICK-OK" / "BAN-OK" / "UNBAN-OK"
 *             / "ROOMS-OK" [ SP room *( "," room ) ] / "BANS-OK" [ SP name *( "," name ) ]
 *             / "IN-USE" / "BUSY" / "BAD-RQST-BODY" / "BAD-RQST-HDR" / "BAD-DEST-USER" / "UNKNOWN"
 *             / "BAD-DEST-ROOM" / "IN-ROOM" / "FORBIDDEN"
 */
import { type LineFault, readModeration } from '@parley/framing'
import type { RefusalWord, Reply, Request, RoomWord } from './frames.ts'

const SPACE = 32
const HASH = 35

const LIST: Request = { kind: 'list' }
const BAD_BODY: Request = { kind: 'bad-body' }
const BAD_HEADER: Request = { kind: 'bad-header' }
const UNREADABLE: Request = { kind: 'unreadable' }
const WHO: Request = { kind: 'who' }
const ROOMS: Request = { kind: 'rooms' }

/** A client's line as a `strict` listener reads it: sections 1 to 3. */
export function parseOriginal(line: string | LineFault): Request {
  if (typeof line !== 'string') return UNREADABLE
  const end = wordEnd(line)
  switch (line.slice(0, end)) {
    case 'SEND':
      return parseSend(line, end)
    case 'LIST':
      return end === line.length ? LIST : BAD_BODY
    case 'HELLO-FROM':
      return { kind: 'hello', name: line.slice(end + 1, spacesBefore(line, line.length)) }
    default:
      return BAD_HEADER
  }
}

/** A client's line as other listeners read it: with `WHO` (5.3), `SEND *` (6.1) and rooms (6.5). */
export function parseExtended(line: string | LineFault): Request {
  const request = parseOriginal(line)
  if (request.kind === 'send') {
    const { to, text } = request
    if (to.charCodeAt(0) === HASH) return { kind: 'speak', text, room: to }
    return to === '*' ? { kind: 'speak', text } : request
  }
  if (typeof line !== 'string') return request
  if (request === BAD_BODY && line.startsWith('LIST ')) return roomRequest(line, 5, 'list')
  return request === BAD_HEADER ? parseExtension(line) : request
}

/** What begins with a word that a `strict` listener does not know. */
function parseExtension(line: string): Request {
  const end = wordEnd(line)
  const isAlone = end === line.length
  switch (line.slice(0, end)) {
    case 'WHO':
      return isAlone ? WHO : BAD_BODY
    case 'ROOMS':
      return isAlone ? ROOMS : BAD_BODY
    case 'JOIN':
      return roomRequest(line, end + 1, 'join')
    case 'LEAVE':
      return roomRequest(line, end + 1, 'leave')
    case 'BANS':
      return isAlone ? { kind: 'bans', room: undefined } : roomRequest(line, end + 1, 'bans')
    case 'KICK':
      return moderation(line.slice(end), 'kick')
    case 'BAN':
      return moderation(line.slice(end), 'ban')
    case 'UNBAN':
      return moderation(line.slice(end), 'unban')
    default:
      return BAD_HEADER
  }
}

/** `at`: the start of the room’s name. */
function roomRequest(line: string, at: number, kind: 'list' | 'join' | 'leave' | 'bans'): Request {
  const room = line.slice(at, spacesBefore(line, line.length))
  return room.charCodeAt(0) === HASH && !room.includes(' ') ? { kind, room } : BAD_BODY
}

function moderation(argument: string, kind: 'kick' | 'ban' | 'unban'): Request {
  const said = readModeration(argument, kind === 'ban' ? 'timed' : 'untimed')
  const isWrong = said === undefined || (kind === 'unban' && said.reason !== undefined)
  return isWrong ? BAD_BODY : { kind, ...said }
}

/** `at`: the end of the verb. The body begins after the one space behind the name (3.4). */
function parseSend(line: string, at: number): Request {
  const name = spacesAfter(line, at)
  const end = line.indexOf(' ', name)
  if (end < 0 || spacesAfter(line, end) === line.length) return BAD_BODY
  return { kind: 'send', to: line.slice(name, end), text: line.slice(end + 1) }
}

const refusalWords: readonly RefusalWord[] = [
  'IN-USE',
  'BUSY',
  'BAD-RQST-BODY',
  'BAD-RQST-HDR',
  'BAD-DEST-USER',
  'UNKNOWN',
  'BAD-DEST-ROOM',
  'IN-ROOM',
  'FORBIDDEN',
]

const refusals: ReadonlyMap<string, RefusalWord> = new Map(refusalWords.map((word) => [word, word]))

const roomWords: ReadonlyMap<string, RoomWord> = new Map(
  (['JOIN-OK', 'LEAVE-OK', 'ROOMS-OK', 'KICK-OK', 'BAN-OK', 'UNBAN-OK', 'BANS-OK'] as const).map(
    (word) => [word, word],
  ),
)

/** A server's line, read leniently (5.2). */
export function parseReply(line: string | LineFault): Reply {
  if (typeof line !== 'string') return { kind: 'nonsense', line: `(${line.fault})` }
  const end = wordEnd(line)
  const word = line.slice(0, end).replaceAll('_', '-')
  switch (word) {
    case 'DELIVERY':
      return parseDelivery(line, end + 1)
    case 'SEND-OK':
      return { kind: 'sent', line }
    case 'LIST-OK':
    case 'WHO-OK':
      return { kind: 'names', names: parseNames(line.slice(end + 1)), line }
    case 'HELLO':
      return { kind: 'hello', name: line.slice(end + 1), line }
    default:
      return parseWord(line, word, end)
  }
}

/** A refusal, or what a request of 6.5 to 6.7 is confirmed with. */
function parseWord(line: string, word: string, end: number): Reply {
  const refusal = refusals.get(word)
  if (refusal !== undefined) return { kind: 'refusal', word: refusal, line }
  const confirmed = roomWords.get(word)
  if (confirmed === undefined) return { kind: 'nonsense', line }
  return { kind: 'room', word: confirmed, names: parseNames(line.slice(end + 1)), line }
}

/** `at`: the start of the sender's name. */
function parseDelivery(line: string, at: number): Reply {
  const end = line.indexOf(' ', at)
  const sender = line.slice(at, end < 0 ? line.length : end)
  const text = end < 0 ? '' : line.slice(end + 1)
  const hash = sender.indexOf('#')
  const from = hash < 0 ? sender : sender.slice(0, hash)
  if (from === '') return { kind: 'nonsense', line }
  return { kind: 'delivery', from, text, ...(hash > 0 && { room: sender.slice(hash) }) }
}

function parseNames(list: string): readonly string[] {
  const names = list.split(',').map((name) => name.trim())
  return names.filter((name) => name !== '')
}

function wordEnd(line: string): number {
  const space = line.indexOf(' ')
  return space < 0 ? line.length : space
}

/** The index of the first character from `at` on that is not a space. */
function spacesAfter(line: string, at: number): number {
  let index = at
  while (line.charCodeAt(index) === SPACE) index += 1
  return index
}

/** The index after the last character before `at` that is not a space. */
function spacesBefore(line: string, at: number): number {
  let index = at
  while (index > 0 && line.charCodeAt(index - 1) === SPACE) index -= 1
  return index
}

/**
 * Dictionaries into frames. `type` and `body` may stand in any order, with others beside them.
 *
 *     request = "LOGIN" name SP password / "UDP_PORT" integer
 *             / "MSG" text / "MSG" "@" name SP text        ; the latter not with strict
 *             / "DLT" number SP date / "EDT" number SP date SP text
 *             / "RDM" date / "ATU" / "OUT"                 ; and those of room-parser.ts
 *     number  = [ "#" ] integer                          ; "#" not with strict
 *     date    = day SP month SP year SP time               ; dates.ts
 *
 * The first word is `type`, what follows is `body`; the words of a body may have several spaces
 * between, with strict exactly one. The text of EDT begins after the one space that ends the date,
 * and is as it is typed.
 */
import { isName, isRoomName } from '@parley/contract'
import { cleanText, type Pickle } from '@parley/framing'
import { readDate, showDate } from './dates.ts'
import type { Complaint, Reply, Request } from './frames.ts'
import { roomVerbs, splitRoom } from './room-parser.ts'

const UNKNOWN = wrong('unknown')
const LONG: Request = { kind: 'long' }
const USERS: Request = { kind: 'users' }
const OUT: Request = { kind: 'out' }

/** A date that no message has. */
const NEVER = -1

/** No message has a greater number. */
const MOST_NUMBER = 2 ** 31

/** The words of a date. */
const DATE_WORDS = 4

type Body = string | number
type Verb = (body: string) => Request

function wrong(complaint: Complaint): Request {
  return { kind: 'wrong', complaint }
}

const originalVerbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['LOGIN', parseLogin],
  ['MSG', parseOriginalPost],
  ['DLT', parseOriginalRemove],
  ['EDT', parseOriginalEdit],
  ['RDM', parseOriginalRead],
  ['ATU', () => USERS],
  ['OUT', () => OUT],
])

const extendedVerbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ...originalVerbs,
  ['MSG', (body) => parseMessage(cleanText(body))],
  ['DLT', parseRemove],
  ['EDT', parseEdit],
  ['RDM', parseRead],
  ...roomVerbs,
])

/** Stands for a pickle longer than a message may be (1.1). */
export const TOO_LONG = { kind: 'too-long' } as const

type Item = Pickle | typeof TOO_LONG

/** What a `strict` listener reads. */
export function parseOriginal(item: Item): Request {
  return parse(item, originalVerbs)
}

/** What other listeners read: also messages to one user. */
export function parseExtended(item: Item): Request {
  return parse(item, extendedVerbs)
}

function parse(item: Item, verbs: ReadonlyMap<string, Verb>): Request {
  if (item.kind === 'too-long') return LONG
  const { entries } = item
  const type = entries.get('type')
  const body = entries.get('body')
  if (typeof type !== 'string' || (typeof body !== 'string' && typeof body !== 'number')) {
    return UNKNOWN
  }
  if (type === 'UDP_PORT') return { kind: 'port', port: portIn(body) }
  return typeof body === 'string' ? (verbs.get(type)?.(body) ?? UNKNOWN) : UNKNOWN
}

function portIn(body: Body): number | undefined {
  const port = typeof body === 'string' && /^\d{1,5}$/.test(body) ? Number(body) : body
  return typeof port === 'number' && port > 0 && port < 65_536 ? port : undefined
}

function parseLogin(body: string): Request {
  const blank = body.indexOf(' ')
  const end = blank < 0 ? body.length : blank
  return { kind: 'login', name: body.slice(0, end), password: body.slice(end + 1) }
}

function parsePost(text: string): Request {
  return text.trim() === '' ? wrong('empty') : { kind: 'post', text }
}

/** `@bob text` goes to bob, `#tea text` to the room, if it is known; any other text to everyone. */
function parseMessage(whole: string): Request {
  const mark = whole.charAt(0)
  const blank = mark === '@' || mark === '#' ? whole.indexOf(' ') : -1
  const text = whole.slice(blank + 1)
  if (blank < 0 || text.trim() === '') return parsePost(whole)
  const room = whole.slice(0, blank)
  if (isRoomName(room)) return { kind: 'speak', room, text, whole }
  const to = whole.slice(1, blank)
  return mark === '@' && isName(to) ? { kind: 'whisper', to, text, whole } : parsePost(whole)
}

const numberAndDate = /^\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)(?:\s([\s\S]*))?$/

/** A room before a number and a date; a date that is none would be a number and a date of the lobby. */
function inRoom(body: string, parse: (rest: string) => Request): Request | undefined {
  const split = splitRoom(body)
  const request = split === undefined ? undefined : parse(split.rest)
  if (split === undefined || request === undefined) return undefined
  if (request.kind !== 'remove' && request.kind !== 'edit') return undefined
  return request.posted === NEVER ? undefined : { ...request, room: split.room }
}

function parseRemove(body: string): Request {
  return inRoom(body, parseRemoval) ?? parseRemoval(body)
}

function parseRemoval(body: string): Request {
  const [, number, day, month, year, clock, rest = ''] = numberAndDate.exec(body) ?? []
  if (number === undefined || rest.trim() !== '') return wrong('removeForm')
  const named = numberIn(number)
  if (named === undefined) return wrong('number')
  return {
    kind: 'remove',
    number: named,
    posted: readDate(`${day} ${month} ${year} ${clock}`) ?? NEVER,
  }
}

function parseEdit(body: string): Request {
  return inRoom(body, parseChange) ?? parseChange(body)
}

function parseChange(body: string): Request {
  const [, number, day, month, year, clock, rest = ''] = numberAndDate.exec(body) ?? []
  const text = cleanText(rest)
  if (number === undefined || text.trim() === '') return wrong('editForm')
  const named = numberIn(number)
  if (named === undefined) return wrong('number')
  const posted = readDate(`${day} ${month} ${year} ${clock}`) ?? NEVER
  return { kind: 'edit', number: named, posted, text }
}

function numberIn(word: string): number | undefined {
  return integerIn(word.replace(/^#/, ''))
}

/** 0 stands for all numbers that no message has. */
function integerIn(word: string): number | undefined {
  if (!/^[-+]?\d+$/.test(word)) return undefined
  const number = Number(word)
  return number > 0 && number < MOST_NUMBER ? number : 0
}

function parseRead(body: string): Request {
  const split = splitRoom(body)
  const request = parseReading(split?.rest ?? body)
  return split === undefined || request.kind !== 'read' ? request : { ...request, room: split.room }
}

function parseReading(body: string): Request {
  const words = body.trim().split(/\s+/)
  if (words.length !== 4) return wrong('readForm')
  const since = readDate(words.join(' '))
  return since === undefined ? wrong('time') : { kind: 'read', since }
}

/** In the original a text of spaces counts as text. */
function parseOriginalPost(text: string): Request {
  return text === '' ? wrong('empty') : { kind: 'post', text }
}

/** The words of a request as the original counts them: one space between two. */
function parseOriginalRemove(body: string): Request {
  const [number = '', ...date] = body.split(' ')
  if (date.length !== DATE_WORDS) return wrong('removeForm')
  const named = integerIn(number)
  return named === undefined
    ? wrong('number')
    : { kind: 'remove', number: named, posted: postedIn(date) }
}

function parseOriginalEdit(body: string): Request {
  const [number = '', ...words] = body.split(' ')
  if (words.length <= DATE_WORDS) return wrong('editForm')
  const named = integerIn(number)
  if (named === undefined) return wrong('number')
  const posted = postedIn(words.slice(0, DATE_WORDS))
  return { kind: 'edit', number: named, posted, text: words.slice(DATE_WORDS).join(' ') }
}

function parseOriginalRead(body: string): Request {
  const words = body.split(' ')
  if (words.length !== DATE_WORDS) return wrong('readForm')
  const since = readDate(body)
  return since === undefined ? wrong('time') : { kind: 'read', since }
}

/** The original compares the date of a message as text. */
function postedIn(words: readonly string[]): number {
  const date = words.join(' ')
  const posted = readDate(date)
  return posted !== undefined && showDate(posted) === date ? posted : NEVER
}

/** What a server says. */
export function parseReply({ entries }: Pickle): Reply {
  const type = entries.get('type')
  const body = entries.get('body')
  if (typeof type !== 'string' || (typeof body !== 'string' && typeof body !== 'number')) {
    return {
      kind: 'nonsense',
      text: `a dictionary of ${[...entries.keys()].join(', ')}`.slice(0, 200),
    }
  }
  return { kind: 'reply', type, body: String(body) }
}

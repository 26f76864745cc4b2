/**
 * JSON objects into frames. What a client says, its keys in any order and with any others; what it says
 * of rooms is in room-parser.ts:
 *
 *     request  = { "action": "login", "username": string, "password": string
 *                  [ , "private_port": port ] }
 *              / { "action": "message", "message": string, "user": string }
 *              / { "action": "broadcast", "message": string }
 *              / { "action": "whoelse" }
 *              / { "action": "whoelsesince", "since": number }
 *              / { "action": "block" / "unblock" / "startprivate", "user": string }
 *              / { "action": "logout" }
 *     port     = number                     ; 1 to 65535, anything else is none
 *     number   = a number / a string that holds one
 *
 * What a server says:
 *
 *     reply    = { "action": "login" / "message" / "block" / "unblock" / "join" / "leave" / "kick"
 *                  / "ban" / "unban" / "mute" / "unmute", "status": string }
 *              / { "action": "broadcast", "n_sent": number, "n_blocked": number }
 *              / { "action": "whoelse" / "whoelsesince" / "rooms" / "bans", "reply": [ string ]
 *                  [ , "more": true ] }
 *              / { "action": "startprivate", "reply": "SUCCESS", "address": string,
 *                  "port": number, "username": string }
 *              / { "action": word, "reply": string }
 *              / { "action": "receive_message" / "receive_broadcast", "from": string
 *                  [ , "room": string ], "message": string }
 *              / { "action": "login_broadcast" / "logout_broadcast", "from": string }
 *              / { "action": "join_broadcast" / "leave_broadcast", "from": string,
 *                  "room": string [ , "by": string ], "message": string }
 *              / { "action": "timeout" }
 *
 * Of two equal keys the later one holds.
 */
import { MAX_NAME } from '@parley/contract'
import { cleanText, type JsonItem } from '@parley/framing'
import type { Action, NamesAction, OriginalAction, Reply, Request, StatusAction } from './frames.ts'
import { fieldsOf, numberIn, portIn, roomIn, stringIn, under } from './json-fields.ts'
import type { Options } from './options.ts'
import { roomCommands } from './room-parser.ts'

const MALFORMED: Request = { kind: 'malformed' }
const LINE_END = { kind: 'line-end' } as const

/** So much of an unknown action is sent back, in characters: it fits into any object. */
const MOST_ECHOED = 24

/** So much of what is no reply is shown, in characters. */
const MOST_SHOWN = 200

type Clean = (text: string) => string

/** Undefined where a field that it cannot do without is missing. */
type Make = (fields: object, clean: Clean) => Request | undefined

const commands = {
  login: (fields) => ({
    kind: 'login',
    name: stringIn(fields, 'username') ?? '',
    password: stringIn(fields, 'password') ?? '',
    port: portIn(fields, 'private_port') ?? 0,
  }),
  message: (fields, clean) => {
    const text = stringIn(fields, 'message')
    const to = stringIn(fields, 'user') ?? ''
    return text === undefined ? undefined : { kind: 'message', to, text: clean(text) }
  },
  broadcast: (fields, clean) => {
    const text = stringIn(fields, 'message')
    return text === undefined ? undefined : { kind: 'broadcast', text: clean(text) }
  },
  whoelse: () => ({ kind: 'whoelse' }),
  whoelsesince: (fields) => ({ kind: 'whoelsesince', seconds: secondsIn(fields) }),
  block: (fields) => ({ kind: 'block', name: stringIn(fields, 'user') ?? '' }),
  unblock: (fields) => ({ kind: 'unblock', name: stringIn(fields, 'user') ?? '' }),
  startprivate: (fields) => ({ kind: 'startprivate', name: stringIn(fields, 'user') ?? '' }),
  logout: () => ({ kind: 'logout' }),
} as const satisfies Readonly<Record<OriginalAction, Make>>

/** The same with rooms (section 9). */
const extended = {
  ...commands,
  ...roomCommands,
  broadcast: (fields, clean) => {
    const request = commands.broadcast(fields, clean)
    return request === undefined ? undefined : { ...request, room: roomIn(fields) }
  },
  whoelse: (fields) => ({ kind: 'whoelse', room: roomIn(fields) }),
} as const satisfies Readonly<Record<Action, Make>>

type Makers = ReadonlyMap<string, Make>

const originalMakers: Makers = new Map(Object.entries(commands))
const extendedMakers: Makers = new Map(Object.entries(extended))

/** What a listener reads: texts are cleaned, and rooms are known, but in `strict`. */
export function requestParser({ strict }: Options): (item: JsonItem) => Request {
  const clean: Clean = strict ? (text) => text : cleanText
  const makers = strict ? originalMakers : extendedMakers
  return (item) => {
    if (item.kind === 'line-end') return LINE_END
    const fields = fieldsOf(item)
    return fields === undefined ? MALFORMED : requestOf(fields, makers, clean)
  }
}

function requestOf(fields: object, makers: Makers, clean: Clean): Request {
  const action = stringIn(fields, 'action') ?? ''
  const request = makers.get(action)?.(fields, clean)
  return request ?? { kind: 'unknown', action: action.slice(0, MOST_ECHOED).toWellFormed() }
}

/** What a private chat says (6.1); undefined where it is no such object. */
export function parseCall(item: JsonItem, { strict }: Options): string | undefined {
  const fields = fieldsOf(item)
  const text = fields === undefined ? undefined : stringIn(fields, 'message')
  return text === undefined || strict ? text : cleanText(text)
}

/** Who an object of a private chat says that it is from (6.1), on one line; '' where it does not say. */
export function callerIn(item: JsonItem): string {
  const fields = fieldsOf(item)
  const from = (fields === undefined ? undefined : stringIn(fields, 'from')) ?? ''
  const start = cleanText(from.slice(0, 2 * MAX_NAME)).replaceAll('\n', '\ufffd')
  return [...start].slice(0, MAX_NAME).join('')
}

function secondsIn(fields: object): number | undefined {
  const seconds = numberIn(fields, 'since')
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined
}

/** What a server says, as tolerantly as 8.2 asks. */
export function parseReply(item: JsonItem): Reply {
  switch (item.kind) {
    case 'object': {
      const fields = fieldsOf(item)
      const reply = fields === undefined ? undefined : replyOf(fields)
      return reply ?? nonsense(item.text)
    }
    case 'line-end':
      return LINE_END
    case 'garbage':
    case 'not-utf8':
      return nonsense(`(${item.kind})`)
  }
}

function nonsense(text: string): Reply {
  return { kind: 'nonsense', text: text.slice(0, MOST_SHOWN) }
}

type Read = (fields: object) => Reply | undefined

const replies: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['login', statusOf('login')],
  ['message', statusOf('message')],
  ['broadcast', sentOf],
  ['whoelse', namesOf('whoelse')],
  ['whoelsesince', namesOf('whoelsesince')],
  ['block', statusOf('block')],
  ['unblock', statusOf('unblock')],
  ['startprivate', placeOf],
  ['logout', (fields) => wordsOf(fields, 'logout')],
  ['join', statusOf('join')],
  ['leave', statusOf('leave')],
  ['rooms', namesOf('rooms')],
  ['kick', statusOf('kick')],
  ['ban', statusOf('ban')],
  ['unban', statusOf('unban')],
  ['bans', namesOf('bans')],
  ['mute', statusOf('mute')],
  ['unmute', statusOf('unmute')],
  ['receive_message', receivedBy('me')],
  ['receive_broadcast', receivedBy('everyone')],
  ['login_broadcast', presenceOf(true)],
  ['logout_broadcast', presenceOf(false)],
  ['join_broadcast', (fields) => movedIn(fields, 'entered')],
  ['leave_broadcast', (fields) => movedIn(fields, 'departed')],
  ['timeout', () => ({ kind: 'timeout' })],
])

function replyOf(fields: object): Reply | undefined {
  return replies.get(stringIn(fields, 'action') ?? '')?.(fields)
}

/** 4.8 to 4.11. */
function wordsOf(fields: object, action: Action): Reply | undefined {
  const text = stringIn(fields, 'reply')
  return text === undefined ? undefined : { kind: 'words', action, text }
}

function statusOf(action: StatusAction): Read {
  return (fields) => {
    const status = stringIn(fields, 'status')
    return status === undefined ? wordsOf(fields, action) : { kind: 'status', action, status }
  }
}

function sentOf(fields: object): Reply | undefined {
  const reached = numberIn(fields, 'n_sent')
  const blocked = numberIn(fields, 'n_blocked')
  if (!Number.isFinite(reached)) return wordsOf(fields, 'broadcast')
  return { kind: 'sent', reached, blocked: Number.isFinite(blocked) ? blocked : 0 }
}

function namesOf(action: NamesAction): Read {
  return (fields) => {
    const list = under(fields, 'reply')
    if (!Array.isArray(list)) return wordsOf(fields, action)
    const names = list.filter((name: unknown) => typeof name === 'string')
    return { kind: 'names', action, names, more: under(fields, 'more') === true }
  }
}

function placeOf(fields: object): Reply | undefined {
  const words = wordsOf(fields, 'startprivate')
  if (words?.kind !== 'words' || words.text !== 'SUCCESS') return words
  const address = stringIn(fields, 'address')
  const port = portIn(fields, 'port')
  if (address === undefined || port === undefined) return undefined
  return { kind: 'place', address, port }
}

function receivedBy(to: 'me' | 'everyone'): Read {
  return (fields) => {
    const from = stringIn(fields, 'from')
    const text = stringIn(fields, 'message')
    if (from === undefined || text === undefined) return undefined
    const room = to === 'me' ? undefined : stringIn(fields, 'room')
    return { kind: 'received', from, text, to, ...(room !== undefined && { room }) }
  }
}

/** 9.5. */
function movedIn(fields: object, kind: 'entered' | 'departed'): Reply | undefined {
  const name = stringIn(fields, 'from')
  const room = stringIn(fields, 'room')
  if (name === undefined || room === undefined) return undefined
  if (kind === 'entered') return { kind, name, room }
  const by = stringIn(fields, 'by')
  return {
    kind,
    name,
    room,
    text: stringIn(fields, 'message') ?? '',
    ...(by !== undefined && { by }),
  }
}

function presenceOf(online: boolean): Read {
  return (fields) => {
    const name = stringIn(fields, 'from')
    return name === undefined ? undefined : { kind: 'presence', name, online }
  }
}

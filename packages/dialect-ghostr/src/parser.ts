/**
 * JSON objects into frames. What a client says, its keys in any order and with any others:
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
 *     reply    = { "action": "login" / "message" / "block" / "unblock", "status": string }
 *              / { "action": "broadcast", "n_sent": number, "n_blocked": number }
 *              / { "action": "whoelse" / "whoelsesince", "reply": [ string ] [ , "more": true ] }
 *              / { "action": "startprivate", "reply": "SUCCESS", "address": string,
 *                  "port": number, "username": string }
 *              / { "action": word, "reply": string }
 *              / { "action": "receive_message" / "receive_broadcast", "from": string,
 *                  "message": string }
 *              / { "action": "login_broadcast" / "logout_broadcast", "from": string }
 *              / { "action": "timeout" }
 *
 * Of two equal keys the later one holds.
 */
import { MAX_NAME } from '@parley/contract'
import { cleanText, type JsonItem } from '@parley/framing'
import type { Action, Reply, Request } from './frames.ts'
import type { Options } from './options.ts'

const MALFORMED: Request = { kind: 'malformed' }
const LINE_END = { kind: 'line-end' } as const

/** So much of an unknown action is sent back, in characters: it fits into any object. */
const MOST_ECHOED = 24

/** So much of what is no reply is shown, in characters. */
const MOST_SHOWN = 200

const HIGHEST_PORT = 65_535

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
} as const satisfies Readonly<Record<Action, Make>>

const makers: ReadonlyMap<string, Make> = new Map(Object.entries(commands))

/** What a listener reads: texts are cleaned but in `strict`. */
export function requestParser({ strict }: Options): (item: JsonItem) => Request {
  const clean: Clean = strict ? (text) => text : cleanText
  return (item) => {
    if (item.kind === 'line-end') return LINE_END
    const fields = fieldsOf(item)
    return fields === undefined ? MALFORMED : requestOf(fields, clean)
  }
}

function requestOf(fields: object, clean: Clean): Request {
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

/** The object that an item is; undefined where it is none. */
function fieldsOf(item: JsonItem): object | undefined {
  if (item.kind !== 'object') return undefined
  try {
    const value: unknown = JSON.parse(item.text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** What stands under a key; inherited ones are none. */
function under(fields: object, key: string): unknown {
  return Object.hasOwn(fields, key) ? Reflect.get(fields, key) : undefined
}

function stringIn(fields: object, key: string): string | undefined {
  const value = under(fields, key)
  return typeof value === 'string' ? value : undefined
}

/** A number, also where it is written as a string. */
function numberIn(fields: object, key: string): number {
  const value = under(fields, key)
  if (typeof value === 'string') return value.trim() === '' ? Number.NaN : Number(value)
  return typeof value === 'number' ? value : Number.NaN
}

function portIn(fields: object, key: string): number | undefined {
  const port = numberIn(fields, key)
  return Number.isInteger(port) && port > 0 && port <= HIGHEST_PORT ? port : undefined
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
  ['receive_message', receivedBy('me')],
  ['receive_broadcast', receivedBy('everyone')],
  ['login_broadcast', presenceOf(true)],
  ['logout_broadcast', presenceOf(false)],
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

function statusOf(action: 'login' | 'message' | 'block' | 'unblock'): Read {
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

function namesOf(action: 'whoelse' | 'whoelsesince'): Read {
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
    return { kind: 'received', from, text, to }
  }
}

function presenceOf(online: boolean): Read {
  return (fields) => {
    const name = stringIn(fields, 'from')
    return name === undefined ? undefined : { kind: 'presence', name, online }
  }
}

/**
 * JSON objects into frames. What a client says, in any order of keys and with any others:
 *
 *     request = { "request": word, "content": string }     ; login, msg, block, unblock
 *             / { "request": word [ , "content": any ] }   ; logout, names, help, history
 *             / { "request": "login", "username": name }   ; as in 2013 and 2014, not with strict
 *             / { "request": "message", "message": text }
 *     whisper = "@" name SP text                           ; content of "msg", not with strict
 *
 * Not with strict also: keys and word in any letter case, "response" for the key "request",
 * "message" for "msg", "users" and "name" for "names". What a server says:
 *
 *     reply   = { "timestamp": any, "response": word, "sender": any, "content": any }
 *     word    = "error" / "info" / "history" / "message" / "msg" / "names"
 *
 * Of two equal keys the later one holds; of two spellings of a key the exact one, else the first.
 */
import { isName } from '@parley/contract'
import { cleanText, type JsonItem } from '@parley/framing'
import * as z from 'zod'
import type { FormerRequest, Reply, Request, RequestOf, Spoken, Stamp } from './frames.ts'

const UNKNOWN: Request = { kind: 'unknown' }
const MALFORMED: Request = { kind: 'malformed' }
const LINE_END: Request = { kind: 'line-end' }

/** The form of nearly all requests, read without a JSON parser. */
const plainRequest = z.object({ request: z.string(), content: z.string() })
const anyRequest = z.object({ request: z.string(), content: z.unknown().optional() })
const anyObject = z.custom<object>((value) => typeof value === 'object' && value !== null)

type Argument = (content: unknown) => Request

/** A request without an argument: its content is ignored. */
function alone(request: Request): Argument {
  return () => request
}

/** A request with an argument. */
function about(make: (content: string) => Request): Argument {
  return (content) => (typeof content === 'string' ? make(content) : MALFORMED)
}

const originalVerbs: ReadonlyMap<string, Argument> = new Map([
  ['login', about(parseLogin)],
  ['logout', alone({ kind: 'logout' })],
  ['msg', about((content) => ({ kind: 'msg', text: content.trimEnd() }))],
  ['names', alone({ kind: 'names' })],
  ['help', alone({ kind: 'help' })],
])

const names = alone({ kind: 'names' })

const extendedVerbs: ReadonlyMap<string, Argument> = new Map([
  ...originalVerbs,
  ['msg', about(parseText)],
  ['message', about(parseText)],
  ['users', names],
  ['name', names],
  ['block', about((content) => ({ kind: 'block', name: content.trimEnd() }))],
  ['unblock', about((content) => ({ kind: 'unblock', name: content.trimEnd() }))],
  ['history', alone({ kind: 'history' })],
])

function parseLogin(content: string): RequestOf<'login'> {
  return { kind: 'login', name: content.trimEnd() }
}

/** `@bob text` goes to bob if the name is known; any other text goes to everyone. */
function parseText(content: string): RequestOf<'msg' | 'whisper'> {
  const whole = cleanText(content).trimEnd()
  const blank = whole.startsWith('@') ? whole.indexOf(' ') : -1
  const to = whole.slice(1, Math.max(1, blank))
  if (!isName(to)) return { kind: 'msg', text: whole }
  return { kind: 'whisper', to, text: whole.slice(blank + 1), whole }
}

/** What a `strict` listener reads: sections 1 to 3. */
export function parseOriginal(item: JsonItem): Request {
  return parseItem(item, (value) => {
    const { data } = anyRequest.safeParse(value)
    if (data === undefined) return MALFORMED
    return originalVerbs.get(data.request)?.(data.content) ?? UNKNOWN
  })
}

/** What other listeners read: more spellings (2.1) and more requests (6). */
export function parseExtended(item: JsonItem): Request {
  return parseItem(item, (value) => {
    const plainly = plainRequest.safeParse(value).data
    if (plainly !== undefined) return parseSpelled(plainly.request, plainly.content)
    const { data } = anyRequest.safeParse(respelled(value))
    if (data === undefined) return MALFORMED
    const former = data.content === undefined ? parseFormer(data.request, value) : undefined
    return former ?? parseSpelled(data.request, data.content)
  })
}

function parseItem(item: JsonItem, parse: (value: unknown) => Request): Request {
  switch (item.kind) {
    case 'object': {
      const value = parseJson(item.text)
      return value === undefined ? MALFORMED : parse(value)
    }
    case 'line-end':
      return LINE_END
    case 'garbage':
    case 'not-utf8':
      return MALFORMED
  }
}

function parseSpelled(word: string, content: unknown): Request {
  const verb = extendedVerbs.get(word) ?? extendedVerbs.get(word.toLowerCase())
  return verb?.(content) ?? UNKNOWN
}

function respelled(value: unknown): unknown {
  const { data } = anyObject.safeParse(value)
  if (data === undefined) return undefined
  const word = under(data, 'request') ?? under(data, 'response')
  return { request: word, content: under(data, 'content') }
}

/** A login or a message in the form of 2013 and 2014 (2.3). */
function parseFormer(word: string, value: unknown): Request | undefined {
  const { data } = anyObject.safeParse(value)
  if (data === undefined) return undefined
  const username = under(data, 'username')
  const message = under(data, 'message')
  switch (word.toLowerCase()) {
    case 'login':
      return typeof username === 'string' ? former(parseLogin(username)) : undefined
    case 'message':
      return typeof message === 'string' ? former(parseText(message)) : undefined
    default:
      return undefined
  }
}

function former(request: FormerRequest): Request {
  return { kind: 'former', request }
}

/** The value of an own key in any letter case. */
export function under(object: object, key: string): unknown {
  if (Object.hasOwn(object, key)) return Reflect.get(object, key)
  const keys = Object.keys(object)
  const alike = keys.find((one) => one.length === key.length && one.toLowerCase() === key)
  return alike === undefined ? undefined : Reflect.get(object, alike)
}

/** Undefined if the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Limit of characters shown of an invalid reply. */
const MOST_SHOWN = 200

/** A server's response, read leniently (8.2). */
export function parseReply(item: JsonItem): Reply {
  switch (item.kind) {
    case 'object':
      return replyIn(item.text) ?? nonsense(item.text)
    case 'line-end':
      return { kind: 'line-end' }
    case 'garbage':
    case 'not-utf8':
      return nonsense(`(${item.kind})`)
  }
}

export function nonsense(text: string): Reply {
  return { kind: 'nonsense', text: text.slice(0, MOST_SHOWN) }
}

/** The response in a text, or in a JSON string within the text. */
export function replyIn(text: string): Reply | undefined {
  const value = parseJson(text)
  return replyOf(typeof value === 'string' ? parseJson(value) : value)
}

function replyOf(value: unknown): Reply | undefined {
  const { data } = anyObject.safeParse(value)
  if (data === undefined) return undefined
  const content = under(data, 'content')
  const time = stampOf(data)
  switch (textOf(under(data, 'response')).trim().toLowerCase()) {
    case 'error':
      return { kind: 'error', time, text: textOf(content) }
    case 'info':
      return { kind: 'info', time, text: textOf(content) }
    case 'history':
      return { kind: 'history', messages: historyOf(content, originOf(data)) }
    case 'message':
    case 'msg':
      return content === undefined ? undefined : { kind: 'message', ...spokenOf(data) }
    case 'names':
      return { kind: 'names', time, names: namesIn(textOf(content)) }
    default:
      return undefined
  }
}

/** The names of a list that is written as text. */
export function namesIn(list: string): readonly string[] {
  const names = list.split(/[,\n]/).map((name) => name.trim())
  return names.filter((name) => name !== '')
}

/** Any content as a text; of a list its strings and numbers. */
function textOf(content: unknown): string {
  if (Array.isArray(content)) return content.map(scalarOf).join(', ')
  return scalarOf(content)
}

function scalarOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

function stampOf(response: object): Stamp {
  const time = under(response, 'timestamp')
  return typeof time === 'string' || typeof time === 'number' ? time : undefined
}

function spokenOf(message: object, outer: Origin = NOWHERE): Spoken {
  return {
    time: stampOf(message) ?? outer.time,
    from: senderOf(message) ?? outer.from ?? 'server',
    text: textOf(saidIn(message)),
  }
}

/** The text of a past message, under either key. */
function saidIn(message: object): unknown {
  return under(message, 'content') ?? under(message, 'message')
}

function senderOf(message: object): string | undefined {
  const sender = textOf(under(message, 'sender'))
  return sender === '' ? undefined : sender
}

/** Default time and sender of past messages. */
interface Origin {
  readonly time: Stamp
  readonly from: string | undefined
}

/** Time and sender of a history of one message; a history from `server` has neither. */
function originOf(history: object): Origin {
  const from = senderOf(history)
  return from === undefined || from === 'server' ? NOWHERE : { time: stampOf(history), from }
}

const NOWHERE: Origin = { time: undefined, from: undefined }

/**
 * A list of messages, of messages in JSON or of texts; or such a list in JSON; or messages in JSON
 * with commas or line ends between.
 */
function historyOf(content: unknown, outer: Origin): readonly Spoken[] {
  const inside = typeof content === 'string' ? parseJoined(content) : content
  if (Array.isArray(inside)) return inside.flatMap((entry) => pastOf(entry, outer))
  return pastOf(inside ?? content, outer)
}

function parseJoined(text: string): unknown {
  const listed = text.trim().replace(/,$/, '')
  return parseJson(text) ?? parseJson(`[${listed}]`) ?? parseJson(`[${byLines(listed)}]`)
}

/** One object a line, as the items of a list. */
function byLines(text: string): string {
  return text.split(/[\r\n]+/).join(',')
}

function pastOf(entry: unknown, outer: Origin): readonly Spoken[] {
  const inside = typeof entry === 'string' ? parseJson(entry) : entry
  const { data } = anyObject.safeParse(inside)
  if (data !== undefined && saidIn(data) !== undefined) return [spokenOf(data, outer)]
  const text = textOf(entry)
  return text === '' ? [] : [{ time: outer.time, from: outer.from ?? 'server', text }]
}

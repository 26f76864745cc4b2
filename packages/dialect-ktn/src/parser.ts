/**
 * A client's JSON objects into frames, in any order of keys and with any others:
 *
 *     request = { "request": word, "content": string }     ; login, msg, block, unblock
 *             / { "request": word [ , "content": any ] }   ; logout, names, help, history
 *             / { "request": "login", "username": name }   ; as in 2013 and 2014, not with strict
 *             / { "request": "message", "message": text }
 *     whisper = "@" name SP text                           ; content of "msg", not with strict
 *     speak   = "#" name SP text                           ; the same, in a room
 *
 * Not with strict also: keys and word in any letter case, "response" for the key "request",
 * "message" for "msg", "users" and "name" for "names"; and the requests of room-requests.ts. Of two
 * equal keys the later one holds; of two spellings of a key the exact one, else the first.
 */
import { isName, isRoomName } from '@parley/contract'
import { cleanText, type JsonItem } from '@parley/framing'
import * as z from 'zod'
import type { FormerRequest, Request, RequestOf } from './frames.ts'
import { parseHistory, parseNames, roomVerbs } from './room-requests.ts'

const UNKNOWN: Request = { kind: 'unknown' }
const MALFORMED: Request = { kind: 'malformed' }
const LINE_END: Request = { kind: 'line-end' }

/** The form of nearly all requests, read without a JSON parser. */
const plainRequest = z.object({ request: z.string(), content: z.string() })
const anyRequest = z.object({ request: z.string(), content: z.unknown().optional() })
export const anyObject = z.custom<object>((value) => typeof value === 'object' && value !== null)

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

const extendedVerbs: ReadonlyMap<string, Argument> = new Map([
  ...originalVerbs,
  ['msg', about(parseText)],
  ['message', about(parseText)],
  ['names', parseNames],
  ['users', parseNames],
  ['name', parseNames],
  ['block', about((content) => ({ kind: 'block', name: content.trimEnd() }))],
  ['unblock', about((content) => ({ kind: 'unblock', name: content.trimEnd() }))],
  ['history', parseHistory],
  ...roomVerbs,
])

function parseLogin(content: string): RequestOf<'login'> {
  return { kind: 'login', name: content.trimEnd() }
}

/** `@bob text` goes to bob, `#tea text` to the room, if it is known; any other text to everyone. */
function parseText(content: string): RequestOf<'msg' | 'whisper' | 'speak'> {
  const whole = cleanText(content).trimEnd()
  const mark = whole.charAt(0)
  const blank = mark === '@' || mark === '#' ? whole.indexOf(' ') : -1
  if (blank < 0) return { kind: 'msg', text: whole }
  const text = whole.slice(blank + 1)
  const room = whole.slice(0, blank)
  if (isRoomName(room)) return { kind: 'speak', room, text, whole }
  const to = whole.slice(1, blank)
  return mark === '@' && isName(to)
    ? { kind: 'whisper', to, text, whole }
    : { kind: 'msg', text: whole }
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

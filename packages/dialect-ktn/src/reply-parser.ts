/**
 * What a server says, read leniently (8.2):
 *
 *     reply   = { "timestamp": any, "response": word, "sender": any, "content": any [ , "room": string ] }
 *     word    = "error" / "info" / "history" / "message" / "msg" / "names"
 */
import { type InRoom, isRoomName } from '@parley/contract'
import type { JsonItem } from '@parley/framing'
import type { Reply, Spoken, Stamp } from './frames.ts'
import { anyObject, parseJson, under } from './parser.ts'

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
      return { kind: 'info', time, text: textOf(content), ...roomOf(data) }
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

/** The room that a response is about (6.7). */
function roomOf(response: object): InRoom {
  const room = under(response, 'room')
  return typeof room === 'string' && isRoomName(room) ? { room } : {}
}

function spokenOf(message: object, outer: Origin = NOWHERE): Spoken {
  return {
    time: stampOf(message) ?? outer.time,
    from: senderOf(message) ?? outer.from ?? 'server',
    text: textOf(saidIn(message)),
    ...roomOf(message),
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

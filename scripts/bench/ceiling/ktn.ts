import { z } from 'zod'
import type { Dialect, Peer } from './peer.ts'
import { isOnline, login, sendTo, sendToAll } from './room.ts'

export const ktn: Dialect = {
  name: 'ktn',
  index: 2,
  take,
  head: (sender) => `"sender":"${sender}","response":"message","content":`,
  direct: (head, _recipient, text) => `${stamp()}${head}${quoted(`(private) ${text}`)}}\n`,
  public: (head, text) => `${stamp()}${head}${quoted(text)}}\n`,
  arrival: (name) => response('info', `${name} has logged in`),
  echoes: true,
}

const requestSchema = z.object({ request: z.enum(['login', 'msg']), content: z.string() })

let stamped = ''
let stampedAt = 0

/** Formatting a time costs more than a message: it is done once a second. */
function stamp(): string {
  const now = Date.now()
  if (now - stampedAt >= 1000) {
    stampedAt = now
    stamped = `{"timestamp":"${new Date(now).toISOString().slice(0, 19)}",`
  }
  return stamped
}

const NEEDS_ESCAPE = /["\\\u0000-\u001f]/

function quoted(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`
}

function response(response: 'info' | 'error', content: string): string {
  return `${stamp()}"sender":"server","response":"${response}","content":${quoted(content)}}\n`
}

function take(peer: Peer, input: string): number {
  let at = 0
  for (;;) {
    const end = endOfObject(input, at)
    if (end < 0) return at
    takeObject(peer, input.slice(at, end))
    at = end
  }
}

/** The place after the next object, -1 when it is not whole. */
function endOfObject(input: string, from: number): number {
  let depth = 0
  for (let at = from; at < input.length; at++) {
    const code = input.charCodeAt(at)
    if (code === 0x22) {
      at = endOfString(input, at)
      if (at < 0) return -1
    } else if (code === 0x7b) depth++
    else if (code === 0x7d && --depth === 0) return at + 1
  }
  return -1
}

/** The place of the closing quote, -1 when there is none; jumps from quote to quote. */
function endOfString(input: string, opening: number): number {
  let quote = opening
  for (;;) {
    quote = input.indexOf('"', quote + 1)
    if (quote < 0) return -1
    let before = quote - 1
    while (input.charCodeAt(before) === 0x5c) before--
    if ((quote - before) % 2 === 1) return quote
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function takeObject(peer: Peer, object: string): void {
  const request = requestSchema.safeParse(parsed(object)).data
  if (request?.request === 'msg' && peer.name !== '') say(peer, request.content)
  else if (request?.request === 'login' && peer.name === '' && login(peer, request.content))
    peer.write(response('info', 'Login successful'))
  else peer.write(response('error', 'Unknown request'))
}

function say(peer: Peer, content: string): void {
  const space = content.indexOf(' ')
  const recipient = content.startsWith('@') ? content.slice(1, space) : ''
  if (recipient === '' || !isOnline(recipient)) sendToAll(peer, content)
  else {
    sendTo(recipient, peer, content.slice(space + 1))
    peer.write(response('info', `Sent to ${recipient}`))
  }
}

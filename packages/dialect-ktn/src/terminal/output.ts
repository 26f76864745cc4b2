import { isName, type Tone } from '@parley/contract'
import { cleanText } from '@parley/framing'
import type { Reply, Spoken, Stamp } from '../frames.ts'
import { clockOf } from './clock.ts'

/** Limit of characters shown of an invalid name. */
const MOST_NAME = 100

export interface Shown {
  readonly text: string
  readonly tone: Tone
}

/** A reply as a person reads it (7.3); `now`: when it came. */
export function shown(reply: Reply, now: number): readonly Shown[] {
  switch (reply.kind) {
    case 'error':
      return [{ text: stamped(reply.time, now, `! ${reply.text}`), tone: 'trouble' }]
    case 'info':
      return [{ text: stamped(reply.time, now, `* ${reply.text}`), tone: 'aside' }]
    case 'history':
      return reply.messages.map((message) => said(message, now))
    case 'message':
      return [said(reply, now)]
    case 'names':
      return [{ text: stamped(reply.time, now, `* ${reply.names.join(', ')}`), tone: 'aside' }]
    case 'nonsense': {
      const text = `The server said what is not understood: ${inOneLine(reply.text)}`
      return [{ text, tone: 'trouble' }]
    }
    case 'line-end':
      return []
  }
}

function said({ time, from, text, room }: Spoken, now: number): Shown {
  const where = room === undefined ? '' : `${room} `
  return { text: stamped(time, now, `${where}${sender(from)}: ${text}`), tone: 'said' }
}

/** Quotes an invalid name: with a `: ` or a `*` it could pass for something else. */
function sender(from: string): string {
  return isName(from) ? from : `"${inOneLine(from.slice(0, MOST_NAME))}"`
}

/** Indents further lines, so that only a response begins with a time. */
function stamped(time: Stamp, now: number, text: string): string {
  const head = `[${clockOf(time, now)}] `
  return head + cleanText(text).replaceAll('\n', `\n${' '.repeat(head.length)}`)
}

function inOneLine(text: string): string {
  return cleanText(text).replaceAll('\n', ' ')
}

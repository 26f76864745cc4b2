import { Buffer } from 'node:buffer'
import type { Part } from '@parley/contract'
import { FramePaint, lineEnd } from '@parley/framing'
import { CLOSING } from './composed-body.ts'

const command =
  /^(LOGIN|LOGOUT|LIST|MESSAGE|BROADCAST|BLOCK|UNBLOCK|HISTORY|HELP|JOIN|LEAVE|ROOMS|KICK|BANS?|UNBAN)(?: +(.*?))? *$/
/** Telnet negotiation (1.2), also where it is cut. */
const negotiation = /\xff(?:[\xfb-\xfe](?:[\s\S]|$)|\xfa[\s\S]*?(?:\xff\xf0|$)|[\s\S]|$)/g

const QUOTE = '> '
const status = /^(?:OK|ERROR)(?= - )/
const headed = /^(INBOUND MESSAGE - SENDER: |RECIPIENT: )(.*)$/
/** A row of a list: `192.0.2.7:50001 | olivia`. */
const row = /^\S+ \| (.*)$/

/** A line of a client (3), or all lines of what a server writes at once (4). */
export function annotate(frame: Uint8Array, sentBy: 'client' | 'server'): readonly Part[] {
  const text = Buffer.from(frame).toString('latin1')
  return sentBy === 'client' ? said(text) : written(text)
}

/** A line that is no command is a line of a body: what it is depends on the lines before. */
function said(text: string): readonly Part[] {
  const paint = new FramePaint(text.length)
  const end = text.endsWith('\r\0') ? text.length - 2 : lineEnd(text)
  paint.paint(end, text.length, 'terminator')
  const noises = [...text.matchAll(negotiation)]
  const start = noises.reduce(
    (at, { index, 0: { length } }) => (index === at ? at + length : at),
    0,
  )
  const [, verb, argument = ''] = command.exec(text.slice(start, end)) ?? []
  if (verb !== undefined) {
    const name = text.indexOf(argument, start + verb.length)
    paint.paint(start, start + verb.length, 'verb')
    const last = name + argument.length
    const blank = verb === 'KICK' || verb === 'BAN' ? argument.indexOf(' ') : -1
    const nameEnd = blank < 0 ? last : name + blank
    paint.paint(name, nameEnd, verb === 'HISTORY' ? 'field' : 'name')
    if (blank >= 0) paint.paint(nameEnd + 1, last, 'body')
  } else {
    const closes = text.slice(start, end).trimEnd().endsWith(CLOSING)
    const last = closes ? text.lastIndexOf(CLOSING) : end
    paint.paint(start, last, 'body').paint(last, end, 'terminator')
  }
  for (const { index, 0: found } of noises) paint.paint(index, index + found.length, 'noise')
  return paint.parts
}

function written(text: string): readonly Part[] {
  const paint = new FramePaint(text.length)
  const hasBody = text.startsWith(`${QUOTE}INBOUND MESSAGE - `)
  let from = 0
  while (from < text.length) {
    const found = text.indexOf('\n', from)
    const to = found < 0 ? text.length : found
    paintLine(paint, text.slice(from, to), from, hasBody)
    paint.paint(to, to + 1, 'terminator')
    from = to + 1
  }
  return paint.parts
}

function paintLine(paint: FramePaint, line: string, at: number, hasBody: boolean): void {
  const end = at + line.length
  if (!line.startsWith(QUOTE)) {
    const [, name = ''] = row.exec(line) ?? []
    paint.paint(end - name.length, end, 'name')
    return
  }
  const quoted = line.slice(QUOTE.length)
  const from = at + QUOTE.length
  const [, head = '', name = ''] = headed.exec(quoted) ?? []
  const verb = status.exec(quoted)?.[0] ?? head
  if (verb !== '') {
    paint.paint(from, from + verb.length, 'verb').paint(end - name.length, end, 'name')
  } else if (hasBody) paint.paint(from, end, quoted === CLOSING ? 'terminator' : 'body')
}

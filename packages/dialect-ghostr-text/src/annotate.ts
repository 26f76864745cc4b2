import { Buffer } from 'node:buffer'
import type { Part } from '@parley/contract'
import { FramePaint } from '@parley/framing'

const END = ';;'
const BETWEEN = ': '

const roles: ReadonlyMap<string, Part['role']> = new Map([
  ['TYPE', 'verb'],
  ['WHO', 'name'],
  ['FROM', 'name'],
  ['TO', 'name'],
  ['BLOCKER', 'name'],
  ['ROOM', 'name'],
  ['BY', 'name'],
  ['BODY', 'body'],
])

/** What stands between two fields (1.3). */
const between = /[\s;]*/y

/** Fields of either side: key and value, each with its end. The password is in `PASW` of a client (9.2). */
export function annotate(frame: Uint8Array, sentBy: 'client' | 'server'): readonly Part[] {
  const text = Buffer.from(frame).toString('latin1')
  const paint = new FramePaint(text.length)
  let at = 0
  while (at < text.length) {
    between.lastIndex = at
    const [skipped = ''] = between.exec(text) ?? []
    const from = at + skipped.length
    const found = text.indexOf(END, from)
    const to = found < 0 ? text.length : found
    const colon = text.indexOf(BETWEEN, from)
    const value = colon < 0 || colon > to ? to : colon + BETWEEN.length
    const role = roleOf(text.slice(from, Math.max(from, value - BETWEEN.length)), sentBy)
    paint.paint(at, from, 'noise').paint(value, to, role)
    at = found < 0 ? text.length : to + END.length
    paint.paint(to, at, 'terminator')
  }
  return paint.parts
}

function roleOf(key: string, sentBy: 'client' | 'server'): Part['role'] {
  if (sentBy === 'client' && /^pas/i.test(key)) return 'secret'
  return roles.get(key) ?? 'field'
}

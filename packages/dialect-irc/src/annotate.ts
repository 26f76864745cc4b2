import { Buffer } from 'node:buffer'
import type { Part } from '@parley/contract'
import { FramePaint, lineEnd } from '@parley/framing'

type Role = Part['role']

/** What the parameters of a command are, in order; the last one holds for those after it. */
const roles: ReadonlyMap<string, readonly Role[]> = new Map<string, readonly Role[]>([
  ['NICK', ['name']],
  ['USER', ['name', 'field', 'field', 'body']],
  ['PASS', ['secret']],
  ['AUTHENTICATE', ['secret']],
  ['OPER', ['name', 'secret']],
  ['PRIVMSG', ['name', 'body']],
  ['NOTICE', ['name', 'body']],
  ['JOIN', ['name', 'secret']],
  ['PART', ['name', 'body']],
  ['QUIT', ['body']],
  ['KICK', ['name', 'name', 'body']],
  ['TOPIC', ['name', 'body']],
  ['AWAY', ['body']],
  ['INVITE', ['name', 'name']],
  ['WHOIS', ['name']],
  ['WHOWAS', ['name']],
  ['WHO', ['name']],
  ['NAMES', ['name']],
  ['ISON', ['name']],
  ['USERHOST', ['name']],
  ['MODE', ['name', 'field', 'name']],
  ['SILENCE', ['name']],
  ['353', ['name', 'field', 'name', 'name']],
])

const usual: readonly Role[] = ['field']
const ofNumerics: readonly Role[] = ['name']
/** 001 to 005 say what the server is. */
const ofWelcome: readonly Role[] = ['name', 'field']

/** A line of either side: tags, who says it, a command, its parameters (1.3, 2.1). */
export function annotate(frame: Uint8Array): readonly Part[] {
  const line = Buffer.from(frame).toString('latin1')
  const end = lineEnd(line)
  const paint = new FramePaint(line.length).paint(end, line.length, 'terminator')
  let at = line.startsWith('@') ? skip(line, word(line, 0, end), end) : skip(line, 0, end)
  if (line[at] === ':') {
    const stop = word(line, at, end)
    paint.paint(at + 1, stop, 'name')
    at = skip(line, stop, end)
  }
  const verbEnd = word(line, at, end)
  const verb = line.slice(at, verbEnd).toUpperCase()
  paint.paint(at, verbEnd, 'verb')
  const isNumeric = /^\d{3}$/.test(verb)
  const expected = roles.get(verb) ?? (isNumeric ? (verb < '006' ? ofWelcome : ofNumerics) : usual)
  at = skip(line, verbEnd, end)
  for (let index = 0; at < end; index++) {
    const isLast = line[at] === ':'
    const usually = expected[Math.min(index, expected.length - 1)] ?? 'field'
    const role = isLast && isNumeric && verb !== '353' ? 'body' : usually
    const stop = isLast ? end : word(line, at, end)
    paint.paint(isLast ? at + 1 : at, stop, role)
    at = skip(line, stop, end)
  }
  return paint.parts
}

/** Where the word ends that begins there. */
function word(line: string, from: number, end: number): number {
  const blank = line.indexOf(' ', from)
  return blank < 0 || blank > end ? end : blank
}

function skip(line: string, from: number, end: number): number {
  let at = from
  while (at < end && line[at] === ' ') at += 1
  return at
}

/**
 * Lines as they are written by either side, with their `\r\n`. Nothing that a peer has said can end a
 * line or begin another parameter here: what stands in the middle is one word.
 */
import { Buffer } from 'node:buffer'
import { cutText, utf8Width } from '@parley/framing'
import { HOST, maskOf } from './names.ts'
import { type NumericName, numerics, numericText } from './numerics.ts'

/** The most characters of a parameter of a peer’s that a reply repeats. */
const MOST_REPEATED = 128

const LINE_END = 2

const breaks = /[\0\r\n]/g

/** A peer’s parameter as one word of a reply; `*` where there is nothing to repeat. */
export function word(param: string): string {
  const [first = ''] = param
    .slice(0, MOST_REPEATED)
    .replace(/[\0\r\n]/g, ' ')
    .trimStart()
    .split(' ', 1)
  const bare = first.toWellFormed().replace(/^:+/, '')
  return bare === '' ? '*' : bare
}

/** A text behind a colon, in one line. */
function trailing(text: string): string {
  return `:${text.replace(breaks, ' ')}`
}

/** `:parley 401 alice bob :No such nick/channel` (2.1), without its end. */
export function numeric(
  name: NumericName,
  nick: string,
  params: readonly string[] = [],
  text: string | undefined = numericText(name),
): string {
  const words = [`:${HOST}`, numerics[name][0], nick, ...params]
  return text === undefined ? words.join(' ') : `${words.join(' ')} ${trailing(text)}`
}

/** `:parley PONG parley :token`, without its end. */
export function fromServer(command: string, params: readonly string[], text?: string): string {
  const words = [`:${HOST}`, command, ...params]
  return text === undefined ? words.join(' ') : `${words.join(' ')} ${trailing(text)}`
}

/** `:bob!vu@parley JOIN #parley`, without its end. */
export function fromUser(
  mask: string,
  command: string,
  params: readonly string[] = [],
  text?: string,
): string {
  const words = [`:${mask}`, command, ...params]
  return text === undefined ? words.join(' ') : `${words.join(' ')} ${trailing(text)}`
}

/** A line of at most `most` bytes with its end: what is too long is cut between two characters (1.5). */
export function lineOf(text: string, most: number): string {
  if (3 * text.length + LINE_END <= most) return `${text}\r\n`
  if (Buffer.byteLength(text) + LINE_END <= most) return `${text}\r\n`
  const [cut = ''] = cutText(text, most - LINE_END, utf8Width)
  return `${cut}\r\n`
}

/** Words in as few lines as they fit in, each with `before` in front; one line where there are none. */
export function wrapped(
  before: string,
  words: readonly string[],
  most: number,
  separator = ' ',
): readonly string[] {
  const lines: string[] = []
  const room = most - LINE_END - Buffer.byteLength(before)
  let row = ''
  let used = 0
  for (const one of words) {
    const width = Buffer.byteLength(one) + separator.length
    if (row !== '' && used + width > room) {
      lines.push(before + row)
      row = ''
      used = 0
    }
    row += row === '' ? one : separator + one
    used += width
  }
  return row === '' && lines.length > 0 ? lines : [...lines, before + row]
}

/** What a message to `target` begins with (4.1). */
export function messageStart(from: string, verb: 'PRIVMSG' | 'NOTICE', target: string): string {
  return `:${maskOf(from)} ${verb} ${target} :`
}

/** What a client says: `NICK alice\r\n`, `PRIVMSG bob :hello there\r\n`. */
export function clientLine(command: string, params: readonly string[] = [], text?: string): string {
  const words = [command, ...params].join(' ')
  return text === undefined ? `${words}\r\n` : `${words} :${text}\r\n`
}

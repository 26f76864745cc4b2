import { Buffer } from 'node:buffer'
import {
  type Audience,
  type Capabilities,
  type Feature,
  type Grade,
  grades,
  type LineNames,
} from '@parley/contract'
import { cleanText } from '@parley/framing'
import { longestText, type Options } from './options.ts'

const { full, none, changed } = grades

function features(options: Options): Readonly<Record<Feature, Grade>> {
  const { strict, maxLine } = options
  const news = strict ? none : changed('5.2', 'heard as a notice of the server; cannot be said')
  return {
    direct: full,
    broadcast: full,
    'multi-line': changed('7.1', 'heard as a message for each line; cannot be said', {
      split: 'irc ends a message at a line break, so each line arrives as a message of its own',
      'line-break': 'irc takes every line break for the end of a message',
      unsaid: 'irc ends a message at a line break, so a text of several lines cannot be said',
    }),
    empty: changed('7.1', 'heard as one blank; cannot be said', {
      added: 'irc has no message without a text, so an empty one arrives as one blank',
      unsaid: 'irc has no message without a text',
    }),
    'outer-spaces': full,
    'any-unicode': strict
      ? changed('7.3', 'NUL is heard as U+FFFD')
      : changed('4.4', 'formatting is removed; other control characters are U+FFFD', {
          control: 'irc replaces control characters by U+FFFD',
          'line-break': 'irc takes every line break for the end of a message',
          removed: 'irc removes the codes of bold, colours and other formatting',
          unsaid: 'irc takes a text that begins with the byte 01 for a request of a client',
        }),
    length: changed('1.5', 'said in one line of at most maxLine bytes; heard in several', {
      split: `a line of irc has at most ${maxLine} bytes with the names before the text, so a longer text arrives in several`,
      unsaid: `irc says a text in one line of at most ${maxLine} bytes`,
    }),
    sender: full,
    time: changed('6.1', 'told to clients that have the capability server-time'),
    edit: news,
    delete: news,
    presence: full,
    offline: full,
    history: strict
      ? none
      : changed('6.1', 'told at JOIN to clients that have the capability server-time'),
    file: none,
    rooms: full,
    moderation: full,
    rename: full,
    action: full,
  }
}

/** Names where none are given. */
const shortNames: LineNames = { from: 'alice', reader: 'bob' }

const formatting =
  /\x03(?:\d\d?(?:,\d\d?)?)?|\x04(?:[\da-f]{6}(?:,[\da-f]{6})?)?|[\x02\x0f\x11\x16\x1d-\x1f]/gi

/** README.md, "What is carried". */
export function carries(options: Options): Capabilities {
  const { strict, maxLine } = options
  return {
    features: features(options),
    says(text, to) {
      const whole = text.toWellFormed()
      if (whole === '' || /[\0\r\n]/.test(whole) || whole.startsWith('\x01')) return undefined
      if (Buffer.byteLength(whole) > longestText(options, to)) return undefined
      const said = strict ? whole : cleanText(whole.replace(formatting, ''))
      return said === '' ? undefined : said
    },
    hears(text, to, names = shortNames) {
      const room = maxLine - 2 - startLength(to, names)
      return linesOf(text, strict).flatMap((line) => pieces(line, room))
    },
  }
}

function linesOf(text: string, strict: boolean): readonly string[] {
  if (!strict) return cleanText(text).split('\n')
  const whole = text.toWellFormed().replaceAll('\0', '\ufffd')
  return whole.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')
}

/** `:alice!u@parley PRIVMSG bob :` in bytes. */
function startLength(to: Audience, { from, reader }: LineNames): number {
  const target = to === 'one' ? reader : '#parley'
  return Buffer.byteLength(`:${from}!u@parley PRIVMSG ${target} :`)
}

/** As many characters as fit, and again; an empty line is one blank. */
function pieces(line: string, room: number): readonly string[] {
  if (line === '') return [' ']
  const all = ['']
  let used = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (used + size > room) {
      all.push('')
      used = 0
    }
    all[all.length - 1] += character
    used += size
  }
  return all
}

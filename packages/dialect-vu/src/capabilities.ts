import { Buffer } from 'node:buffer'
import { type Capabilities, type Feature, type Grade, grades } from '@parley/contract'
import { cleanText } from '@parley/framing'
import { longestText, type Options } from './options.ts'

const { full, none, changed } = grades

function features({ strict, maxLine }: Options): Readonly<Record<Feature, Grade>> {
  const broadcast = strict
    ? 'heard like a message to one; cannot be said'
    : 'said to *; heard like a message to one'
  return {
    direct: full,
    broadcast: changed('6.1', broadcast),
    'multi-line': changed('6.2', 'heard as a message for each line; cannot be said', {
      split: 'vu ends a message at a newline, so each line arrives as a message of its own',
      'line-break': 'vu takes a carriage return before a newline for a part of the line end',
      removed: 'vu takes a carriage return before a newline for a part of the line end',
      unsaid: 'vu ends a message at a newline, so a text of several lines cannot be said',
    }),
    empty: changed('3.7', 'heard as one space; no text, or only spaces, cannot be said', {
      added: 'vu has no message without a text, so an empty one arrives as one space',
      unsaid: 'vu has no message without a text, and spaces alone are none',
    }),
    'outer-spaces': full,
    'any-unicode': strict
      ? changed('1.1', 'heard without a carriage return at the end of a line')
      : changed('6.4', 'control characters are said as U+FFFD, other line breaks as \\n', {
          control: 'vu replaces control characters by U+FFFD',
          'line-break': 'vu takes every line break for \\n',
        }),
    length: changed('1.2', 'said in one line of at most maxLine bytes; heard whole', {
      unsaid: `vu says a text in one line of at most ${maxLine} bytes`,
    }),
    sender: full,
    time: none,
    edit: strict ? none : changed('6.3', 'heard as a message from server; cannot be said'),
    delete: strict ? none : changed('6.3', 'heard as a message from server; cannot be said'),
    presence: none,
    offline: changed('3.8', 'said to an account that is away; a user of vu has no account'),
    history: none,
    file: none,
    rooms: strict ? none : full,
    moderation: strict
      ? none
      : changed('6.7', 'by who has made a room, in it; a user of vu has no account'),
    rename: none,
    action: none,
  }
}

/** A line break ends the message, a final `\r` belongs to the line end, spaces are no body. */
function fitsOneLine(text: string): boolean {
  return !text.includes('\n') && !text.endsWith('\r') && text.replaceAll(' ', '') !== ''
}

/** README.md, "What is carried". */
export function carries(options: Options): Capabilities {
  const { strict } = options
  return {
    features: features(options),
    says(text, to) {
      if (to === 'everyone' && strict) return undefined
      if (!fitsOneLine(text) || Buffer.byteLength(text) > longestText(options)) return undefined
      return strict ? text.toWellFormed() : cleanText(text)
    },
    hears: (text) => text.toWellFormed().split('\n').map(heardLine),
  }
}

/** A final `\r` is part of the line end; a body is never empty. */
function heardLine(line: string): string {
  let heard = line
  while (heard.endsWith('\r')) heard = heard.slice(0, -1)
  return heard === '' ? ' ' : heard
}

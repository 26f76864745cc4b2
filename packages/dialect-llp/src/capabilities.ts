import { Buffer } from 'node:buffer'
import { type Capabilities, type Feature, type Grade, grades, MOST_LINES } from '@parley/contract'
import { cleanText } from '@parley/framing'
import type { Options } from './options.ts'

const { full, none, changed } = grades

function features({ strict, maxLine, maxBody }: Options): Readonly<Record<Feature, Grade>> {
  return {
    direct: full,
    broadcast: strict ? changed('6.1', 'heard; cannot be said') : full,
    'multi-line': full,
    empty: full,
    'outer-spaces': full,
    'any-unicode': strict
      ? changed('4.1', 'a carriage return is heard as a line break')
      : changed(
          '4.3',
          'no carriage return and no line that ends with XOXOXO can be said; control characters are said as U+FFFD, other line breaks as \\n; what looks like the server’s own line, or as XOXOXO, is heard with U+200B before it',
          {
            control: 'llp replaces control characters by U+FFFD',
            'line-break': 'llp takes every line break for \\n',
            added:
              'llp puts U+200B before what would look like the server’s own line, or like XOXOXO',
            unsaid:
              'llp ends a message at a line that ends with XOXOXO, and has no carriage returns',
          },
        ),
    length: changed('1.4', 'said in lines of at most maxLine bytes, maxBody in all; heard whole', {
      unsaid: `llp says a text in lines of at most ${maxLine} bytes, ${maxBody} in all`,
    }),
    sender: full,
    time: strict ? none : changed('6.3', 'in the history'),
    edit: strict ? none : changed('6.5', 'heard as a message from server; cannot be said'),
    delete: strict ? none : changed('6.5', 'heard as a message from server; cannot be said'),
    presence: none,
    offline: changed('3.11', 'said to an account that is away; a user of llp has no account'),
    history: strict ? none : full,
    file: none,
    rooms: strict ? none : full,
    moderation: strict
      ? none
      : changed('6.9', 'by who has made a room, in it; a user of llp has no account'),
    rename: none,
    action: none,
  }
}

const closes = (line: string) => line.trimEnd().endsWith('XOXOXO')

/** README.md, "What is carried". */
export function carries(options: Options): Capabilities {
  const { strict, maxLine, maxBody } = options
  return {
    features: features(options),
    says(text, to) {
      if (to === 'everyone' && strict) return undefined
      const whole = text.toWellFormed()
      const lines = whole.split('\n')
      const tooLong = lines.some((line) => Buffer.byteLength(line) > maxLine)
      if (whole.includes('\r') || lines.some(closes) || tooLong) return undefined
      if (Buffer.byteLength(whole) > maxBody) return undefined
      const said = strict ? whole : cleanText(whole)
      return said.split('\n').length > MOST_LINES ? undefined : said
    },
    hears(text) {
      const lines = text
        .toWellFormed()
        .replaceAll('\r\n', '\n')
        .split(/[\r\n]/)
      return [(strict ? lines : lines.map(heardLine)).join('\n')]
    },
  }
}

/** 4.3. */
function heardLine(line: string): string {
  const opened = /^(?:INBOUND MESSAGE|RECIPIENT:|OK|ERROR) (?:- )?/.exec(line)?.[0]
  const own = ['INBOUND MESSAGE - ', 'RECIPIENT: ', 'OK - ', 'ERROR - ']
  const begun = opened !== undefined && own.includes(opened) ? `\u200b${line}` : line
  if (!closes(begun)) return begun
  const at = begun.lastIndexOf('XOXOXO')
  return `${begun.slice(0, at)}\u200b${begun.slice(at)}`
}

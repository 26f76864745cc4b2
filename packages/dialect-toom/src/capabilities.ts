import { Buffer } from 'node:buffer'
import {
  type Capabilities,
  type Feature,
  type Grade,
  grades,
  isName,
  isRoomName,
} from '@parley/contract'
import { cleanText } from '@parley/framing'
import type { Options } from './options.ts'

const { full, none, changed } = grades

function features({ strict }: Options): Readonly<Record<Feature, Grade>> {
  return {
    direct: changed(
      '4.2',
      `${strict ? 'cannot be said' : 'said as @name text'}; heard with the next reply, as [from name] text`,
      {
        removed:
          'toom says whom a message is for by @name before it, which is not a part of the text',
        ...(strict && { unsaid: 'toom has no messages to one user' }),
      },
    ),
    broadcast: changed(
      '4.1',
      `heard when asked for${strict ? '' : '; a text that begins with @name or #room and a blank cannot be said'}`,
      { unsaid: 'toom takes a text that begins with @name or #room for one to that user or room' },
    ),
    'multi-line': changed('4.1', 'heard on one line, " / " for each line break', {
      'line-break': 'toom shows a text on one line, with “ / ” for each line break',
    }),
    empty: changed(
      '3.1',
      `cannot be said${strict ? '' : ', nor can blanks alone'}; heard as it is`,
      { unsaid: 'toom refuses a message without a text' },
    ),
    'outer-spaces': full,
    'any-unicode': changed(
      '4.4',
      `${strict ? '' : 'control characters are said as U+FFFD, other line breaks as \\n; '}heard with " / " for each line break`,
      {
        ...(!strict && {
          control: 'toom replaces control characters by U+FFFD',
          'line-break': 'toom takes every line break for \\n',
        }),
      },
    ),
    length: changed(
      '4.5',
      'said in at most 2048 bytes; from 1400 bytes on heard in parts, and to everyone shortened',
      {
        split:
          'a reply of toom has room for 1400 bytes of a text, so a longer one arrives in parts',
        removed:
          'a reply of toom has room for 1400 bytes of a text, so the end of a longer one is missing',
        respelled:
          'a reply of toom has room for 1400 bytes of a text, so a longer one is shortened',
        unsaid: 'a request of toom has at most 2048 bytes',
      },
    ),
    sender: full,
    time: changed('3.5', 'to the second, in the server’s local time; none of messages to one'),
    edit: strict ? changed('3.5', 'heard as posted at the time of the edit') : full,
    delete: full,
    presence: none,
    offline: full,
    history: changed('3.5', 'what fits into 2048 bytes at a time'),
    file: changed('5.2', 'in datagrams; a user of another dialect is told where it is kept'),
    rooms: strict
      ? none
      : changed('8.2', 'heard below the next reply, or when asked for, as [#room, from name] text'),
    moderation: strict ? none : changed('8.3', 'kicks and bans; nobody is muted'),
    rename: none,
    action: none,
  }
}

/** The most bytes of a text that one line shows. */
const LINE = 1400

/** A request of type MSG with an empty body, and what stands before a text to one, in bytes. */
const AROUND = 34 + 'MSG'.length
const CALLING = '@sixteen-letters- '.length

/**
 * README.md, "What is carried". A recipient's name has at most 16 characters, all of them ASCII.
 */
export function carries(options: Options): Capabilities {
  const { strict } = options
  return {
    features: features(options),
    says(text, to) {
      const said = strict ? text.toWellFormed() : cleanText(text)
      if ((strict ? said : said.trim()) === '' || (strict && to === 'one')) return undefined
      if (!strict && to === 'everyone' && isCalling(said)) return undefined
      const length = AROUND + Buffer.byteLength(text) + (to === 'one' ? CALLING : 0)
      return length <= 2048 ? said : undefined
    },
    hears(text, to) {
      const line = text
        .toWellFormed()
        .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
        .join(' / ')
      return to === 'one' ? parts(line, LINE) : [shortened(line)]
    },
  }
}

/** `@bob text` goes to bob, `#tea text` to that room. */
function isCalling(text: string): boolean {
  const [first = '', ...rest] = text.split(' ')
  const isCalled = isRoomName(first) || (first.startsWith('@') && isName(first.slice(1)))
  return isCalled && rest.join(' ').trim() !== ''
}

function shortened(line: string): string {
  if (Buffer.byteLength(line) <= LINE) return line
  return `${parts(line, LINE - Buffer.byteLength('…'))[0]}…`
}

/** As many characters as fit, and again, until the text is used up. */
function parts(text: string, room: number): readonly string[] {
  const all = ['']
  let used = 0
  for (const character of text) {
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

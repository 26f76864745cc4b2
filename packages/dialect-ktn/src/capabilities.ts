import {
  type Audience,
  type Capabilities,
  type Feature,
  type Grade,
  grades,
  isName,
  isRoomName,
} from '@parley/contract'
import { cleanText } from '@parley/framing'
import { longestRequest, type Options } from './options.ts'

const { full, none, changed } = grades

function features({ strict, history, maxObject }: Options): Readonly<Record<Feature, Grade>> {
  const pieces = `said in at most ${maxObject} bytes; heard as several messages of at most so many`
  return {
    direct: changed(
      '5.2',
      `${strict ? 'cannot be said' : 'said as @name text'}; heard as a message that begins with (private)`,
      {
        added: 'ktn has no messages to one user, so one arrives marked as (private)',
        removed:
          'ktn says whom a message is for by @name before it, which is not a part of the text',
        ...(strict && { unsaid: 'ktn has no messages to one user' }),
      },
    ),
    broadcast: strict
      ? full
      : changed('6.1', 'a text that begins with @name or #room cannot be said; heard as it is', {
          unsaid: 'ktn takes a text that begins with @name or #room for one to that user or room',
        }),
    'multi-line': full,
    empty: changed('3.11', 'cannot be said; heard as it is', {
      unsaid: 'ktn refuses a message without a text',
    }),
    'outer-spaces': changed('3.6', 'said without the blanks at the end; heard as they are', {
      removed: 'ktn drops blanks at the end of what is said',
    }),
    'any-unicode': strict
      ? full
      : changed('6.4', 'control characters are said as U+FFFD, other line breaks as \\n', {
          control: 'ktn replaces control characters by U+FFFD',
          'line-break': 'ktn takes every line break for \\n',
        }),
    length:
      maxObject === 0
        ? full
        : changed('1.5', pieces, {
            split: `a message of ktn has at most ${maxObject} bytes, so a longer text arrives as several`,
            unsaid: `a request of ktn has at most ${maxObject} bytes`,
          }),
    sender: full,
    time: changed('2.2', 'to the second, in the server’s local time'),
    edit: strict ? none : changed('6.5', 'heard as an info and in the history; cannot be said'),
    delete: strict
      ? none
      : changed('6.9', 'heard as an info and in the history; said by author and time'),
    presence: full,
    offline: changed('6.1', 'said to an account that is away; a user of ktn has no account'),
    history: pastGrade(strict ? 'strings' : history),
    file: none,
    rooms: strict ? none : full,
    moderation: strict
      ? none
      : changed('6.8', 'by who has made a room, in it; a user of ktn has no account'),
    rename: none,
    action: none,
  }
}

function pastGrade(form: Options['history']): Grade {
  if (form === 'none') return none
  if (form === 'messages') return changed('4.1', 'heard like messages said now, at each login')
  return changed('4.3', 'heard at each login, the newest that fit in 4000 bytes')
}

/** A message that holds no text yet, from a sender of 16 characters, with its line end. */
const frame =
  '{"timestamp":"2016-03-14T12:34:56","sender":"sixteen-letters-","response":"message","content":""}\n'

/** A request that holds no text yet, to everyone or to somebody of 16 characters. */
const requests = {
  everyone: '{"request":"msg","content":""}',
  one: '{"request":"msg","content":"@sixteen-letters- "}',
} satisfies Readonly<Record<Audience, string>>

/** README.md, "What is carried". The sender’s name has at most 16 characters, all of them ASCII. */
export function carries(options: Options): Capabilities {
  const { strict, maxObject, terminator } = options
  const most = maxObject === 0 ? Number.POSITIVE_INFINITY : maxObject
  return {
    features: features(options),
    says(text, to) {
      const said = (strict ? text : cleanText(text)).trimEnd()
      if (said === '' || (strict && to === 'one')) return undefined
      if (!strict && to === 'everyone' && isCalling(said)) return undefined
      const lineEnd = terminator === 'lf' ? 1 : 0
      const length = requests[to].length + written(text) + lineEnd
      return length <= longestRequest(options) ? said : undefined
    },
    hears(text, to) {
      const mark = to === 'one' ? '(private) ' : ''
      const lineEnd = terminator === 'none' ? 1 : 0
      return cut(text, most - frame.length + lineEnd - mark.length).map((part) => mark + part)
    },
  }
}

/** `@bob text` goes to bob, `#tea text` to that room. */
function isCalling(text: string): boolean {
  const [first = '', ...rest] = text.split(' ')
  const isCalled = isRoomName(first) || (first.startsWith('@') && isName(first.slice(1)))
  return rest.length > 0 && isCalled
}

/** As many characters as fit, and again, until the text is used up. */
function cut(text: string, room: number): readonly string[] {
  const parts = ['']
  let used = 0
  for (const character of text) {
    const size = written(character)
    if (used + size > room) {
      parts.push('')
      used = 0
    }
    parts[parts.length - 1] += character
    used += size
  }
  return parts
}

/** Characters of `\\u007b`. */
const ESCAPED = 6

/** What each ASCII character takes in a string without braces. */
const widths = Array.from({ length: 0x80 }, (_, code) => {
  const character = String.fromCharCode(code)
  return '{}'.includes(character) ? ESCAPED : JSON.stringify(character).length - 2
})

/** What a text takes in JSON that is ASCII and has no braces in its strings. */
function written(text: string): number {
  let size = 0
  for (let at = 0; at < text.length; at++) size += widths[text.charCodeAt(at)] ?? ESCAPED
  return size
}

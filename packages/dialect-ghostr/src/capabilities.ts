import {
  type Audience,
  type Capabilities,
  type Feature,
  type Grade,
  grades,
} from '@parley/contract'
import { cleanText } from '@parley/framing'
import { longestRequest, type Options } from './options.ts'

const { full, none, changed } = grades

function features({ strict, maxObject }: Options): Readonly<Record<Feature, Grade>> {
  const pieces = `said in at most ${maxObject} bytes; heard as several messages of at most so many`
  const news = strict ? none : changed('5.2', 'cannot be said; heard as a notice of the gateway')
  return {
    direct: full,
    broadcast: full,
    'multi-line': full,
    empty: full,
    'outer-spaces': full,
    'any-unicode': strict
      ? full
      : changed('5.3', 'control characters are said as U+FFFD, other line breaks as \\n', {
          control: 'ghostr replaces control characters by U+FFFD',
          'line-break': 'ghostr takes every line break for \\n',
        }),
    length:
      maxObject === 0
        ? full
        : changed('1.3', pieces, {
            split: `a message of ghostr has at most ${maxObject} bytes, so a longer text arrives as several`,
            unsaid: `a request of ghostr has at most ${maxObject} bytes`,
          }),
    sender: full,
    time: none,
    edit: news,
    delete: news,
    presence: full,
    offline: full,
    history: none,
    file: none,
    rooms: strict ? none : full,
    moderation: strict ? none : full,
    rename: none,
    action: none,
  }
}

/** A message that holds no text yet, from a sender of 16 characters. */
const messages = {
  one: '{"action": "receive_message", "from": "sixteen-letters-", "message": ""}',
  everyone: '{"action": "receive_broadcast", "from": "sixteen-letters-", "message": ""}',
} satisfies Readonly<Record<Audience, string>>

/** A request that holds no text yet, to somebody of 16 characters or to everyone. */
const requests = {
  one: '{"action": "message", "message": "", "user": "sixteen-letters-"}',
  everyone: '{"action": "broadcast", "message": ""}',
} satisfies Readonly<Record<Audience, string>>

/** README.md, "What is carried". The names have at most 16 characters, all of them ASCII. */
export function carries(options: Options): Capabilities {
  const { strict, maxObject } = options
  const most = maxObject === 0 ? Number.POSITIVE_INFINITY : maxObject
  return {
    features: features(options),
    says(text, to) {
      const length = requests[to].length + written(text)
      if (length > longestRequest(options)) return undefined
      return strict ? text : cleanText(text)
    },
    hears: (text, to) => cut(text, most - messages[to].length),
  }
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

/** Characters of `\u00e9`. */
const ESCAPED = 6

/** What each printable ASCII character, and each control character, takes in a string. */
const widths = Array.from({ length: 0x7f }, (_, code) => {
  return JSON.stringify(String.fromCharCode(code)).length - 2
})

/** What a text takes in JSON that is printable ASCII. */
function written(text: string): number {
  let size = 0
  for (let at = 0; at < text.length; at++) size += widths[text.charCodeAt(at)] ?? ESCAPED
  return size
}

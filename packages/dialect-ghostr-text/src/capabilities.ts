import { Buffer } from 'node:buffer'
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
  const signs = 'a colon becomes U+2236, semicolons in a row become one, and none ends a text'
  return {
    direct: full,
    broadcast: full,
    'multi-line': full,
    empty: full,
    'outer-spaces': full,
    'any-unicode': changed(
      '1.4',
      strict ? signs : `${signs}; control characters are said as U+FFFD, other line breaks as \\n`,
      {
        respelled: `ghostr-text has no escaping: ${signs}`,
        removed: `ghostr-text has no escaping: ${signs}`,
        ...(!strict && {
          control: 'ghostr-text replaces control characters by U+FFFD',
          'line-break': 'ghostr-text takes every line break for \\n',
        }),
      },
    ),
    length: changed('1.5', maxObject === 0 ? 'said in at most 64 KiB; heard whole' : pieces, {
      split: `a message of ghostr-text has at most ${maxObject} bytes, so a longer text arrives as several`,
      unsaid: `a request of ghostr-text has at most ${maxObject === 0 ? 65_536 : maxObject} bytes`,
    }),
    sender: full,
    time: none,
    edit: strict ? none : changed('4.1', 'heard as a message from server; cannot be said'),
    delete: strict ? none : changed('4.1', 'heard as a message from server; cannot be said'),
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

/** A message that holds no text yet; the names have 16 characters. */
const heardIn = {
  one: 'TYPE: MSG;;FROM: sixteen-letters-;;TO: sixteen-letters-;;BODY: ;;',
  everyone: 'TYPE: MSG;;FROM: sixteen-letters-;;TO: broadcast;;BODY: ;;',
} satisfies Readonly<Record<Audience, string>>

const saidIn = {
  one: heardIn.one,
  everyone: 'TYPE: BROADCAST;;FROM: sixteen-letters-;;BODY: ;;',
} satisfies Readonly<Record<Audience, string>>

/** README.md, "What is carried". The names have at most 16 characters, all of them ASCII. */
export function carries(options: Options): Capabilities {
  const { strict, maxObject } = options
  const most = maxObject === 0 ? Number.POSITIVE_INFINITY : maxObject
  return {
    features: features(options),
    says(text, to) {
      const said = respelled(strict ? text : cleanText(text))
      const length = saidIn[to].length + Buffer.byteLength(said)
      return length <= longestRequest(options) ? said : undefined
    },
    hears: (text, to) => inParts(respelled(text), most - heardIn[to].length),
  }
}

function respelled(text: string): string {
  return text.toWellFormed().replaceAll(':', '∶').split(/;+/).join(';').replace(/;$/, '')
}

/** As much as fits, and again; a semicolon stays with the character behind it. */
function inParts(text: string, room: number): readonly string[] {
  const parts = ['']
  let used = 0
  for (const unit of text.match(/;?[^;]/gu) ?? []) {
    const size = Buffer.byteLength(unit)
    if (used + size > room) {
      parts.push('')
      used = 0
    }
    parts[parts.length - 1] += unit
    used += size
  }
  return parts
}

import { Buffer } from 'node:buffer'
import type { Dice } from './mutate.ts'

const KIBIBYTE = 1024

/** Texts that have cost time, memory or trust somewhere, for any place where a text goes. */
export const hostileTexts: readonly string[] = [
  // Composing takes the square of the length of a run of marks.
  `a${'\u0301'.repeat(125_000)}${'\u0316'.repeat(125_000)}`,
  `${'\u0301\u0316'.repeat(60)}`,
  // One byte is six in JSON, three in UTF-8.
  '\u0001'.repeat(700_000),
  '\ud800'.repeat(200_000),
  'x'.repeat(270_000),
  '\n'.repeat(1001),
  '\n'.repeat(500_000),
  '\r\u2028\u0085'.repeat(1000),
  ' '.repeat(300_000),
  ';;'.repeat(100_000),
  ','.repeat(300_000),
  '"'.repeat(300_000),
  '\\'.repeat(300_000),
  '@'.repeat(300_000),
  '😀'.repeat(150_000),
  '1'.repeat(100_000),
  '-9'.repeat(5),
  '1e999',
  '/'.repeat(100_000),
  '../../a.bin',
  // Names that look like others.
  'bob\ufe0f',
  'server\u034f',
  'ｓｅｒｖｅｒ',
  'ѕerver',
  '\u3164',
  'Bob',
  'n'.repeat(64),
  'n'.repeat(65),
  'n'.repeat(70_000),
  '\u{1f468}\u200d'.repeat(64),
  // Lines that a reader might take for somebody else’s.
  'x\u2028DELIVERY bob I owe you 100',
  'x\u2029> INBOUND MESSAGE - SENDER: bob',
  'x\rbob: I owe you 100',
  'x\u001b]52;c;YQ==\u0007',
]

/** What nests, or might. */
const nesting = [
  '[',
  '{',
  '{"a":',
  '[{',
  '(',
  '"',
  '\\',
  '}',
  ']',
  '\x80\x03',
  '}q\0',
  '(K\0',
  '\xff\xfa',
]

/** A word, as names are in the messages of transcripts. */
const word = /[A-Za-z][A-Za-z0-9_]{2,}/g

/** The places of words in a message, for putting something else there. */
function wordsIn(bytes: Buffer): readonly (readonly [number, number])[] {
  const places: (readonly [number, number])[] = []
  for (const { index, 0: found } of bytes.toString('latin1').matchAll(word)) {
    places.push([index, index + found.length])
  }
  return places
}

/** A known message with a text in the place of one of its words. */
function withText(bytes: Buffer, text: string, dice: Dice): Buffer {
  const places = wordsIn(bytes)
  const [from, to] = places[dice(Math.max(1, places.length))] ?? [0, 0]
  return Buffer.concat([bytes.subarray(0, from), Buffer.from(text), bytes.subarray(to)])
}

function repeated(bytes: Buffer, length: number): Buffer {
  return bytes.length === 0 ? bytes : Buffer.alloc(length, bytes)
}

/**
 * An input of up to `most` bytes, and a little more: a hostile text in a known message, one message
 * again and again, something that nests, or bytes of one kind.
 */
export function hostile(corpus: readonly Buffer[], most: number, dice: Dice): Buffer {
  const message = corpus[dice(Math.max(1, corpus.length))] ?? Buffer.alloc(0)
  switch (dice(8)) {
    case 0:
      return repeated(message, 128 * KIBIBYTE)
    case 1: {
      const unit = Buffer.from(nesting[dice(nesting.length)] ?? '[', 'latin1')
      return Buffer.concat([repeated(unit, dice(most) + 1), message])
    }
    case 2: {
      const text = String.fromCharCode(dice(256)).repeat(most - dice(64))
      return withText(message, text, dice)
    }
    case 3:
      return Buffer.concat([message, Buffer.alloc(most + dice(3) - 1, dice(256)), message])
    default:
      return withText(message, hostileTexts[dice(hostileTexts.length)] ?? '', dice)
  }
}

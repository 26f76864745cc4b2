import { Buffer } from 'node:buffer'
import { Malformed, NEED_MORE } from '@parley/contract'
import { bigEndian, decodeBytes, LengthSplitter, mapped, NOT_UTF8, netstring } from './index.ts'
import { split, waysFor } from './testing/split.ts'

const BOUND = 16
const tooLong = new Malformed('frame-too-long')
const malformed = new Malformed('malformed')

const netstrings: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['one', '5:hello,', ['hello']],
  ['nothing in it', '0:,1:a,', ['', 'a']],
  ['several, and a beginning', '1:a,2:bc,3:d', ['a', 'bc']],
  ['bytes count, not characters', '7:grüße,1:a,', ['grüße', 'a']],
  ['what is around it may be inside it', '6:1:a,:,,', ['1:a,:,']],
  ['as long as the bound, with all that stands around it', '12:123456789012,', ['123456789012']],
  ['a byte longer than the bound', '1:a,13:1234567890123,', ['a', tooLong]],
  ['far longer, told at the colon', '99999:', [tooLong]],
  ['digits without end', '9'.repeat(40), [malformed]],
  ['no digit', 'x:a,', [malformed]],
  ['no length', ':a,', [malformed]],
  ['a leading zero', '01:a,', [malformed]],
  ['no comma', '1:ab', [malformed]],
]

describe.each(netstrings)('netstrings: %s', (_title, text, frames) => {
  const bytes = Buffer.from(text)
  test.each(waysFor(bytes.length))('$name', ({ cut }) => {
    const splitter = mapped(new LengthSplitter(netstring), decodeBytes)
    expect(split(splitter, cut(bytes), BOUND)).toEqual(frames)
  })
})

const binary: readonly (readonly [string, readonly number[], readonly unknown[]])[] = [
  ['one', [0, 2, 0xff, 1], [Uint8Array.of(0xff, 1)]],
  ['nothing in it', [0, 0, 0, 1, 7], [new Uint8Array(0), Uint8Array.of(7)]],
  ['half a length', [0, 1, 7, 0], [Uint8Array.of(7)]],
  ['longer than the bound', [0, 15], [tooLong]],
  ['the high byte counts', [1, 0], [tooLong]],
]

describe.each(binary)('two bytes: %s', (_title, given, frames) => {
  const bytes = Uint8Array.from(given)
  test.each(waysFor(bytes.length))('$name', ({ cut }) => {
    expect(split(new LengthSplitter(bigEndian(2)), cut(bytes), BOUND)).toEqual(frames)
  })
})

test('a length that does not end within the bound is too long', () => {
  const splitter = new LengthSplitter(() => NEED_MORE)
  splitter.push(new Uint8Array(BOUND))
  expect(splitter.next(BOUND)).toBe(NEED_MORE)
  splitter.push(new Uint8Array(1))
  expect(splitter.next(BOUND)).toEqual(tooLong)
})

test('a content is not changed by what comes later', () => {
  const splitter = new LengthSplitter(bigEndian(1))
  splitter.push(Uint8Array.of(1, 7))
  const first = splitter.next(BOUND)
  splitter.push(Uint8Array.of(1, 8))
  expect(splitter.next(BOUND)).toEqual(Uint8Array.of(8))
  expect(first).toEqual(Uint8Array.of(7))
})

test('a frame of a mebibyte that comes byte by byte takes no longer than it must', () => {
  const length = 1024 * 1024
  const splitter = new LengthSplitter(bigEndian(4))
  splitter.push(Uint8Array.of(0, 0x10, 0, 0))
  let early = 0
  for (let at = 0; at < length; at++) {
    if (splitter.next(2 * length) !== NEED_MORE) early += 1
    splitter.push(Uint8Array.of(at & 255))
  }
  expect(early).toBe(0)
  const content = splitter.next(2 * length)
  expect(content).toHaveLength(length)
})

test.each([
  ['text', Buffer.from('grüße'), 'grüße'],
  ['a character that is cut', Buffer.from([0xe2, 0x98]), NOT_UTF8],
  ['nothing', new Uint8Array(0), ''],
  ['a part of a buffer', Buffer.from('abc').subarray(1, 2), 'b'],
])('decodeBytes: %s', (_title, bytes, text) => {
  expect(decodeBytes(bytes)).toBe(text)
})

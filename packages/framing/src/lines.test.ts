import { Buffer } from 'node:buffer'
import { NEED_MORE } from '@parley/contract'
import fc from 'fast-check'
import { LineSplitter } from './index.ts'
import { split, waysFor } from './testing/split.ts'

const tooLong = { fault: 'too-long' }
const notUtf8 = { fault: 'not-utf8' }

const rows: readonly (readonly [string, string, readonly unknown[]])[] = [
  ['one line', 'LIST\n', ['LIST']],
  ['no end yet', 'LIST', []],
  ['several lines, and a beginning', 'a\nb\n\nc', ['a', 'b', '']],
  ['one carriage return is no part of a line', 'a\r\nb\r\r\n\r\n\r', ['a', 'b\r', '']],
  ['a carriage return inside stays', 'a\rb\n', ['a\rb']],
  ['characters of two, three and four bytes', 'é☃\n😀ü\n', ['é☃', '😀ü']],
  ['a byte order mark and NUL stay', '\ufeffa\0\n', ['\ufeffa\0']],
  ['other line breaks are none', 'a\u2028b\n\u0085c\vd\n', ['a\u2028b', '\u0085c\vd']],
  ['as long as the bound, with a carriage return', '12345678\r\n', ['12345678']],
  ['longer than the bound', '123456789\nnext\n', [tooLong, 'next']],
  ['longer by a carriage return that counts', '12345678\r\r\nnext\n', [tooLong, 'next']],
  ['far longer', `${'x'.repeat(100)}\nnext\n`, [tooLong, 'next']],
  ['bytes count, not characters', 'ééééé\nnext\n', [tooLong, 'next']],
  ['two too long', `${'x'.repeat(20)}\n${'y'.repeat(20)}\nnext\n`, [tooLong, tooLong, 'next']],
  ['too long without end', 'x'.repeat(100), [tooLong]],
]

describe.each(rows)('%s', (_title, text, lines) => {
  const bytes = Buffer.from(text)
  test.each(waysFor(bytes.length))('$name', ({ cut }) => {
    expect(split(new LineSplitter(), cut(bytes), 8)).toEqual(lines)
  })
})

const invalid: readonly (readonly [string, readonly number[]])[] = [
  ['a byte alone', [0xff]],
  ['latin1', [0x63, 0x61, 0x66, 0xe9]],
  ['a character cut by the line’s end', [0xe2, 0x98]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ['more bytes than needed', [0xc0, 0x80]],
]

describe.each(invalid)('not UTF-8: %s', (_title, line) => {
  const bytes = Buffer.from([...line, 10, 0x6f, 0x6b, 10])
  test.each(waysFor(bytes.length))('$name', ({ cut }) => {
    expect(split(new LineSplitter(), cut(bytes), 64)).toEqual([notUtf8, 'ok'])
  })
})

test('a decoder of one’s own reads what is not ASCII', () => {
  const bytes = Buffer.from('plain\ncaf\xe9\n', 'latin1')
  const splitter = new LineSplitter((line) => `<${line}>`)
  splitter.push(bytes.subarray(0, 6))
  expect(splitter.next(64)).toBe('plain')
  splitter.push(bytes.subarray(6))
  expect(splitter.next(64)).toBe('<caf\u00e9>')
})

test('finds the same lines as splitting all at once, however the bytes come', () => {
  const text = fc
    .array(fc.constantFrom('a', '\n', '\r', '\r\n', 'é', '😀', 'word '), { maxLength: 40 })
    .map((parts) => parts.join(''))
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 })
  const property = fc.property(text, sizes, (whole, lengths) => {
    const lines = whole.split('\n').slice(0, -1)
    const found = split(new LineSplitter(), inPieces(Buffer.from(whole), lengths), 4096)
    expect(found).toEqual(lines.map((line) => line.replace(/\r$/, '')))
  })
  fc.assert(property, { numRuns: 500, seed: 20_161_120 })
})

function inPieces(bytes: Uint8Array, lengths: readonly number[]): readonly Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1
    pieces.push(bytes.subarray(at, at + length))
    at += length
  }
  return pieces
}

describe('the bound', () => {
  test('is told one byte behind it, not at the end of the line', () => {
    const splitter = new LineSplitter()
    splitter.push(Buffer.from('123456789'))
    expect(splitter.next(8)).toBe(NEED_MORE)
    splitter.push(Buffer.from('0'))
    expect(splitter.next(8)).toEqual(tooLong)
    expect(splitter.next(8)).toBe(NEED_MORE)
  })

  test('is the one that holds when the line is read', () => {
    const splitter = new LineSplitter()
    splitter.push(Buffer.from('12345678'))
    expect(splitter.next(8)).toBe(NEED_MORE)
    splitter.push(Buffer.from('90\n'))
    expect(splitter.next(10)).toBe('1234567890')
    splitter.push(Buffer.from('12345678'))
    expect(splitter.next(10)).toBe(NEED_MORE)
    expect(splitter.next(4)).toEqual(tooLong)
  })
})

test('lines that wait are kept in order while more come', () => {
  const splitter = new LineSplitter()
  splitter.push(Buffer.from('a\nb\nc'))
  expect(splitter.next(64)).toBe('a')
  splitter.push(Buffer.from('d\né\n'))
  expect([1, 2, 3].map(() => splitter.next(64))).toEqual(['b', 'cd', 'é'])
  expect(splitter.next(64)).toBe(NEED_MORE)
})

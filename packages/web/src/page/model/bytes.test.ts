import { expect, test } from '@jest/globals'
import {
  fromBase64,
  glyphsOf,
  hexRows,
  plainGlyphs,
  toBase64,
  typeable,
  typedBytes,
  utf8,
  visible,
} from './bytes.ts'

test('base64 there and back', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at)
  expect(fromBase64(toBase64(bytes))).toEqual(bytes)
})

test.each([
  ['SEND bob hi\n', 'SEND bob hi\\n'],
  ['grüße 永 👩‍🚀', 'grüße 永 👩‍🚀'],
  ['a\tb\r\0', 'a\\tb\\r\\0'],
  ['turned \u202eround', 'turned \\u{202e}round'],
  ['\u2066in\u2069', '\\u{2066}in\\u{2069}'],
  ['zero\u200bwidth', 'zero\\u{200b}width'],
  ['red \u001b[31m', 'red \\x1b[31m'],
  ['line\u2028end', 'line\\u{2028}end'],
])('%j is shown as %j', (text, shown) => {
  expect(visible(utf8(text))).toBe(shown)
})

test('what is not UTF-8 is shown byte by byte', () => {
  expect(visible(Uint8Array.of(0x41, 0xff, 0xc3, 0x41, 0xe6, 0xb0))).toBe('A\\xff\\xc3A\\xe6\\xb0')
})

test('text between escapes is one piece', () => {
  expect(glyphsOf(utf8('ab\ncd'))).toEqual([
    { kind: 'text', text: 'ab' },
    { kind: 'escape', text: '\\n' },
    { kind: 'text', text: 'cd' },
  ])
})

test('hex in rows of eight', () => {
  const rows = hexRows(utf8('0123456ü'))
  expect(rows.map(({ offset, cells }) => [offset, cells.length])).toEqual([
    ['0000', 8],
    ['0008', 1],
  ])
  expect(rows[0]?.cells[6]).toEqual({ at: 6, hex: '36', glyph: '6' })
  expect(rows[1]?.cells).toEqual([{ at: 8, hex: 'bc', glyph: '·' }])
})

test('typed escapes are bytes', () => {
  expect(typedBytes('SEND a ü\\r\\n\\x80\\\\n\\0')).toEqual(
    Uint8Array.of(...utf8('SEND a ü'), 13, 10, 0x80, 0x5c, 0x6e, 0),
  )
})

test('bytes as they can be typed are typed as the same bytes', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  expect(typedBytes(typeable(bytes))).toEqual(bytes)
  expect(typeable(utf8('a\\n\n'))).toBe('a\\\\n\\n')
})

test('a text for people keeps its lines and its scripts, and shows what would turn it round', () => {
  expect(plainGlyphs('a\u202eb\n\tשלום\u200f\x1b')).toEqual([
    { kind: 'text', text: 'a' },
    { kind: 'escape', text: '\\u{202e}' },
    { kind: 'text', text: 'b\n\tשלום\u200f' },
    { kind: 'escape', text: '\\x1b' },
  ])
})

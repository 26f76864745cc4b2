import { Buffer } from 'node:buffer'
import { canonical, readBytes, showBytes, showText, showValue } from './notation.ts'

const rows: readonly (readonly [string, string])[] = [
  ['plain text', '706c61696e2074657874'],
  ['a\\n\\r\\t\\0\\\\b', '610a0d09005c62'],
  ['\\x00\\xff\\xe9', '00ffe9'],
  ['é☃😀', 'c3a9e29883f09f9880'],
  ['\\\\n', '5c6e'],
  ['\\\\\\n', '5c0a'],
]

test.each(rows)('%s is read', (text, hex) => {
  expect(readBytes(text).toString('hex')).toBe(hex)
})

test('hexadecimal digits may be capitals', () => {
  expect(readBytes('\\xE9\\xFf')).toEqual(Buffer.from([0xe9, 0xff]))
})

test.each(['\\a', '\\', 'a\\x1', '\\xzz', '\\u0041'])('%s is no notation', (text) => {
  expect(() => readBytes(text)).toThrow(/is no escape: use/)
})

test.each([
  ['HELLO alice\n', 'HELLO alice\\n'],
  ['a\\b\0\u001b', 'a\\\\b\\0\\x1b'],
  ['é☃\u2028', 'é☃\\xe2\\x80\\xa8'],
])('%j is shown as a transcript has it', (text, shown) => {
  expect(showBytes(text)).toBe(shown)
  expect(readBytes(shown).toString()).toBe(text)
})

test('bytes that are no UTF-8 are shown one by one', () => {
  expect(showBytes(Uint8Array.of(0x61, 0xe9, 0x0a))).toBe('a\\xe9\\n')
})

test('what is long is cut', () => {
  expect(showBytes('x'.repeat(20), 5)).toBe('xxxxx… (20 bytes)')
  expect(showValue('x'.repeat(20), 5)).toBe('"xxxx… (22 characters)')
  expect(showText('x'.repeat(20), 5)).toBe('"xxxxx"… (20 characters)')
})

test('what a terminal would not show is escaped', () => {
  expect(showValue('a\u0085b\u200b\u{e0001} c')).toBe('"a\\u0085b\\u200b\\udb40\\udc01 c"')
})

test('equal values are equal text, in whatever order their keys stand', () => {
  expect(canonical({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}')
  expect(canonical({ a: undefined })).toBe('{}')
})

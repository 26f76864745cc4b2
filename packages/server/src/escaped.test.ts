import { escaped } from './escaped.ts'

test.each([
  ['GET / HTTP/1.1\r\n', 'GET / HTTP/1.1\\r\\n'],
  ['"\\\t\x1b[2J\x00', '\\"\\\\\\t\\x1b[2J\\x00'],
  ['é\u2028', '\\xc3\\xa9\\xe2\\x80\\xa8'],
  ['x'.repeat(64), 'x'.repeat(64)],
  ['x'.repeat(65), `${'x'.repeat(64)}…`],
])('%j is shown as %s', (text, shown) => {
  expect(escaped(Buffer.from(text))).toBe(shown)
})

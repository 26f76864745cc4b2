import { showRaw } from './raw.ts'

test.each([
  ['in', 'HELLO bob\n', '<< HELLO bob\\n'],
  ['out', 'a\tb\\\r\n\0', '>> a\\tb\\\\\\r\\n\\x00'],
  ['in', 'é', '<< \\xc3\\xa9'],
  ['in', 'x'.repeat(2001), `<< ${'x'.repeat(2000)} … 2001 bytes`],
] as const)('%s %j', (direction, text, shown) => {
  expect(showRaw(direction, Buffer.from(text))).toBe(shown)
})

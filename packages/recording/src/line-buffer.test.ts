import { Buffer } from 'node:buffer'
import { expect, test } from '@jest/globals'
import { seeded } from '@parley/framing'
import { LineBuffer } from './line-buffer.ts'

function made(add: (line: LineBuffer) => void): string {
  const line = new LineBuffer()
  add(line)
  return Buffer.from(line.take()).toString()
}

const everyByte = String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code))

test.each([
  everyByte,
  'hi',
  '',
  'a"b',
  'abcd\n',
  'abc\\efgh"jkl',
  '\u2028 øl 🍺 \u007f',
  `${'x'.repeat(5000)}"${'ø'.repeat(40_000)}`,
  '\0'.repeat(100_000),
])('a text is as JSON writes it, from a string and from bytes (%#)', (text) => {
  const json = `"s":${JSON.stringify(text)}`
  expect(made((line) => line.text(text))).toBe(json)
  expect(made((line) => line.data(Buffer.from(text)))).toBe(json)
  const sizes: number[] = []
  const twice = made((line) => {
    sizes.push(line.text(text), line.text(text))
  })
  expect(twice).toBe(json + json)
  expect(sizes).toEqual([Buffer.byteLength(text), Buffer.byteLength(text)])
})

test('random texts are as JSON writes them', () => {
  const random = seeded(1)
  const letters = ['a', 'b', '"', '\\', '\n', '\u0001', ' ', '~', 'ø', '€', '🍺']
  for (let count = 0; count < 500; count++) {
    const length = Math.floor(random() * 40)
    const text = Array.from(
      { length },
      () => letters[Math.floor(random() * random() * letters.length)],
    ).join('')
    expect(made((line) => line.text(text))).toBe(`"s":${JSON.stringify(text)}`)
  }
})

test('bytes that are no UTF-8 are Base64; half a character of a string is what goes over the wire', () => {
  expect(made((line) => line.data(Buffer.of(0xff, 0)))).toBe('"b64":"/wA="')
  expect(made((line) => line.text('a\ud800'))).toBe('"s":"a\ufffd"')
})

test('numbers, ids and parts stand behind one another, and what was taken is not there again', () => {
  const line = new LineBuffer()
  for (const one of [0, 7, 10, 99, 2_147_483_647, 2_147_483_648, Number.MAX_SAFE_INTEGER]) {
    line.number(one)
    line.comma()
  }
  line.id(-1)
  line.ascii('|')
  line.id(42)
  line.utf8('ø')
  const numbers = '0,7,10,99,2147483647,2147483648,9007199254740991,'
  expect(Buffer.from(line.take()).toString()).toBe(`${numbers}null|42ø`)
  expect([line.length, line.take().length]).toEqual([0, 0])
})

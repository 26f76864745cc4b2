import { Buffer } from 'node:buffer'
import { TelnetFilter } from './index.ts'
import { waysFor } from './testing/split.ts'

const rows: readonly (readonly [string, string, string])[] = [
  ['nothing to remove', '4c4953540a', '4c4953540a'],
  ['WILL, WONT, DO and DONT with their option', 'fffb01fffc02fffd03fffe0461', '61'],
  ['an option that looks like a command', 'fffbff61', '61'],
  ['a subnegotiation', 'fffa1800414243fff061', '61'],
  ['ff ff inside a subnegotiation does not end it', 'fffa18fffff0fff061', '61'],
  ['ff ff is one ff', '61ffff62', '61ff62'],
  ['any other command', 'fff1fff962', '62'],
  ['the end of a subnegotiation that never began', 'fff062', '62'],
  ['return and NUL are a line’s end', '610d00620d00', '610a620a'],
  ['return and line feed stay', '610d0a', '610d0a'],
  ['a return before anything else stays', '610d62', '610d62'],
  ['several returns', '0d0d0a0d0d00', '0d0d0a0d0a'],
  ['a return before negotiation', '0dfffb0161', '0d61'],
  ['NUL that is not behind a return', '610062', '610062'],
  ['text on both sides, and other high bytes', 'c3a9fffd0162fffa01fff0e29883', 'c3a962e29883'],
  ['what PuTTY opens with', 'fffb1ffffb20fffb18fffb27fffd01fffb03fffd034869', '4869'],
]

describe.each(rows)('%s', (_title, input, output) => {
  const bytes = Buffer.from(input, 'hex')
  test.each(waysFor(bytes.length))('$name', ({ cut }) => {
    const filter = new TelnetFilter()
    const out = cut(bytes).map((chunk) => Buffer.from(filter.filter(chunk)))
    expect(Buffer.concat(out).toString('hex')).toBe(output)
  })
})

test('a return is held until it is known what follows', () => {
  const filter = new TelnetFilter()
  expect(filter.filter(Buffer.from('a\r'))).toEqual(Buffer.from('a'))
  expect(filter.filter(Buffer.from('\nb'))).toEqual(Buffer.from('\r\nb'))
})

test('a chunk without negotiation is given back itself', () => {
  const chunk = Buffer.from('hello\n')
  expect(new TelnetFilter().filter(chunk)).toBe(chunk)
})

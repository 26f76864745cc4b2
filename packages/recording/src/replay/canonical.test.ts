import { Buffer } from 'node:buffer'
import { canonicalText } from './canonical.ts'

const text = (value: string) => canonicalText(Buffer.from(value))

test('of JSON neither the order of keys nor spaces between them count', () => {
  expect(text('{"b": [1, {"d":2,"c":3}], "a": "\\u00f8"}\r\n')).toBe(
    `${Buffer.from('{"a":"ø","b":[1,{"c":3,"d":2}]}').toString('latin1')}\r\n`,
  )
})

test('what stands around JSON counts, and so do values', () => {
  expect(text('{"a":1}\n')).not.toBe(text('{"a":1}'))
  expect(text('{"a":1}')).not.toBe(text('{"a":"1"}'))
  expect(text('{"a":[1,2]}')).not.toBe(text('{"a":[2,1]}'))
})

test('all else stays as it is, one character a byte', () => {
  expect(text('{not json}\n')).toBe('{not json}\n')
  expect(canonicalText(Uint8Array.of(0xff, 0x7b, 0x7d))).toBe('\xff{}')
})

test('a pickle is compared by what is in it', () => {
  const named = Buffer.from('80027d710058010000006171015801000000627102732e', 'hex')
  const unmarked = Buffer.from('80027d580100000061580100000062732e', 'hex')
  expect(canonicalText(named)).toBe("{'a': 'b'}")
  expect(canonicalText(unmarked)).toBe("{'a': 'b'}")
})

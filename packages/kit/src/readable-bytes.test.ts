import { Buffer } from 'node:buffer'
import { readableBytes } from './readable-bytes.ts'

const bytesOf = (text: string) => Buffer.from(text, 'latin1')

/** `pickle.dumps(…, protocol=3)` of Python 3.11. */
const login =
  "\x80\x03}q\x00(X\x04\x00\x00\x00typeq\x01X\x03\x00\x00\x00MSGq\x02X\x04\x00\x00\x00bodyq\x03X\x05\x00\x00\x00it's!q\x04u."
const scalars =
  '\x80\x03}q\x00(X\x01\x00\x00\x00aq\x01K\x07X\x01\x00\x00\x00bq\x02NX\x01\x00\x00\x00cq\x03\x88X\x01\x00\x00\x00dq\x04X\x06\x00\x00\x00\xc3\xbc\n\\"\'q\x05u.'

test.each([
  ['a line', 'HELLO bob\n', 'HELLO bob\\n'],
  ['a pickle', login, `{'type': 'MSG', 'body': "it's!"}`],
  [
    'scalars, and a text with both quotes',
    scalars,
    `{'a': 7, 'b': None, 'c': True, 'd': 'ü\\n\\\\"\\''}`,
  ],
  [
    'two pickles in one read',
    login + login,
    `{'type': 'MSG', 'body': "it's!"} {'type': 'MSG', 'body': "it's!"}`,
  ],
  [
    'a pickle and the half of one',
    login + login.slice(0, 5),
    `{'type': 'MSG', 'body': "it's!"} \\x80\\x03}q\\x00`,
  ],
  ['half of one', login.slice(0, 4), '\\x80\\x03}q'],
  ['what only begins as a pickle', '\x80\x03hello', '\\x80\\x03hello'],
  ['nothing', '', ''],
])('%s', (_what, bytes, shown) => {
  expect(readableBytes(bytesOf(bytes))).toBe(shown)
})

import { Buffer } from 'node:buffer'
import { partsText } from '@parley/conformance'
import { annotate } from './annotate.ts'

test.each([
  ['LOGIN olivia\r\n', 'verb(LOGIN) field( ) name(olivia) terminator(\\r\\n)'],
  ['LIST\r\0', 'verb(LIST) terminator(\\r\\0)'],
  ['HISTORY 20\n', 'verb(HISTORY) field( 20) terminator(\\n)'],
  ['hello yourself\n', 'body(hello yourself) terminator(\\n)'],
  ['so long XOXOXO\n', 'body(so long ) terminator(XOXOXO\\n)'],
  [
    '\xff\xfb\x1f\xff\xfa\x18\x00X\xff\xf0LIST\n',
    'noise(\\xff\\xfb\\x1f\\xff\\xfa\\x18\\0X\\xff\\xf0) verb(LIST) terminator(\\n)',
  ],
  ['LO\xff', 'body(LO) noise(\\xff)'],
])('a client: %j', (frame, shown) => {
  const bytes = Buffer.from(frame, 'latin1')
  expect(partsText(bytes, annotate(bytes, 'client'))).toBe(shown)
})

test.each([
  ['> OK - Hello olivia\n', 'field(> ) verb(OK) field( - Hello olivia) terminator(\\n)'],
  [
    '> INBOUND MESSAGE - SENDER: olivia\n> RECIPIENT: bob\n> hi\n> XOXOXO\n> \n',
    [
      'field(> ) verb(INBOUND MESSAGE - SENDER: ) name(olivia) terminator(\\n)',
      'field(> ) verb(RECIPIENT: ) name(bob) terminator(\\n)',
      'field(> ) body(hi) terminator(\\n) field(> ) terminator(XOXOXO\\n) field(> ) terminator(\\n)',
    ].join(' '),
  ],
  ['192.0.2.7:50001 | olivia\n', 'field(192.0.2.7:50001 | ) name(olivia) terminator(\\n)'],
])('a server: %j', (frame, shown) => {
  expect(partsText(frame, annotate(Buffer.from(frame), 'server'))).toBe(shown)
})

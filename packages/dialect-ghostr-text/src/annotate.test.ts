import { Buffer } from 'node:buffer'
import { partsText } from '@parley/conformance'
import { annotate } from './annotate.ts'

test.each([
  [
    'TYPE: AUTH;;WHO: hans;;PASW: falcon;solo;;NEW: 0;;',
    'field(TYPE: ) verb(AUTH) terminator(;;) field(WHO: ) name(hans) terminator(;;) field(PASW: ) secret(falcon;solo) terminator(;;) field(NEW: 0) terminator(;;)',
  ],
  ['TYPE: AUTH;;PASW: fal', 'field(TYPE: ) verb(AUTH) terminator(;;) field(PASW: ) secret(fal)'],
  [
    '\n;TYPE: MSG;;BODY: a: b;;',
    'noise(\\n;) field(TYPE: ) verb(MSG) terminator(;;) field(BODY: ) body(a: b) terminator(;;)',
  ],
  ['no field;;', 'field(no field) terminator(;;)'],
])('a client: %j', (frame, shown) => {
  expect(partsText(frame, annotate(Buffer.from(frame), 'client'))).toBe(shown)
})

test('what a server says under PASW is no password', () => {
  const frame = Buffer.from('TYPE: AUTH;;PASW: 1;;')
  expect(partsText(frame, annotate(frame, 'server'))).toBe(
    'field(TYPE: ) verb(AUTH) terminator(;;) field(PASW: 1) terminator(;;)',
  )
})

import { partsText } from '@parley/conformance'
import { annotate } from './annotate.ts'

test.each([
  ['HELLO-FROM alice\n', 'verb(HELLO-FROM) field( ) name(alice) terminator(\\n)'],
  [
    'SEND bob two words\r\n',
    'verb(SEND) field( ) name(bob) field( ) body(two words) terminator(\\r\\n)',
  ],
  ['SEND bob', 'verb(SEND) field( ) name(bob)'],
  ['LIST\n', 'verb(LIST) terminator(\\n)'],
  ['LIST-OK ann,bob\n', 'verb(LIST-OK) field( ) name(ann,bob) terminator(\\n)'],
  ['DELIVERY ann é x\n', 'verb(DELIVERY) field( ) name(ann) field( ) body(é x) terminator(\\n)'],
  ['nonsense at all\n', 'verb(nonsense) field( ) body(at all) terminator(\\n)'],
  ['PASSWORD 1234\n', 'verb(PASSWORD) field( ) body(1234) terminator(\\n)'],
  ['SEND\tbob\thi there\n', 'body(SEND\\tbob\\thi there) terminator(\\n)'],
  ['', ''],
])('%j', (frame, shown) => {
  expect(partsText(frame, annotate(new TextEncoder().encode(frame)))).toBe(shown)
})

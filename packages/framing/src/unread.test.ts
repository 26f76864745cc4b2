import { Buffer } from 'node:buffer'
import { NEED_MORE, type Splitter } from '@parley/contract'
import {
  FieldSplitter,
  JsonSplitter,
  LengthSplitter,
  LineSplitter,
  mapped,
  netstring,
  PickleSplitter,
} from './index.ts'

const text = (value: string) => Buffer.from(value)
const pickle = Buffer.from(
  '80037d285804000000747970655803000000415455580400000062' + '6f647958000000' + '0075' + '2e',
  'hex',
)

const streams: readonly (readonly [
  string,
  () => Splitter<unknown>,
  Uint8Array,
  readonly number[],
])[] = [
  ['lines', () => new LineSplitter(), text('LIST\r\nSEND bob é\n\nhal'), [6, 18, 19]],
  [
    'JSON objects',
    () => new JsonSplitter({ bytes: 4096, depth: 9 }),
    text('{"a":{}}{"b":"}"} \n{"c"'),
    [8, 17, 19],
  ],
  ['fields', () => new FieldSplitter(), text('A: 1;;B: 2;; C: 3;;D'), [6, 12, 19]],
  [
    'pickles',
    () => new PickleSplitter(),
    Buffer.concat([pickle, pickle, pickle.subarray(0, 9)]),
    [pickle.length, 2 * pickle.length],
  ],
  ['netstrings', () => new LengthSplitter(netstring), text('3:abc,0:,4:h'), [6, 9]],
  [
    'what is made of others',
    () => mapped(new LineSplitter(), (line) => ({ line })),
    text('one\ntwo\nth'),
    [4, 8],
  ],
]

/** Where frames end, as the splitter says when it is given pieces of that length. */
function ends(splitter: Splitter<unknown>, bytes: Uint8Array, piece: number): readonly number[] {
  const found: number[] = []
  for (let at = 0; at < bytes.length; at += piece) {
    const upTo = Math.min(bytes.length, at + piece)
    splitter.push(bytes.subarray(at, upTo))
    while (splitter.next(4096) !== NEED_MORE) found.push(upTo - (splitter.unread ?? 0))
  }
  return found
}

describe.each(streams)('%s', (_, make, bytes, expected) => {
  test.each([bytes.length, 5, 2, 1])('frames end where they do, %d bytes at a time', (piece) => {
    expect(ends(make(), bytes, piece)).toEqual(expected)
  })
})

import { Buffer } from 'node:buffer'
import { Malformed, NEED_MORE } from '@parley/contract'
import {
  bigEndian,
  decodeBytes,
  JsonSplitter,
  LengthSplitter,
  LineSplitter,
  mapped,
  NOT_UTF8,
} from './index.ts'

test('frames are made of what the splitter finds', () => {
  const splitter = mapped(new LineSplitter(), (line) => {
    return typeof line === 'string' ? { length: line.length } : line
  })
  splitter.push(Buffer.from('four\nfar too long\nhal'))
  expect(splitter.next(5)).toEqual({ length: 4 })
  expect(splitter.next(5)).toEqual({ fault: 'too-long' })
  expect(splitter.next(5)).toBe(NEED_MORE)
})

test('what ends the stream is passed on', () => {
  const splitter = mapped(new JsonSplitter({ bytes: 8, depth: 2 }), ({ kind }) => kind)
  splitter.push(Buffer.from('{}{"a":12345}'))
  expect(splitter.next(64)).toBe('object')
  expect(splitter.next(64)).toEqual(new Malformed('frame-too-long'))
})

test('a mapped splitter can be mapped again, whatever its frames are', () => {
  const texts = mapped(new LengthSplitter(bigEndian(1)), decodeBytes)
  const splitter = mapped(texts, (text) => (text === NOT_UTF8 ? 'not text' : text.length))
  splitter.push(Buffer.from('\x02hi\x00', 'latin1'))
  splitter.push(Uint8Array.of(1, 0xff))
  expect([splitter.next(64), splitter.next(64)]).toEqual([2, 0])
  expect(splitter.next(64)).toBe('not text')
  expect(splitter.next(64)).toBe(NEED_MORE)
})

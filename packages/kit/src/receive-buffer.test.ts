import { Buffer } from 'node:buffer'
import { LineSplitter } from '@parley/framing'
import { ReceiveBuffer } from './receive-buffer.ts'

function inboxOf(...reads: readonly (string | Uint8Array)[]) {
  const inbox = new ReceiveBuffer(new LineSplitter())
  reads.forEach((read, index) => {
    inbox.push(typeof read === 'string' ? Buffer.from(read) : read, index)
  })
  return inbox
}

test('a frame has its own bytes, the time of its end, and whether it came alone', () => {
  const inbox = inboxOf('on', 'e\ntwo\nth', 'ree\n', 'four\n')
  const frames = [inbox.take(), inbox.take(), inbox.take(), inbox.take(), inbox.take()]
  expect(frames.map((heard) => heard && [heard.frame, heard.text, heard.at, heard.alone])).toEqual([
    ['one', 'one\n', 1, false],
    ['two', 'two\n', 1, false],
    ['three', 'three\n', 2, false],
    ['four', 'four\n', 3, true],
    undefined,
  ])
})

test('a frame of which bytes were taken is still whole', () => {
  const inbox = inboxOf('one\ntwo\nthree')
  inbox.skip('one\ntw'.length)
  expect(String(inbox.bytes)).toBe('o\nthree')
  expect(inbox.take()?.text).toBe('two\n')
  inbox.push(Buffer.from('\n'), 5)
  expect(inbox.take()?.text).toBe('three\n')
  expect(inbox.bytes.length).toBe(0)
})

test('a character cut in two is one in the frame', () => {
  const bytes = Buffer.from('grüße\n')
  expect(inboxOf(bytes.subarray(0, 3), bytes.subarray(3)).take()?.text).toBe('grüße\n')
})

test('more than can be kept is refused', () => {
  const inbox = new ReceiveBuffer(new LineSplitter())
  const megabytes = Buffer.alloc(12 * 1024 * 1024, 'x')
  expect(inbox.push(megabytes.subarray(0, 10), 0)).toBe(true)
  inbox.skip(10)
  expect(inbox.push(Buffer.alloc(17 * 1024 * 1024), 0)).toBe(false)
})

test('more frames than can be kept are refused', () => {
  const inbox = new ReceiveBuffer(new LineSplitter())
  const ends = Buffer.alloc(60_000, '\n')
  expect(inbox.push(ends, 0)).toBe(true)
  expect(inbox.push(ends, 0)).toBe(false)
})

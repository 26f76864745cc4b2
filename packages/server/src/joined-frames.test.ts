import { joinedFrames } from './joined-frames.ts'
import { LARGE_TEXT, SharedEncoding } from './shared-encoding.ts'

const large = 'ä'.repeat(LARGE_TEXT + 1)

function bytesOf(writes: readonly (string | Uint8Array)[]): string {
  return Buffer.concat(writes.map((one) => Buffer.from(one))).toString()
}

test('small frames are one text', () => {
  expect(joinedFrames(['a\n', 'b\n', 'ü\n'], new SharedEncoding())).toEqual(['a\nb\nü\n'])
})

test('with bytes among them they are one write of bytes', () => {
  const writes = joinedFrames(['a', Uint8Array.of(0x62), 'ü'], new SharedEncoding())
  expect(writes).toEqual([Buffer.from('abü')])
})

test('a large text is a write of its own, in its place, as the bytes that it shares', () => {
  const encoding = new SharedEncoding()
  const writes = joinedFrames(['a', 'b', large, 'c', 'd'], encoding)
  expect(writes).toEqual(['ab', encoding.bytesOf(large), 'cd'])
  expect(writes[1]).toBe(encoding.bytesOf(large))
})

test.each([
  [[large]],
  [[large, large]],
  [['a', large]],
  [[large, 'a']],
  [[large, 'a', Buffer.from(large), 'b', large]],
])('nothing is lost or moved around large texts %#', (frames) => {
  expect(bytesOf(joinedFrames(frames, new SharedEncoding()))).toBe(bytesOf(frames))
})

import { Buffer } from 'node:buffer'
import { expect, test } from '@jest/globals'
import { FrameMarks } from './frame-marks.ts'
import { LineBuffer } from './line-buffer.ts'

type Frame = readonly [
  frame: Uint8Array | string,
  message?: number | undefined,
  told?: readonly number[],
]

/** What the lines of writes say of the frames. */
function marks(frames: readonly Frame[], writes: readonly (Uint8Array | string)[]): string[] {
  const marked = new FrameMarks()
  for (const [frame, message, told = []] of frames) marked.add(frame, message, told)
  return writes.map((data) => {
    const line = new LineBuffer()
    marked.take(data, Buffer.byteLength(data), line)
    return Buffer.from(line.take()).toString()
  })
}

type Row = readonly [string, readonly Frame[], readonly (Uint8Array | string)[], readonly string[]]

const rows: readonly Row[] = [
  ['one frame about nothing', [['a']], ['a'], ['']],
  ['one about a message', [['a', 7]], ['a'], [',"m":[7]']],
  ['one about several', [['a', 7, [3, 4]]], ['a'], [',"m":[[7,3,4]]']],
  ['one that tells of one', [['a', undefined, [3]]], ['a'], [',"m":[3]']],
  ['a write of one frame while another waits', [['a', 1], ['bc']], ['a', 'bc'], [',"m":[1]', '']],
  ['several about nothing', [['a'], ['bc']], ['abc'], [',"n":[1,2]']],
  ['several, one about a message', [['a'], ['ø', 7]], ['aø'], [',"n":[1,2],"m":[null,7]']],
  ['a frame that is cut', [['abcd', 7]], ['abc', 'd'], [',"n":[]', ',"n":[4],"m":[7]']],
  [
    'a frame that is cut behind another',
    [
      ['a', 1],
      ['bcd', 2],
      ['e', 3],
    ],
    ['ab', 'cde'],
    [',"n":[1],"m":[1]', ',"n":[3,1],"m":[2,3]'],
  ],
  ['bytes', [[Buffer.of(0xff, 1), 5]], [Buffer.of(0xff, 1)], [',"n":[2],"m":[5]']],
]

test.each(rows)('%s', (_, frames, writes, expected) => {
  expect(marks(frames, writes)).toEqual(expected)
})

test('its places are used again, and more than a thousand are not kept', () => {
  const many = Array.from({ length: 2000 }, (): Frame => ['a', 1])
  const [first, second] = marks([...many, ['b'], ['c', 9]], ['a'.repeat(2000), 'bc'])
  expect(first).toBe(`,"n":[${many.map(() => 1)}],"m":[${many.map(() => 1)}]`)
  expect(second).toBe(',"n":[1,1],"m":[null,9]')
})

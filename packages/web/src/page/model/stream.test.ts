import { expect, test } from '@jest/globals'
import { frameOf, Reads, Writes } from './stream.ts'

const frame = (text: string) => frameOf(btoa(text), [])

test('a frame that came in two reads is cut where the first one ended', () => {
  const reads = new Reads()
  reads.read(btoa('{"request":"msg","con'))
  reads.read(btoa('tent":"hei"}'))
  const { cuts, joined } = reads.frame(frame('{"request":"msg","content":"hei"}'))
  expect([cuts, joined]).toEqual([[21], false])
})

test('frames that came in one read are joined, whatever was passed over between them', () => {
  const reads = new Reads()
  reads.read(btoa('one\n  two\nth'))
  expect(reads.frame(frame('one\n'))).toMatchObject({ cuts: [], joined: false })
  expect(reads.frame(frame('two\n'))).toMatchObject({ cuts: [], joined: true })
  reads.read(btoa('ree\n'))
  expect(reads.frame(frame('three\n'))).toMatchObject({ cuts: [2], joined: true })
  reads.read(btoa('four\n'))
  expect(reads.frame(frame('four\n'))).toMatchObject({ cuts: [], joined: false })
})

test('a frame that was not seen coming has no cuts', () => {
  const reads = new Reads()
  reads.read(btoa('something else'))
  expect(reads.frame(frame('LIST\n'))).toMatchObject({ cuts: [], joined: false })
})

test('a write that ends within a frame cuts it, and one with several joins them', () => {
  const writes = new Writes()
  const frames = ['hello\n', 'you\n', 'there\n'].map(frame)
  for (const one of frames) writes.frame(one)
  writes.write(btoa('hello\nyo'))
  writes.write(btoa('u\nthere\n'))
  expect(frames.map(({ cuts, joined }) => [cuts, joined])).toEqual([
    [[], false],
    [[2], true],
    [[], true],
  ])
  writes.write(btoa('unheard of'))
})

test('the length of a frame is that of its bytes', () => {
  expect(['', 'a', 'ab', 'abc', 'abcd'].map((text) => frame(text).length)).toEqual([0, 1, 2, 3, 4])
})

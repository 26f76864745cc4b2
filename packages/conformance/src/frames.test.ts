import { Buffer } from 'node:buffer'
import { Frames, type Framing } from './frames.ts'
import { frame, lengthToy } from './testing/length-toys.ts'

const netstrings = new Frames(lengthToy, { frame })

const doubled: Framing = { frame: (message) => `${message.replaceAll('a', 'aa')}\n` }

test.each(['', 'a', 'grüße', '5:hello,', ',,,', 'q'.repeat(3000)])(
  'the message %j is found in its frame',
  (message) => expect(netstrings.messageOf(netstrings.of(message))).toBe(message),
)

test.each(['', '5:hello', '4:hello,', '5:hello,5:hello,', 'hello'])(
  'there is no message in %j',
  (text) => expect(netstrings.messageOf(Buffer.from(text))).toBeUndefined(),
)

test('a framing that changes its messages is known by examples alone', () => {
  const frames = new Frames(lengthToy, doubled, ['alice'])
  expect(frames.messageOf(frames.of('alice'))).toBe('alice')
  expect(frames.messageOf(frames.of('carol'))).toBeUndefined()
  expect(frames.messageOf(frames.of('bob'))).toBe('bob')
})

test.each([
  ['', []],
  ['1:a,0:,5:a,b:c,', ['a', '', 'a,b:c']],
  ['1:a,1:b', undefined],
  ['1:a,x', undefined],
])('in %j a server has said %j', (written, messages) => {
  expect(netstrings.messagesIn(Buffer.from(written), {})).toEqual(messages)
})

test('what a server has said is read as its dialect says, and is nothing where that throws', () => {
  const read = (written: Uint8Array) => {
    if (written.length === 0) throw new Error('nothing')
    return [`${written.length} bytes`]
  }
  const frames = new Frames(lengthToy, { frame, read })
  expect(frames.messagesIn(Buffer.from('abc'), {})).toEqual(['3 bytes'])
  expect(frames.messagesIn(Buffer.alloc(0), {})).toBeUndefined()
})

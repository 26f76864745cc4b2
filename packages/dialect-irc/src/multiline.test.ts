import type { Message } from './frames.ts'
import { MOST_BATCH_BYTES, MultilineBatch, openBatch } from './multiline.ts'

function line(text: string, more: Partial<Message> = {}): Message {
  return { kind: 'message', tags: new Map(), command: 'PRIVMSG', params: ['bob', text], ...more }
}

/** What a batch to bob of these lines comes to. */
function ended(...lines: readonly Message[]) {
  const batch = openBatch(['+a', 'draft/multiline', 'bob'])
  if (!(batch instanceof MultilineBatch)) throw new Error(batch.text)
  for (const one of lines) batch.add(one)
  return batch.end()
}

const concat = { tags: new Map([['draft/multiline-concat', '']]) }

test('lines are one text, and a part of one goes on where it ended', () => {
  const text = ended(line('a'), line(''), line('b '), line('c', concat))
  expect(text).toEqual({ verb: 'PRIVMSG', target: 'bob', text: 'a\n\nb c' })
})

test.each([
  ['no line', []],
  ['blank lines alone', [line(''), line('')]],
  ['two targets', [line('a'), line('b', { params: ['carol', 'b'] })]],
  ['two commands', [line('a'), line('b', { command: 'NOTICE' })]],
  ['another command', [line('a', { command: 'JOIN' })]],
])('%s is invalid', (_what, lines) => {
  expect(ended(...lines)).toMatchObject({ code: 'MULTILINE_INVALID' })
})

test('it has as many bytes and lines as it says', () => {
  const half = 'x'.repeat(MOST_BATCH_BYTES / 2 - 1)
  expect(ended(line(half), line(half))).toMatchObject({ verb: 'PRIVMSG' })
  const tooLong = { code: 'MULTILINE_MAX_BYTES', params: [String(MOST_BATCH_BYTES)] }
  expect(ended(line(half), line(`${half}x`))).toMatchObject(tooLong)
  const lines = Array.from({ length: 1001 }, () => line('x'))
  expect(ended(...lines.slice(1))).toMatchObject({ verb: 'PRIVMSG' })
  expect(ended(...lines)).toMatchObject({ code: 'MULTILINE_MAX_LINES', params: ['1000'] })
})

test.each([
  [['+', 'draft/multiline', 'bob'], 'MULTILINE_INVALID'],
  [['+a b', 'draft/multiline', 'bob'], 'MULTILINE_INVALID'],
  [['+a', 'draft/multiline'], 'MULTILINE_INVALID'],
  [['+a', 'draft/multiline', 'bob,carol'], 'MULTILINE_INVALID'],
  [['+a', 'netsplit', 'bob'], 'UNKNOWN_TYPE'],
])('%j opens none', (params, code) => {
  expect(openBatch(params)).toMatchObject({ code })
})

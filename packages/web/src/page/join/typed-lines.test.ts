import { expect, test } from '@jest/globals'
import { pastedLine, TypedLines } from './typed-lines.ts'

/** Types lines and sends them. */
function sent(...lines: readonly string[]): TypedLines {
  const typed = new TypedLines()
  for (const line of lines) {
    typed.draft = line
    expect(typed.send(false)).toBe(line)
    expect(typed.draft).toBe('')
  }
  return typed
}

/** What stands in the field after each step back or forth. */
function walk(typed: TypedLines, steps: readonly ('older' | 'newer')[]): readonly string[] {
  return steps.map((step) => {
    typed[step]()
    return typed.draft
  })
}

test('sent lines are recalled, and what was being typed is found again', () => {
  const typed = sent('one', 'two', 'two', '')
  typed.draft = 'thr'
  expect(walk(typed, ['newer', 'older', 'older', 'older', 'newer', 'newer'])).toEqual([
    ...['thr', 'two', 'one', 'one', 'two', 'thr'],
  ])
})

test('a recalled line that is sent again is the newest', () => {
  const typed = sent('one', 'two')
  walk(typed, ['older', 'older'])
  expect(typed.send(false)).toBe('one')
  expect(walk(typed, ['older', 'older', 'older'])).toEqual(['one', 'two', 'one'])
})

test('a secret cannot be recalled', () => {
  const typed = sent('alice')
  typed.draft = 'falcon*solo'
  expect(typed.send(true)).toBe('falcon*solo')
  expect(walk(typed, ['older', 'older'])).toEqual(['alice', 'alice'])
})

test('the hundred newest lines are kept', () => {
  const typed = sent(...Array.from({ length: 101 }, (_, at) => `line ${at}`))
  expect(
    walk(
      typed,
      Array.from({ length: 101 }, () => 'older' as const),
    ).at(-1),
  ).toBe('line 1')
})

test.each([
  ['one line', ' ', 'one line'],
  ['one line\n', ' ', 'one line'],
  ['a\r\nb\n\nc\r', ' ', 'a b  c'],
  ['a\nb\n', '\\n', 'a\\nb'],
])('%j is pasted with %j for its line breaks', (text, breakAs, line) => {
  expect(pastedLine(text, breakAs)).toBe(line)
})

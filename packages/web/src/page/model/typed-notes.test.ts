import { expect, test } from '@jest/globals'
import { typedNotes } from './typed-notes.ts'

const INNER =
  '\\n within the line goes out as a line break. For a backslash and an n, as in a JSON string, type \\\\n.'

test.each([
  ['SEND bob hi\\r\\n', []],
  ['\\x80\\0\\t\\\\q', []],
  ['SEND bob \\q', ['\\q is no escape and goes out as typed. For a backslash type \\\\.']],
  [
    '\\xzz \\x4 \\',
    ['\\xzz, \\x4  and \\ are no escapes and go out as typed. For a backslash type \\\\.'],
  ],
  ['{"content":"a\\nb"}', [INNER]],
  ['{"content":"a\\\\nb"}', []],
])('of %j is said %j', (line, notes) => {
  expect(typedNotes(line)).toEqual(notes)
})

import { expect, test } from '@jest/globals'
import type { Part } from '@parley/contract'
import { toBase64, utf8 } from './bytes.ts'
import { isEscaped } from './escaped.ts'

/** A frame in which what stands between brackets is a body. */
function frameOf(shown: string) {
  const parts: Part[] = []
  let text = ''
  for (const [index, piece] of shown.split(/[[\]]/).entries()) {
    const from = utf8(text).length
    text += piece
    if (index % 2 === 1) parts.push({ from, to: utf8(text).length, role: 'body' })
  }
  return { bytes: toBase64(utf8(text)), parts }
}

test.each([
  ['its UTF-8', ['SEND bob [grüße]'], ['grüße'], false],
  ['an escape', ['{"content":"[gr\\u00fc\\u00dfe]"}'], ['grüße'], true],
  ['an escaped line break', ['{"content":"[a\\nb]"}'], ['a\nb'], true],
  ['lines, each with a mark before it', ['> [a]\n> [b]\n'], ['a\nb'], false],
  ['a frame for each line', ['[a]\n', 'LIST\n', '[b]\n'], ['a\nLIST\nb'], false],
  ['two messages, one of them escaped', ['[a]', '[\\u0062]'], ['a', 'b'], true],
])('%s', (_, frames, texts, escaped) => {
  expect(isEscaped(frames.map(frameOf), texts)).toBe(escaped)
})

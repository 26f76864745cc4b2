import { expect, test } from '@jest/globals'
import { reasonInWords } from './reasons.ts'

test.each([
  ['logout', 'The user logged out'],
  ['peer-ended', 'Closed the connection'],
  ['of-another-version', 'of-another-version'],
])('a connection that was closed for %j: %j', (reason, words) => {
  expect(reasonInWords(reason)).toBe(words)
})

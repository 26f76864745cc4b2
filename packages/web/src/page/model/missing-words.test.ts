import { expect, test } from '@jest/globals'
import { missingInWords } from './missing-words.ts'

test('what is missing is said with its cause and what follows', () => {
  expect(missingInWords(0, 0)).toBe('')
  expect(missingInWords(5400, 0)).toBe(
    '5,400 records of reads, writes, frames and commands are missing here: more happened at once than the gateway records for a page, or it was too long ago. Messages among them are absent or incomplete in this list; the gateway delivered them all the same, and what comes now is shown.',
  )
  expect(missingInWords(0, 1)).toBe('1 older message is no longer kept in this page.')
})

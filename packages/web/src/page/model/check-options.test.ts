import { expect, test } from '@jest/globals'
import { optionsIn, optionsTrouble, withOptions } from './check-options.ts'

test.each([
  ['', [], undefined],
  [' maxUsers=16  strict=true ', ['maxUsers=16', 'strict=true'], undefined],
  ['logs=', ['logs='], undefined],
  [
    'maxUsers = 16',
    ['maxUsers', '=', '16'],
    'An option is key=value, with no blanks; “maxUsers” is none.',
  ],
])('%j', (text, words, trouble) => {
  expect([optionsIn(text), optionsTrouble(text)]).toEqual([words, trouble])
})

test('what the gateway does not take is not asked for', () => {
  expect(optionsTrouble('a=1 '.repeat(21))).toBe('There may be 20 options; these are 21.')
  expect(optionsTrouble(`a=${'1'.repeat(299)}`)).toBe('An option has at most 300 characters.')
})

test('options are added to others, in the place of what was said before', () => {
  expect(withOptions('maxUsers=2 pace=0', ['maxUsers=16'])).toBe('pace=0 maxUsers=16')
  expect(withOptions('', ['maxUsers=16', 'limit=3'])).toBe('maxUsers=16 limit=3')
})

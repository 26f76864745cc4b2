import { expect, test } from '@jest/globals'
import { clockTime, counted, durationInWords, listed, sizeInWords, times } from './words.ts'

test.each([
  [0, 'just now'],
  [999, 'just now'],
  [1000, '1 second'],
  [59_999, '59 seconds'],
  [60_000, '1 minute'],
  [3_600_000, '1 hour'],
  [7_300_000, '2 hours'],
  [86_400_000, '1 day'],
])('%i milliseconds are %s', (time, words) => {
  expect(durationInWords(time)).toBe(words)
})

test.each([
  [1, '1 byte'],
  [999, '999 bytes'],
  [1500, '1.5 kilobytes'],
  [1_048_576, '1 megabyte'],
  [16_777_216, '17 megabytes'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words)
})

test('counts, lists, times', () => {
  expect(counted(100_000, 'message')).toBe('100,000 messages')
  expect(counted(1, 'byte')).toBe('1 byte')
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ])
  expect([0, 1, 2, 3].map(times)).toEqual(['never', 'once', 'twice', '3 times'])
  expect(clockTime(new Date(2026, 10, 30, 3, 4, 5, 67).getTime())).toBe('03:04:05.067')
})

import { expect, test } from '@jest/globals'
import { beforeWords, keptWords } from './kept-words.ts'

const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5, 9).getTime()

test('it is said of which times something is kept', () => {
  const now = at(20, 15)
  expect(keptWords([], 1000, now)).toBe('')
  expect(keptWords([{ from: at(20, 14) }], 16_000_000, now)).toBe(
    'What goes over the wires is recorded only while somebody has this page open: since 14:05:09. Of that the newest 16 megabytes are kept.',
  )
  const times = [{ from: at(19, 9), to: at(19, 10) }, { from: at(20, 14) }]
  expect(keptWords(times, 1000, now)).toContain(
    ': from 19 Nov 09:05:09 to 19 Nov 10:05:09 and since 14:05:09. Of that the newest 1 kilobyte',
  )
})

test('it is said that what was before cannot be shown', () => {
  expect(beforeWords([], at(20, 15))).toBe('')
  expect(beforeWords([{ from: at(20, 14) }], at(20, 15))).toBe(
    'What was said before 14:05:09 cannot be shown: nothing is recorded while nobody has this page open.',
  )
})

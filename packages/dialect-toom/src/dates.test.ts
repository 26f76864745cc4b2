import { DATE_LENGTH, readDate, showDate } from './dates.ts'

const at = (text: string) => new Date(text).getTime()

describe('dates', () => {
  const rows: readonly (readonly [shown: string, time: string])[] = [
    ['20 Nov 2026 22:55:14', '2026-11-20T22:55:14'],
    ['01 Jan 2026 00:00:00', '2026-01-01T00:00:00'],
    ['29 Feb 2024 23:59:59', '2024-02-29T23:59:59'],
    ['25 Apr 2021 05:33:41', '2021-04-25T05:33:41'],
  ]
  test.each(rows)('%s', (shown, time) => {
    expect(showDate(at(time))).toBe(shown)
    expect(showDate(at(time) + 999)).toBe(shown)
    expect(readDate(shown)).toBe(at(time))
    expect(shown).toHaveLength(DATE_LENGTH)
  })

  test('writes months in English', () => {
    const months = Array.from({ length: 12 }, (_, month) =>
      showDate(new Date(2026, month, 1).getTime()),
    )
    expect(months.map((date) => date.slice(3, 6)).join(' ')).toBe(
      'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    )
  })

  test('are read in any letter case, and with one digit', () => {
    expect(readDate('1 JAN 2026 1:2:3')).toBe(at('2026-01-01T01:02:03'))
  })

  const wrong: readonly string[] = [
    '',
    '20 Nov 2026',
    '20 Nov 2026 22:55',
    '20 Nov 26 22:55:14',
    '20 Nov 0026 22:55:14',
    '20 November 2026 22:55:14',
    '20 Foo 2026 22:55:14',
    '0 Nov 2026 22:55:14',
    '31 Nov 2026 22:55:14',
    '29 Feb 2026 22:55:14',
    '20 Nov 2026 24:00:00',
    '20 Nov 2026 22:60:00',
    '20 Nov 2026 22:55:60',
    '20  Nov 2026 22:55:14',
    '20 Nov 2026 22:55:14 ',
  ]
  test.each(wrong)('%j is none', (text) => {
    expect(readDate(text)).toBeUndefined()
  })
})

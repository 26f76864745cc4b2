/**
 * Times as they stand in requests and replies, to the second and in local time:
 *
 *     date  = day SP month SP year SP hour ":" minute ":" second
 *     day   = 1*2DIGIT ; written with two
 *     month = "Jan" / "Feb" / … / "Dec" ; read in any letter case
 *     year  = 4DIGIT
 */

/** Bytes of a written date. */
export const DATE_LENGTH = '20 Nov 2026 22:55:14'.length

const months = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const

const form = /^(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d{1,2}):(\d{1,2}):(\d{1,2})$/

let shownSecond = Number.NaN
let shown = ''

/** `20 Nov 2026 22:55:14`; made once a second. */
export function showDate(time: number): string {
  const second = Math.floor(time / 1000)
  if (second === shownSecond) return shown
  const at = new Date(time)
  const day = twoDigits(at.getDate())
  const year = String(at.getFullYear()).padStart(4, '0')
  const clock = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(':')
  shownSecond = second
  shown = `${day} ${months[at.getMonth()]} ${year} ${clock}`
  return shown
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

/** In milliseconds; undefined if it is no date. */
export function readDate(text: string): number | undefined {
  const [, day, month = '', year, ...clock] = form.exec(text) ?? []
  const name = month.toLowerCase()
  const index = months.findIndex((one) => one.toLowerCase() === name)
  const [hour = 24, minute = 60, second = 60] = clock.map(Number)
  if (index < 0 || hour > 23 || minute > 59 || second > 59) return undefined
  const at = new Date(Number(year), index, Number(day), hour, minute, second)
  const exists = at.getMonth() === index && at.getFullYear() === Number(year)
  return exists ? at.getTime() : undefined
}

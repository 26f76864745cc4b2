/** Dates, durations and sizes in words. */

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** 1 byte, 2 bytes, 1,234 bytes. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : many}`
}

export function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** 40 bytes, 1.5 kilobytes, 12 megabytes. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte')
  if (bytes < 1_000_000) return unitOf(bytes / 1000, 'kilobyte')
  return unitOf(bytes / 1_000_000, 'megabyte')
}

function unitOf(value: number, unit: string): string {
  const rounded = value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
  return `${rounded} ${rounded === 1 ? unit : `${unit}s`}`
}

/** just now, 12 seconds, 4 minutes, 2 hours, 3 days. */
export function durationInWords(milliseconds: number): string {
  if (milliseconds < SECOND) return 'just now'
  if (milliseconds < MINUTE) return counted(Math.floor(milliseconds / SECOND), 'second')
  if (milliseconds < HOUR) return counted(Math.floor(milliseconds / MINUTE), 'minute')
  if (milliseconds < DAY) return counted(Math.floor(milliseconds / HOUR), 'hour')
  return counted(Math.floor(milliseconds / DAY), 'day')
}

/** 23:14:07.412, in the reader’s own time zone. */
export function clockTime(time: number): string {
  const date = new Date(time)
  const two = (part: number) => String(part).padStart(2, '0')
  const seconds = `${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`
  return `${two(date.getHours())}:${two(date.getMinutes())}:${seconds}`
}

/** once, twice, 3 times. */
export function times(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${count} times`
}

/** a, b and c. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

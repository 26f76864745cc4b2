/**
 * The time of day in what a server gives as a time (8.2):
 *
 *     written = any text with h:mm[:ss] in it, or YYYYMMDD[T]hhmmss; a fraction or zone is ignored
 *     counted = seconds, milliseconds, microseconds or nanoseconds since 1970, as number or text
 *
 * A written time is shown as it stands, in whatever zone the server has; a counted one in the zone
 * of the one who reads.
 */
import type { Stamp } from '../frames.ts'

const written = /(?<![\d:])(\d{1,2}):(\d\d)(?::(\d\d))?(?!\d)(?:[.,]\d+)?(?: ?([ap])\.?m\b)?/i
const compact = /^(?:19|20)\d{6}[T ]?(\d\d)(\d\d)(\d\d)(?!\d)/
const counted = /^\d+(?:\.\d*)?(?:e\+?\d{1,3})?$/i

/** Limit of characters searched for a time. */
const MOST_READ = 100

/** A count below this (1973, in seconds) or above the last one is none. */
const FIRST = 1e8

/** Up to each bound a count has so many to the millisecond. */
const units = [
  { below: 1e11, each: 1e-3 },
  { below: 1e14, each: 1 },
  { below: 1e17, each: 1e3 },
  { below: 1e20, each: 1e6 },
] as const

/** `12:34:56`; of `arrival` if `stamp` is not readable. */
export function clockOf(stamp: Stamp, arrival: number): string {
  return (stamp === undefined ? undefined : read(String(stamp))) ?? local(arrival)
}

function read(text: string): string | undefined {
  const start = text.slice(0, MOST_READ).trim()
  const [, hour, minute, second, half] = compact.exec(start) ?? written.exec(start) ?? []
  if (hour !== undefined) return clock(hourOf(Number(hour), half), minute, second)
  return counted.test(start) ? count(Number(start)) : undefined
}

/** `half`: the letter before the m of `am` and `pm`. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return Number.NaN
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/** A leap second is a second. */
function clock(hour: number, minute = '', second = '00'): string | undefined {
  if (!(hour <= 23) || Number(minute) > 59 || Number(second) > 60) return undefined
  return [String(hour).padStart(2, '0'), minute, second].join(':')
}

function count(time: number): string | undefined {
  if (time < FIRST) return undefined
  const each = units.find(({ below }) => time < below)?.each
  return each === undefined ? undefined : local(time / each)
}

function local(time: number): string {
  const at = new Date(time)
  const parts = [at.getHours(), at.getMinutes(), at.getSeconds()]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

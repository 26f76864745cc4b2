import type { Watched } from '../../protocol.ts'
import { clockTime, listed, sizeInWords } from './words.ts'

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Of which times the gateway has kept what was said; empty where nothing is known of that. */
export function keptWords(times: readonly Watched[], bytes: number, now: number): string {
  if (times.length === 0) return ''
  const words = times.map(({ from, to }) => {
    if (to === undefined) return `since ${momentOf(from, now)}`
    return `from ${momentOf(from, now)} to ${momentOf(to, now)}`
  })
  const most = sizeInWords(bytes)
  return `What goes over the wires is recorded only while somebody has this page open: ${listed(words)}. Of that the newest ${most} are kept.`
}

/** That what was said before is nowhere to be found; empty where nothing is known of that. */
export function beforeWords([first]: readonly Watched[], now: number): string {
  if (first === undefined) return ''
  return `What was said before ${momentOf(first.from, now)} cannot be shown: nothing is recorded while nobody has this page open.`
}

/** 14:03:12, or on another day 20 Nov 14:03:12. */
function momentOf(time: number, now: number): string {
  const [date, today] = [new Date(time), new Date(now)]
  const clock = clockTime(time).slice(0, 'hh:mm:ss'.length)
  if (date.toDateString() === today.toDateString()) return clock
  return `${date.getDate()} ${months[date.getMonth()]} ${clock}`
}

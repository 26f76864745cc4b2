import type { Happened } from '../findings.ts'
import { visible } from '../visible.ts'
import { shortened } from './difference.ts'
import { oneLine } from './one-line.ts'
import { timeText } from './wording.ts'

const signs = {
  sent: '→',
  came: '←',
  typed: '▸',
  shown: '◂',
  event: '·',
} as const satisfies Record<Happened['kind'], string>

/** What went over the wire, or happened, on one line. */
export function happenedText(happened: Happened): string {
  switch (happened.kind) {
    case 'sent':
    case 'came':
      return visible(happened.bytes)
    case 'event':
    case 'typed':
    case 'shown':
      return oneLine(happened.text)
  }
}

/**
 * A line for each thing, of at most `width` columns: `12 ms  A → HELLO-FROM bob\n`. `→`: from the kit,
 * `←`: to it, `▸`: typed at a client, `◂`: shown by it, `·`: happened to a connection.
 */
export function logLines(log: readonly Happened[], width: number): readonly string[] {
  const times = log.map(({ time }) => timeText(time))
  const column = Math.max(0, ...times.map(({ length }) => length))
  return log.map((happened, index) => {
    const time = (times[index] ?? '').padStart(column)
    const start = `${time}  ${oneLine(happened.wire)} ${signs[happened.kind]} `
    return start + shortened(happenedText(happened), Math.max(16, width - start.length))
  })
}

import { type Happened, readableBytes } from '@parley/kit'
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
      return readableBytes(happened.bytes)
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
  const folded = foldedLog(log)
  const times = folded.map(({ happened: { time } }) => timeText(time))
  const column = Math.max(0, ...times.map(({ length }) => length))
  return folded.map(({ happened, count }, index) => {
    const time = (times[index] ?? '').padStart(column)
    const start = `${time}  ${oneLine(happened.wire)} ${signs[happened.kind]} `
    const end = count === 1 ? '' : ` (${count} times)`
    const room = Math.max(16, width - start.length - end.length)
    return start + shortened(happenedText(happened), room) + end
  })
}

/** What is the same several times in a row, once. */
export function foldedLog(
  log: readonly Happened[],
): readonly { readonly happened: Happened; readonly count: number }[] {
  const folded: { happened: Happened; count: number }[] = []
  for (const happened of log) {
    const last = folded.at(-1)
    if (last !== undefined && isAlike(last.happened, happened)) last.count += 1
    else folded.push({ happened, count: 1 })
  }
  return folded
}

function isAlike(one: Happened, other: Happened): boolean {
  return (
    one.kind === other.kind && one.wire === other.wire && happenedText(one) === happenedText(other)
  )
}

import { type Happened, readableBytes } from '@parley/kit'
import { oneLine } from './one-line.ts'

/** `→`: from the kit, `←`: to it, `▸`: typed at a client, `◂`: shown by it, `·`: happened to a connection. */
export const signs = {
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

/** What happened, once or several times in a row. */
export interface LogEntry {
  readonly happened: Happened
  readonly time: number
  readonly count: number
  readonly members: readonly (Happened | undefined)[]
}

/** What is the same several times in a row, once. */
export function foldedLog(log: readonly Happened[]): readonly LogEntry[] {
  const runs: Happened[][] = []
  for (const happened of log) {
    const run = runs.at(-1)
    if (run?.[0] !== undefined && isAlike(run[0], happened)) run.push(happened)
    else runs.push([happened])
  }
  return runs.flatMap((members) => {
    const [happened] = members
    if (happened === undefined) return []
    return [{ happened, time: happened.time, count: members.length, members }]
  })
}

/** Whether both happened to the same connection, and are the same. */
export function isAlike(one: Happened, other: Happened): boolean {
  return (
    one.kind === other.kind && one.wire === other.wire && happenedText(one) === happenedText(other)
  )
}

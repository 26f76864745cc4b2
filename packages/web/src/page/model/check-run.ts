import type { CheckReply } from '../../protocol.ts'

export type VerdictRow = Extract<CheckReply, { kind: 'verdict' }>

/** A run of the kit as the page has heard of it. */
export interface CheckRun {
  /** `stopped`: by whoever began it; `broken`: the gateway is heard of no more. */
  readonly state: 'idle' | 'running' | 'over' | 'stopped' | 'broken'
  readonly rows: readonly VerdictRow[]
  readonly outcome: string
  readonly reason: string
}

export const noRun: CheckRun = { state: 'idle', rows: [], outcome: '', reason: '' }

/** The most rows that are kept. */
const MOST_ROWS = 5000

/** The run with one more message of the gateway. */
export function heardOf(run: CheckRun, reply: CheckReply): CheckRun {
  if (reply.kind === 'end') {
    return { ...run, state: 'over', outcome: reply.outcome, reason: reply.reason ?? '' }
  }
  return run.rows.length >= MOST_ROWS ? run : { ...run, rows: [...run.rows, reply] }
}

/** The run when its connection ends: nothing more is heard of it. */
export function cutOff(run: CheckRun): CheckRun {
  return run.state === 'running' ? { ...run, state: 'broken' } : run
}

/** The run when whoever began it has stopped it. */
export function stopped(run: CheckRun): CheckRun {
  return run.state === 'running' ? { ...run, state: 'stopped' } : run
}

/** The options, `key=value` each, for want of which checks were skipped. */
export function missingOptions(rows: readonly VerdictRow[]): readonly string[] {
  const missing = rows.flatMap(({ verdict, reason = '' }) => {
    return verdict === 'skip' ? (missingOption.exec(reason)?.[1] ?? []) : []
  })
  return [...new Set(missing)]
}

const missingOption = /--option ([\w.-]+=[\w.-]+)/

/** How many rows have each verdict, the bad ones first. */
export function tallyOf(rows: readonly VerdictRow[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const verdict of order) counts.set(verdict, 0)
  for (const { verdict } of rows) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  return [...counts].filter(([, count]) => count > 0)
}

const order = ['fail', 'error', 'warn', 'pass', 'skip'] as const

const outcomeWords: Readonly<Record<string, string>> = {
  busy: 'Another run is not over yet. One runs at a time.',
  passed: 'No rule that was checked is broken.',
  failed: 'Some rules are broken.',
}

/** What a run came to, in words. */
export function outcomeInWords({ outcome, reason }: CheckRun): string {
  if (reason !== '') return `The run could not be made: ${reason}`
  return (Object.hasOwn(outcomeWords, outcome) ? outcomeWords[outcome] : undefined) ?? outcome
}

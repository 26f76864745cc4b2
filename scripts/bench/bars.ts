import type { Figures } from './generator.ts'
import type { RowId, SubjectName } from './rows.ts'
import type { Run } from './runs.ts'

/** What the gateway must reach, and what it aims at. */
export interface Bar {
  readonly row: RowId
  readonly title: string
  readonly unit: 'µs' | 'ms' | 'KiB' | 'MiB' | '/s'
  readonly figure: (figures: Figures) => number | undefined
  readonly measured: SubjectName
  readonly reference: SubjectName
  readonly better: 'less' | 'more'
  /** `ratio`: how fast beside the reference, 1 = as fast. `amount`: the figure itself. */
  readonly judged: 'ratio' | 'amount'
  readonly must?: number
  readonly aim?: number
}

type Mark = 'aim met' | 'met' | 'MISSED' | 'FAILED' | 'not measured' | 'no bar'

export interface Judgement {
  readonly bar: Bar
  readonly measured: number | undefined
  readonly reference: number | undefined
  readonly ratio: number | undefined
  readonly mark: Mark
}

type Figure = Bar['figure']

function named(name: string, scale = 1): Figure {
  return (figures) => {
    const value = figures.get(name)
    return value === undefined ? undefined : value / scale
  }
}

/** The worst of those whom the flood does not concern, less what they usually take. */
function addedDelay(figures: Figures): number | undefined {
  const worst = figures.get('flood_max_us')
  const usual = figures.get('base_p50_us')
  return worst === undefined || usual === undefined ? undefined : (worst - usual) / 1000
}

/** The server's CPU time for a message: on a shared machine it holds, deliveries a second do not. */
function speed(row: RowId, title: string, must?: number, aim?: number): Bar {
  const figure = named('srv_us_per_msg')
  const judged = 'ratio'
  const bar = { row, title, unit: 'µs', figure, better: 'less', judged, ...ofGateway } as const
  return must === undefined || aim === undefined ? bar : { ...bar, must, aim }
}

const ofGateway = { measured: 'gateway', reference: 'ceiling' } as const
const atMost = { ...ofGateway, better: 'less', judged: 'amount' } as const
const atLeast = { ...ofGateway, better: 'more', judged: 'amount' } as const

/** What another user may have to wait while somebody does their worst, in milliseconds. */
const LONGEST_ECHO_MS = 50

function echo(row: RowId, title: string) {
  const figure = named('echo_ms')
  return { row, title, unit: 'ms', figure, ...atMost, must: LONGEST_ECHO_MS } as const
}

/** Bytes that may wait for one receiver, and what the heap may grow besides. */
const MEMORY_FOR_A_SLOW_READER_MIB = 4 + 10

const bars: readonly Bar[] = [
  speed('vu-vu', 'vu → vu, 10 pairs, window 64', 0.35, 0.7),
  speed('vu-llp', 'vu → llp, 10 pairs, window 64', 0.25, 0.5),
  speed('llp-vu', 'llp → vu, 10 pairs, window 64', 0.25, 0.5),
  speed('vu-vu-window-1', 'vu → vu, 100 pairs, window 1', 0.8, 0.95),
  speed('ktn-everyone', 'ktn → everyone, 99 in three dialects'),
  speed('fanout-100', 'vu broadcast, 1 → 100', 0.6, 0.9),
  speed('fanout-1000', 'vu broadcast, 1 → 1000', 0.6, 0.9),
  {
    row: 'latency',
    title: 'median delay at 20,000/s, 100 pairs',
    unit: 'µs',
    figure: named('p50_us'),
    ...ofGateway,
    better: 'less',
    judged: 'ratio',
  },
  {
    row: 'connections',
    title: 'memory of an idle connection, 10,000',
    unit: 'KiB',
    figure: named('rss_kib_per_connection'),
    ...atMost,
    must: 16,
    aim: 8,
  },
  {
    row: 'connections',
    title: 'logins a second',
    unit: '/s',
    figure: named('logins_per_s'),
    ...atLeast,
    must: 5000,
    aim: 10_000,
  },
  {
    row: 'slow-reader',
    title: 'slow reader: worst added delay of others',
    unit: 'ms',
    figure: addedDelay,
    ...atMost,
    must: 50,
    aim: 5,
  },
  {
    row: 'slow-reader',
    title: 'slow reader: memory taken',
    unit: 'MiB',
    figure: named('memory_taken_kib', 1024),
    ...atMost,
    must: MEMORY_FOR_A_SLOW_READER_MIB,
  },
  {
    ...speed('tap', 'wire tap listening, beside none', 0.7, 0.9),
    measured: 'tapped',
    reference: 'gateway',
  },
  {
    ...speed('viewer', 'web viewer, beside none', 0.9, 0.95),
    measured: 'viewed',
    reference: 'gateway',
  },
  {
    ...speed('record', 'everything recorded, beside nothing', 0.45, 0.9),
    measured: 'recorded',
    reference: 'gateway',
  },
  {
    ...speed('store', 'broadcasts kept on disk, beside memory'),
    measured: 'stored',
    reference: 'gateway',
  },
  {
    ...speed('store', 'the same, durability relaxed'),
    measured: 'relaxed',
    reference: 'gateway',
  },
  {
    row: 'start',
    title: 'start to ready',
    unit: 'ms',
    figure: named('ready_ms'),
    ...atMost,
    must: 600,
    aim: 300,
  },
  {
    ...echo('list-flood', 'worst echo: 250 connections flood LIST'),
    measured: 'limited',
  },
  {
    ...echo('list-flood', 'the same, loopback exempt'),
    measured: 'open',
  },
  {
    ...echo('registrations', 'worst echo: 64 connections register'),
    measured: 'open',
  },
  {
    ...echo('registrations', 'a login while 64 connections register'),
    figure: named('login_ms'),
    measured: 'open',
    must: 5000,
    aim: 1000,
  },
  {
    ...echo('broadcasts', 'oldest message: 60 broadcasts a second'),
    figure: named('age_ms'),
    measured: 'limited',
    must: 3000,
    aim: 2000,
  },
  {
    ...echo('worst-lines', 'worst echo: the worst lines there are'),
    measured: 'limited',
  },
]

/** Undefined for nothing. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2
}

/** A run that went wrong has no figure. */
function figuresOf(bar: Bar, subject: SubjectName, runs: readonly Run[]): (number | undefined)[] {
  return runs
    .filter((run) => run.row.id === bar.row && run.subject === subject)
    .map((run) => (run.faults.length === 0 ? bar.figure(run.figures) : undefined))
}

function known(values: readonly (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined)
}

/** Round by round, for what the machine does in one round it does to both. */
function ratios(bar: Bar, runs: readonly Run[]): number[] {
  const references = figuresOf(bar, bar.reference, runs)
  return figuresOf(bar, bar.measured, runs).flatMap((measured, round) => {
    const reference = references[round]
    if (measured === undefined || reference === undefined) return []
    const ratio = bar.better === 'less' ? reference / measured : measured / reference
    return Number.isFinite(ratio) && ratio > 0 ? [ratio] : []
  })
}

function reaches(bar: Bar, value: number, limit: number): boolean {
  return bar.judged === 'amount' && bar.better === 'less' ? value <= limit : value >= limit
}

function markOf(bar: Bar, wasRun: boolean, value: number | undefined): Mark {
  if (!wasRun) return 'not measured'
  if (value === undefined) return 'FAILED'
  if (bar.must === undefined) return 'no bar'
  if (bar.aim !== undefined && reaches(bar, value, bar.aim)) return 'aim met'
  return reaches(bar, value, bar.must) ? 'met' : 'MISSED'
}

function judge(bar: Bar, runs: readonly Run[]): Judgement {
  const all = figuresOf(bar, bar.measured, runs)
  const measured = median(known(all))
  const reference = median(known(figuresOf(bar, bar.reference, runs)))
  const ratio = median(ratios(bar, runs))
  const value = bar.judged === 'ratio' ? ratio : measured
  return { bar, measured, reference, ratio, mark: markOf(bar, all.length > 0, value) }
}

/** The bars of the rows that were asked for. */
export function judgeAll(
  runs: readonly Run[],
  rows: readonly { readonly id: RowId }[],
): Judgement[] {
  return bars.filter((bar) => rows.some((row) => row.id === bar.row)).map((bar) => judge(bar, runs))
}

export function isShort({ mark }: Judgement): boolean {
  return mark === 'MISSED' || mark === 'FAILED'
}

/**
 * Who is measured: the machine's ceiling, the runtime's, the gateway with everything in memory, with
 * a tap, with somebody who looks at its page, with a recording, with a data folder, and with one whose last moments may be lost. `open` and `limited`: with
 * all dialects and their paces; the latter with its limits also for this machine's own addresses.
 */
export type SubjectName =
  | 'relay'
  | 'ceiling'
  | 'gateway'
  | 'tapped'
  | 'viewed'
  | 'recorded'
  | 'stored'
  | 'relaxed'
  | 'open'
  | 'limited'

export const rowIds = [
  'vu-vu',
  'vu-vu-window-1',
  'vu-llp',
  'llp-vu',
  'ktn-everyone',
  'fanout-100',
  'fanout-1000',
  'latency',
  'connections',
  'slow-reader',
  'tap',
  'viewer',
  'record',
  'store',
  'start',
  'list-flood',
  'registrations',
  'broadcasts',
  'worst-lines',
] as const

export type RowId = (typeof rowIds)[number]

/** What the generator is asked for. `options` are its flags by name. */
export interface Load {
  readonly mode: 'throughput' | 'fanout' | 'latency' | 'connections' | 'slow'
  readonly from: string
  /** Receivers take these dialects in turn. */
  readonly to: readonly string[]
  readonly options: Readonly<Record<string, number>>
}

/** Others do their worst while one user is watched (`fairness/`). */
export interface FairnessLoad {
  readonly mode: 'lists' | 'registrations' | 'broadcasts' | 'worst-lines'
  /** Seconds; worst lines take as long as they take. */
  readonly duration: number
}

export interface Row {
  readonly id: RowId
  readonly title: string
  readonly subjects: readonly SubjectName[]
  /** `start`: only how long the process takes to say that it is ready. */
  readonly load: Load | FairnessLoad | 'start'
  /** Measured on processes that have done nothing before: the heap of others has room to hide in. */
  readonly fresh: boolean
}

const everyone: readonly SubjectName[] = ['relay', 'ceiling', 'gateway']
/** The relay speaks vu alone. */
const manyDialects: readonly SubjectName[] = ['ceiling', 'gateway']

function throughput(from: string, to: string, pairs: number, window: number): Load {
  return { mode: 'throughput', from, to: [to], options: { pairs, window } }
}

// Four messages under way: enough for writes to be joined, few enough that joining is not all.
const FANOUT_WINDOW = 4

function fanout(from: string, to: readonly string[], receivers: number): Load {
  return { mode: 'fanout', from, to, options: { receivers, window: FANOUT_WINDOW } }
}

export const rows: readonly Row[] = [
  {
    id: 'vu-vu',
    title: 'vu → vu, 10 pairs, window 64',
    subjects: everyone,
    load: throughput('vu', 'vu', 10, 64),
    fresh: false,
  },
  {
    id: 'vu-vu-window-1',
    title: 'vu → vu, 100 pairs, window 1',
    subjects: everyone,
    load: throughput('vu', 'vu', 100, 1),
    fresh: false,
  },
  {
    id: 'vu-llp',
    title: 'vu → llp, 10 pairs, window 64',
    subjects: manyDialects,
    load: throughput('vu', 'llp', 10, 64),
    fresh: false,
  },
  {
    id: 'llp-vu',
    title: 'llp → vu, 10 pairs, window 64',
    subjects: manyDialects,
    load: throughput('llp', 'vu', 10, 64),
    fresh: false,
  },
  {
    id: 'ktn-everyone',
    title: 'ktn → everyone, 33 each of vu, llp, ktn',
    subjects: manyDialects,
    load: fanout('ktn', ['vu', 'llp', 'ktn'], 99),
    fresh: false,
  },
  {
    id: 'fanout-100',
    title: 'vu, 1 → 100',
    subjects: everyone,
    load: fanout('vu', ['vu'], 100),
    fresh: false,
  },
  {
    id: 'fanout-1000',
    title: 'vu, 1 → 1000',
    subjects: everyone,
    load: fanout('vu', ['vu'], 1000),
    fresh: false,
  },
  {
    id: 'latency',
    title: 'vu → vu, 20,000/s over 100 pairs',
    subjects: everyone,
    load: { mode: 'latency', from: 'vu', to: ['vu'], options: { pairs: 100, rate: 20_000 } },
    fresh: false,
  },
  {
    id: 'connections',
    title: '10,000 idle vu connections',
    subjects: everyone,
    load: { mode: 'connections', from: 'vu', to: ['vu'], options: { connections: 10_000 } },
    fresh: true,
  },
  {
    id: 'slow-reader',
    title: '64 MiB to one that does not read',
    subjects: everyone,
    load: {
      mode: 'slow',
      from: 'vu',
      to: ['vu'],
      options: { pairs: 10, rate: 2000, 'flood-mib': 64 },
    },
    fresh: true,
  },
  {
    id: 'tap',
    title: 'vu → vu, a wire tap listening',
    subjects: ['gateway', 'tapped'],
    load: throughput('vu', 'vu', 10, 64),
    fresh: true,
  },
  {
    id: 'viewer',
    title: 'vu → vu, somebody looking at the page',
    subjects: ['gateway', 'viewed'],
    load: throughput('vu', 'vu', 10, 64),
    fresh: true,
  },
  {
    id: 'record',
    title: 'vu → vu, everything recorded',
    subjects: ['gateway', 'recorded'],
    load: throughput('vu', 'vu', 10, 64),
    fresh: true,
  },
  {
    id: 'store',
    title: 'vu, 1 → 10, kept in memory or on disk',
    subjects: ['gateway', 'stored', 'relaxed'],
    load: { mode: 'fanout', from: 'vu', to: ['vu'], options: { receivers: 10, window: 64 } },
    fresh: true,
  },
  { id: 'start', title: 'start to ready', subjects: ['gateway'], load: 'start', fresh: true },
  {
    id: 'list-flood',
    title: '250 connections flood LIST',
    subjects: ['limited', 'open'],
    load: { mode: 'lists', duration: 3 },
    fresh: true,
  },
  {
    id: 'registrations',
    title: '64 connections register without end',
    subjects: ['open'],
    load: { mode: 'registrations', duration: 4 },
    fresh: true,
  },
  {
    id: 'broadcasts',
    title: '60 broadcasts a second',
    subjects: ['limited'],
    load: { mode: 'broadcasts', duration: 8 },
    fresh: true,
  },
  {
    id: 'worst-lines',
    title: 'the worst lines of each dialect',
    subjects: ['limited'],
    load: { mode: 'worst-lines', duration: 0 },
    fresh: true,
  },
]

export function isFairness(load: Load | FairnessLoad): load is FairnessLoad {
  return !('to' in load)
}

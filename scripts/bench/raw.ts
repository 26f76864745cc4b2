import { median } from './bars.ts'
import type { FairnessLoad, Load } from './rows.ts'
import type { Run } from './runs.ts'
import { formatNumber, formatTable } from './text.ts'

interface Column {
  readonly head: string
  readonly name: string
  readonly scale?: number
  /** The sum over the rounds, not the median: one lost message is not to be hidden. */
  readonly counted?: true
}

interface RawTable {
  readonly title: string
  readonly modes: readonly (Load | FairnessLoad)['mode'][]
  readonly columns: readonly Column[]
}

const dialects = ['vu', 'llp', 'ktn', 'ghostr', 'ghostr-text', 'toom', 'irc']

const counts: readonly Column[] = [
  { head: 'lost', name: 'lost', counted: true },
  { head: 'out of order', name: 'out_of_order', counted: true },
  { head: 'misrouted', name: 'misrouted', counted: true },
]

const tables: readonly RawTable[] = [
  {
    title: 'Messages',
    modes: ['throughput', 'fanout', 'latency'],
    columns: [
      { head: 'deliveries/s', name: 'rate' },
      { head: 'CPU µs each', name: 'srv_us_per_msg' },
      { head: 'p50 µs', name: 'p50_us' },
      { head: 'p99 µs', name: 'p99_us' },
      { head: 'worst µs', name: 'max_us' },
      ...counts,
      { head: 'unanswered', name: 'unanswered', counted: true },
      { head: 'server %', name: 'srv_cpu_pct' },
      { head: 'generator %', name: 'gen_busy_pct' },
      { head: 'others %', name: 'foreign_pct' },
    ],
  },
  {
    title: 'Connections',
    modes: ['connections'],
    columns: [
      { head: 'logins/s', name: 'logins_per_s' },
      { head: 'CPU µs each', name: 'srv_us_per_login' },
      { head: 'KiB each', name: 'rss_kib_per_connection' },
      { head: 'MiB before', name: 'rss_before_kib', scale: 1024 },
      { head: 'MiB after', name: 'rss_after_kib', scale: 1024 },
    ],
  },
  {
    title: 'One that does not read; delays of the others',
    modes: ['slow'],
    columns: [
      { head: 'before p50 µs', name: 'base_p50_us' },
      { head: 'worst µs', name: 'base_max_us' },
      { head: 'flooded p50 µs', name: 'flood_p50_us' },
      { head: 'p99 µs', name: 'flood_p99_us' },
      { head: 'worst µs', name: 'flood_max_us' },
      { head: 'generator late µs', name: 'flood_gen_longest_turn_us' },
      { head: 'MiB sent', name: 'flood_mib' },
      { head: 'MiB taken', name: 'memory_taken_kib', scale: 1024 },
      ...counts,
    ],
  },
  {
    title: 'One user while others do their worst',
    modes: ['lists', 'registrations', 'broadcasts', 'worst-lines'],
    columns: [
      { head: 'echo p50 ms', name: 'echo_p50_ms' },
      { head: 'worst ms', name: 'echo_ms' },
      { head: 'echo late ms', name: 'echo_late_ms' },
      { head: 'login ms', name: 'login_ms' },
      { head: 'oldest ms', name: 'age_ms' },
      { head: 'lost', name: 'lost', counted: true },
    ],
  },
  {
    title: 'Worst echo while a line is read and delivered, ms',
    modes: ['worst-lines'],
    columns: dialects.map((dialect) => ({ head: dialect, name: `${dialect}_ms` })),
  },
]

function cell(runs: readonly Run[], { name, scale = 1, counted }: Column): string {
  const values = runs.flatMap((run) => run.figures.get(name) ?? [])
  const middle = median(values)
  if (middle === undefined) return '–'
  const value = counted ? values.reduce((sum, each) => sum + each, 0) : middle
  return formatNumber(value / scale)
}

function formatRaw(table: RawTable, runs: readonly Run[]): string {
  const groups = new Map<string, Run[]>()
  for (const run of runs) {
    if (run.row.load === 'start' || !table.modes.includes(run.row.load.mode)) continue
    const key = `${run.row.title} ${run.subject}`
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  const lines = [...groups.values()].map((group) => [
    group[0]?.row.title ?? '',
    group[0]?.subject ?? '',
    ...table.columns.map((column) => cell(group, column)),
  ])
  if (lines.length === 0) return ''
  const heads = [table.title, '', ...table.columns.map((column) => column.head)]
  return formatTable(heads, lines, 2)
}

/** Every figure that the bars come from: medians of the rounds, counts summed. */
export function formatRawTables(runs: readonly Run[]): string {
  return tables
    .map((table) => formatRaw(table, runs))
    .filter((table) => table !== '')
    .join('\n\n')
}

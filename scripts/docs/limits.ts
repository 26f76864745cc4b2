import {
  type Bound,
  contractBounds,
  type Dialect,
  isFullDialect,
  type ServerDialect,
} from '@parley/contract'
import { engineBounds } from '../../packages/engine/src/index.ts'
import { programBounds } from '../../packages/parley/src/bounds.ts'
import { recordingBounds } from '../../packages/recording/src/index.ts'
import { serverBounds } from '../../packages/server/src/index.ts'
import { storeBounds } from '../../packages/store/src/index.ts'
import { webBounds } from '../../packages/web/src/index.ts'
import { type Saying, wordsOf } from './words.ts'

/** The page of every bound, made of the lists that the packages keep beside their constants. */
export function limitsPage(dialects: readonly ServerDialect[]): string {
  const own = dialects.map((dialect) => ({ dialect, bounds: boundsOf(dialect) }))
  const groups = {
    'Names and texts': contractBounds,
    ...serverBounds,
    'Accounts and what is remembered': engineBounds,
    'What is kept': storeBounds,
    ...webBounds,
    ...recordingBounds,
    ...programBounds,
  }
  const all = [...Object.values(groups), ...own.map(({ bounds }) => bounds)].flat()
  return [
    intro,
    ...Object.entries(groups).map(([title, bounds]) => section(`## ${title}`, bounds)),
    '## Each dialect\n',
    frameTable(dialects),
    '',
    ...own
      .filter(({ dialect, bounds }) => isFullDialect(dialect) || bounds.length > 0)
      .map(({ dialect, bounds }) => section(`### ${dialect.name}`, bounds)),
    wordsSection(all, dialects.filter(isFullDialect)),
  ].join('\n')
}

const intro = `# Limits

Made from the code by \`npm run docs\`; do not edit it. Each value is a named constant of the code.

Everything that a peer can make grow has a bound. Four rules hold for the whole code:

- Nothing of unbounded length reaches anything superlinear: a text is measured before it is composed,
  compared, searched or split.
- What lives longer than a turn is detached: it is a copy of its own, so that a few characters do
  not keep the whole buffer that they came in.
- No port loads more than a byte budget: what is asked of the store in one go is bounded in bytes,
  not only in rows.
- Nothing on the event loop waits for a lock, a disk that is slow, or another process.

A bound is fixed unless the table says how it is set. Where a bound is on time or on a rate, who is over
it waits; where it is on a size, who is over it is refused, closed, or told less, as the table says.
The limits on connections and floods hold for each listener: an address that uses all ports has them once
for each. Loopback is exempt from the limits on connections and floods (\`--limit exemptLoopback=false\` ends that).
`

function boundsOf(dialect: ServerDialect): readonly Bound[] {
  return dialect.bounds?.(dialect.options.parse({})) ?? []
}

function section(heading: string, bounds: readonly Bound[]): string {
  const rows = bounds.map((bound) => [
    bound.what,
    shownValue(bound),
    bound.option === undefined ? '' : `\`${bound.option}\``,
    `${bound.past}${consequence(bound)}`,
  ])
  return `${heading}\n\n${table(['what', 'at most', 'set with', 'past it'], rows)}\n`
}

function consequence({ refused, closed, silent }: Bound): string {
  const quietly = silent === true ? ' without a word' : ''
  const parts = [
    ...(refused === undefined ? [] : [`refused: \`${refused}\``]),
    ...(closed === undefined ? [] : [`closed${quietly}: \`${closed}\``]),
  ]
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`
}

/** What the host asks of every dialect. */
function frameTable(dialects: readonly ServerDialect[]): string {
  const rows = dialects.map((dialect) => {
    const { maxFrame, pace, loginTime } = dialect.wire(dialect.options.parse({}))
    return [
      `\`${dialect.name}\``,
      inUnit(maxFrame, 'bytes'),
      pace === 0 ? 'none' : inUnit(pace, 'ms'),
      loginTime === 0 ? 'none: a person may be typing' : inUnit(loginTime, 'ms'),
    ]
  })
  return table(['dialect', 'a frame after login', 'pace between writes', 'time to log in'], rows)
}

/** What clients are told, by the sessions themselves. */
function wordsSection(bounds: readonly Bound[], dialects: readonly Dialect[]): string {
  const refusals = [...new Set(bounds.flatMap(({ refused }) => refused ?? []))].sort()
  const said = bounds.filter(({ silent }) => silent !== true)
  const closings = [...new Set(said.flatMap(({ closed }) => closed ?? []))].sort()
  const sayings: readonly Saying[] = [
    ...refusals.map((error) => ({ kind: 'refusal', error }) as const),
    ...closings.map((reason) => ({ kind: 'closing', reason }) as const),
  ]
  const rows = sayings.map((saying) => [
    `\`${saying.kind === 'refusal' ? saying.error : saying.reason}\``,
    ...dialects.map((dialect) => shownWords(wordsOf(dialect, saying))),
  ])
  const head = ['', ...dialects.map(({ name }) => `\`${name}\``)]
  return `## What a client hears

The words of each dialect for the refusals and the closings above, as its own client reads them.
“–”: the connection is closed, or the command not carried out, without a word.

${table(head, rows)}
`
}

function shownWords(words: string): string {
  return words === '' ? '–' : words.replaceAll('\n', ' ⏎ ').replaceAll('|', '\\|')
}

function shownValue({ value, unit, zeroIsNone }: Bound): string {
  return value === 0 && zeroIsNone === true ? 'no bound' : inUnit(value, unit)
}

const larger = {
  bytes: [
    ['GiB', 1024 ** 3],
    ['MiB', 1024 ** 2],
    ['KiB', 1024],
  ],
  ms: [
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
  ],
} as const

/** In the largest unit in which it is whole. */
function inUnit(value: number, unit: string): string {
  const base = unit.startsWith('bytes') ? 'bytes' : unit
  const steps = base === 'bytes' || base === 'ms' ? larger[base] : []
  for (const [name, size] of steps) {
    if (value >= size && value % size === 0) return `${value / size} ${unit.replace(base, name)}`
  }
  const noun = value === 1 ? unit.replace(/s$/, '') : unit
  return `${String(value).replace(/\B(?=(\d{3})+$)/g, ',')} ${noun}`
}

function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')
}

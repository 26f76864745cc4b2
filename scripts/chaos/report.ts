import { DRAIN_TIME } from './gateway.ts'
import { GROWTH_ALLOWED, growthOf, MEBIBYTE, type Sample } from './memory.ts'
import type { Tally } from './population.ts'
import type { Outcome } from './run.ts'

/** So many samples of the memory are printed. */
const SHOWN = 12

/** What is wrong with a run; empty where nothing is. */
export function faultsOf(outcome: Outcome): readonly string[] {
  return [...outcome.tallies.flatMap(wrongWith), ...wrongWithProcess(outcome)]
}

function wrongWith({ dialect, ...counts }: Tally): readonly string[] {
  const { lost, doubled, reordered, refused, unanswered, closed } = counts
  const faults = { lost, doubled, reordered, refused, unanswered, closed }
  return Object.entries(faults).flatMap(([what, count]) =>
    count === 0 ? [] : [`${dialect}: ${count} ${what}`],
  )
}

function wrongWithProcess(outcome: Outcome): readonly string[] {
  const { died, end, errors, samples, length } = outcome
  const faults: string[] = []
  const how = `status ${end?.status ?? 'none'}, signal ${end?.signal ?? 'none'}`
  if (died) faults.push(`the gateway has died (${how})`)
  else if (end?.status !== 0) faults.push(`the gateway did not end well on SIGTERM (${how})`)
  if (end !== undefined && end.took > DRAIN_TIME) {
    faults.push(`the gateway took ${Math.round(end.took)} ms to stop, allowed are ${DRAIN_TIME}`)
  }
  const growth = growthOf(samples, length)
  if (growth !== undefined && growth.late - growth.early > GROWTH_ALLOWED) {
    faults.push(`its memory has grown by ${mebibytes(growth.late - growth.early)} MiB`)
  }
  for (const line of errors) faults.push(`the gateway logged: ${line}`)
  return faults
}

/** The whole run as a text. */
export function formatReport(outcome: Outcome): string {
  const { plan, length, guests, ownDelay, end } = outcome
  const abusers = guests.map(({ kind, clients, connections }) => {
    return `  ${kind.padEnd(16)}${cell(clients, 5)} clients${cell(connections, 8)} connections`
  })
  const faults = faultsOf(outcome)
  return [
    `chaos: ${plan.clients} clients for ${(length / 1000).toFixed(0)} s, seed ${plan.seed}`,
    '',
    ...delayTable(outcome.tallies),
    '',
    'Delays run from the sender’s command to the receiver’s program, in milliseconds.',
    `This program’s own loop was late by ${ownDelay.p99.toFixed(0)} ms (p99), ${ownDelay.worst.toFixed(0)} ms (worst).`,
    '',
    'Abusers:',
    ...abusers,
    '',
    ...memoryLines(outcome.samples, length),
    `Stopped on SIGTERM in ${Math.round(end?.took ?? 0)} ms.`,
    '',
    ...(faults.length === 0
      ? ['Nothing is wrong.']
      : ['Wrong:', ...faults.map((one) => `  ${one}`)]),
    '',
  ].join('\n')
}

function delayTable(tallies: readonly Tally[]): readonly string[] {
  const head = ['users', 'heard', 'p50', 'p99', 'worst', 'lost', 'doubled', 'reordered', 'closed']
  const line = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(14)}${cells.map((one) => cell(one, 10)).join('')}`
  const rows = tallies.map(({ dialect, users, delays, lost, doubled, reordered, closed }) => {
    const times = [...delays.at(0.5, 0.99), delays.worst].map(Math.round)
    return line(dialect, [users, delays.count, ...times, lost, doubled, reordered, closed])
  })
  return [line('heard through', head), ...rows]
}

function memoryLines(samples: readonly Sample[], length: number): readonly string[] {
  if (samples.length === 0) return ['Memory: not known, this system has no /proc.']
  const step = Math.ceil(samples.length / SHOWN)
  const shown = samples.filter((_, index) => index % step === 0)
  const course = shown.map(({ at, bytes }) => `${Math.round(at / 1000)} s ${mebibytes(bytes)}`)
  const growth = growthOf(samples, length)
  const allowed = mebibytes(GROWTH_ALLOWED)
  return [
    `Memory of the gateway in MiB: ${course.join(', ')}`,
    growth === undefined
      ? 'The run was too short to compare.'
      : `Median early ${mebibytes(growth.early)}, late ${mebibytes(growth.late)}; it may grow by ${allowed}.`,
  ]
}

function cell(value: string | number, width: number): string {
  return String(value).padStart(width)
}

function mebibytes(bytes: number): string {
  return (bytes / MEBIBYTE).toFixed(0)
}

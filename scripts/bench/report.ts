import { cpus } from 'node:os'
import { type Bar, isShort, type Judgement } from './bars.ts'
import { formatRawTables } from './raw.ts'
import type { Run } from './runs.ts'
import { formatNumber, formatTable } from './text.ts'

function amount(bar: Bar, value: number | undefined): string {
  if (value === undefined) return '–'
  return bar.unit === '/s' ? `${formatNumber(value)}/s` : `${formatNumber(value)} ${bar.unit}`
}

function limit(bar: Bar, value: number | undefined): string {
  if (value === undefined) return '–'
  if (bar.judged === 'ratio') return value.toFixed(2)
  return `${bar.better === 'less' ? '≤' : '≥'} ${amount(bar, value)}`
}

function barLine({ bar, measured, reference, ratio, mark }: Judgement): string[] {
  return [
    bar.title,
    amount(bar, measured),
    amount(bar, reference),
    ratio === undefined ? '–' : ratio.toFixed(2),
    limit(bar, bar.must),
    limit(bar, bar.aim),
    mark,
  ]
}

const BAR_HEADS = ['', 'gateway', 'ceiling', 'ratio', 'must', 'aim', ''] as const

const LEGEND = [
  'µs: CPU time of the server for a delivered message (the median delay in its own line).',
  'ratio: speed beside the ceiling (tap, viewer and recording: beside the gateway without one), 1 = as fast.',
].join('\n')

/** `vu → vu, gateway: 3 lost`, each once, however many runs it happened in. */
function faultsOf(runs: readonly Run[]): string[] {
  const places = new Map<string, Set<string>>()
  for (const { row, subject, faults } of runs) {
    if (faults.length === 0) continue
    const fault = faults.join('; ')
    const where = places.get(fault) ?? new Set()
    places.set(fault, where.add(`${row.title}, ${subject}`))
  }
  return [...places].map(([fault, where]) => {
    const others = where.size === 1 ? '' : ` and ${where.size - 1} more`
    return `${[...where][0]}${others}: ${fault}`
  })
}

export function isGood(judgements: readonly Judgement[], runs: readonly Run[]): boolean {
  return !judgements.some(isShort) && faultsOf(runs).length === 0
}

export function formatReport(judgements: readonly Judgement[], runs: readonly Run[]): string {
  const faults = faultsOf(runs)
  const sections = [
    formatTable(BAR_HEADS, judgements.map(barLine), 1),
    LEGEND,
    formatRawTables(runs),
    faults.length === 0 ? '' : `Wrong:\n${faults.join('\n')}`,
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

/** The same for a program: bars as judged, and every single run. */
export function formatJson(judgements: readonly Judgement[], runs: readonly Run[]): string {
  const report = {
    good: isGood(judgements, runs),
    machine: { node: process.version, cpus: cpus().map((cpu) => cpu.model) },
    bars: judgements.map(({ bar, ...judgement }) => ({
      row: bar.row,
      title: bar.title,
      unit: bar.unit,
      judged: bar.judged,
      must: bar.must,
      aim: bar.aim,
      ...judgement,
    })),
    runs: runs.map(({ row, subject, round, figures, faults }) => ({
      row: row.id,
      subject,
      round,
      figures: Object.fromEntries(figures),
      faults,
    })),
  }
  return `${JSON.stringify(report)}\n`
}

import { Buffer } from 'node:buffer'
import {
  type BrokenRule,
  type Cell,
  type Conversation,
  type MatrixReport,
  type Step,
  type StepName,
  stepNames,
} from '../results.ts'

/** A conversation in which these steps have failed. */
export function conversation(...failing: readonly StepName[]): Conversation {
  const steps = stepNames.map((name): Step => {
    const step = { name, came: undefined, onlyPlain: false, begun: 0, time: 1 }
    return failing.includes(name)
      ? { ...step, verdict: 'fail', why: 'nothing came', expected: `a ${name}` }
      : { ...step, verdict: 'pass', why: undefined, expected: undefined }
  })
  const names = { client: 'kim1', counterpart: 'kim2' }
  return { names, steps, log: [], time: 5, condition: 'fresh', server: {}, keptNames: [] }
}

export function rule(id: string, sentence: string): BrokenRule {
  const came = Buffer.from('oh\r\n')
  return { id, sentence, title: '', expected: 'oh\\n', came, why: 'a wrong end' }
}

export function cellOf(more: Partial<Cell>): Cell {
  return {
    number: 1,
    client: 'anna',
    server: 'ben',
    dialect: 'toy',
    runs: [conversation()],
    verdict: 'right',
    failing: [],
    blames: [],
    command: "npx parley matrix m.yaml --cell 'anna × ben'",
    ...more,
  }
}

export function reportOf(cells: readonly Cell[], more: Partial<MatrixReport> = {}): MatrixReport {
  const names = (side: 'client' | 'server') => [...new Set(cells.map((cell) => cell[side]))]
  return {
    state: 'whole',
    started: Date.UTC(2026, 0, 2, 3, 4, 5),
    time: 1234,
    clients: names('client').map((name) => ({ name, dialect: 'toy' })),
    servers: names('server').map((name) => ({ name, dialect: 'toy' })),
    total: cells.length,
    cells,
    alone: [],
    ...more,
  }
}

import type { Outcome } from '@parley/kit'
import { withBaseline } from './baseline.ts'
import { exitStatus } from './exit-status.ts'
import { failedOutcome, sampleFindings, sampleOutcome } from './testing/findings.ts'

const warned: readonly Outcome[] = [
  sampleOutcome('vu-1.1'),
  failedOutcome('vu-1.2', { verdict: 'warn' }),
  sampleOutcome('vu-1.3', { verdict: 'skip' }),
]
const failed = [...warned, failedOutcome('vu-1.4')]

it.each([
  ['passes, warnings and skips', sampleFindings(warned), 0],
  ['a failure', sampleFindings(failed), 1],
  ['an error', sampleFindings([sampleOutcome('vu-1.1', { verdict: 'error' })]), 1],
  ['a run that is not whole', sampleFindings(warned, { state: 'running' }), 1],
  ['a known failure', withBaseline(sampleFindings(failed), new Map([['vu-1.4', 'why']])), 0],
  ['another failure', withBaseline(sampleFindings(failed), new Map([['vu-1.2', 'why']])), 1],
  [
    'a known one that passes',
    withBaseline(sampleFindings(warned), new Map([['vu-1.1', 'why']])),
    1,
  ],
  ['an unknown id', withBaseline(sampleFindings(warned), new Map([['vu-9', 'why']])), 0],
] as const)('%s', (_, findings, status) => {
  expect(exitStatus(findings)).toBe(status)
})

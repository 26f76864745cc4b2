import { merged, toRepeat } from './merge.ts'
import { findingsOf, outcomeOf } from './testing/findings.ts'

test('what failed, went wrong or was blocked is repeated; what was skipped for another reason is not', () => {
  const first = findingsOf(
    outcomeOf('vu-1.1', 'pass'),
    outcomeOf('vu-1.2', 'fail'),
    outcomeOf('vu-1.3', 'warn'),
    outcomeOf('vu-1.4', 'error'),
    outcomeOf('vu-1.5', 'skip', { blockedBy: 'vu-1.2' }),
    outcomeOf('vu-1.6', 'skip', { reason: 'needs an account' }),
  )
  expect(toRepeat(first)).toEqual(['vu-1.2', 'vu-1.3', 'vu-1.4', 'vu-1.5'])
})

test('the better verdict of two counts, and what differs is said', () => {
  const first = findingsOf(
    outcomeOf('vu-1.1', 'pass'),
    outcomeOf('vu-1.2', 'fail'),
    outcomeOf('vu-1.3', 'fail'),
    outcomeOf('vu-1.4', 'warn'),
    outcomeOf('vu-1.5', 'fail'),
    outcomeOf('vu-1.6', 'error'),
  )
  const again = findingsOf(
    outcomeOf('vu-1.2', 'pass'),
    outcomeOf('vu-1.3', 'fail'),
    outcomeOf('vu-1.4', 'fail'),
    outcomeOf('vu-1.5', 'skip', { blockedBy: 'vu-1.3' }),
    outcomeOf('vu-1.6', 'fail'),
  )
  const { findings, differing } = merged(first, again)
  const verdicts = findings.outcomes.map(({ verdict }) => verdict)
  expect(verdicts).toEqual(['pass', 'pass', 'fail', 'warn', 'fail', 'fail'])
  expect(differing).toEqual([
    { id: 'vu-1.2', first: 'fail', again: 'pass' },
    { id: 'vu-1.4', first: 'warn', again: 'fail' },
    { id: 'vu-1.6', first: 'error', again: 'fail' },
  ])
})

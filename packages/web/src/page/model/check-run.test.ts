import { expect, test } from '@jest/globals'
import {
  type CheckRun,
  cutOff,
  heardOf,
  missingOptions,
  noRun,
  outcomeInWords,
  stopped,
  tallyOf,
} from './check-run.ts'

const running: CheckRun = { ...noRun, state: 'running' }
const row = (id: string, verdict: 'pass' | 'fail' | 'skip') => {
  return { kind: 'verdict', id, title: id, verdict, total: 9 } as const
}

test('verdicts come one by one, then the end', () => {
  const one = heardOf(heardOf(running, row('vu-1.1', 'pass')), row('vu-1.2', 'fail'))
  expect([one.state, one.rows.map(({ id }) => id)]).toEqual(['running', ['vu-1.1', 'vu-1.2']])
  const over = heardOf(one, { kind: 'end', outcome: 'failed', reason: 'nobody listens' })
  expect([over.state, outcomeInWords(over)]).toEqual([
    'over',
    'The run could not be made: nobody listens',
  ])
  expect(cutOff(one).state).toBe('broken')
  expect(cutOff(over).state).toBe('over')
  expect([stopped(one).state, cutOff(stopped(one)).state]).toEqual(['stopped', 'stopped'])
  expect(stopped(over).state).toBe('over')
})

test('the tally has the bad ones first', () => {
  const rows = (['pass', 'skip', 'fail', 'pass'] as const).map((verdict) => row('x', verdict))
  expect(tallyOf(rows)).toEqual([
    ['fail', 1],
    ['pass', 2],
    ['skip', 1],
  ])
})

test('what it came to is said in words', () => {
  expect(outcomeInWords({ ...noRun, outcome: 'passed' })).toBe(
    'No rule that was checked is broken.',
  )
  expect(outcomeInWords({ ...noRun, outcome: 'busy' })).toContain('One runs at a time')
  expect(outcomeInWords({ ...noRun, outcome: 'toString' })).toBe('toString')
})

test('rows are bounded', () => {
  const rows = Array.from({ length: 5000 }, () => row('x', 'pass'))
  expect(heardOf({ ...running, rows }, row('y', 'pass')).rows).toHaveLength(5000)
})

test('options for want of which checks were skipped are said once each', () => {
  const reason = 'no limit was said; say --option maxUsers=16 if the server is to take 16 users'
  const rows = [
    { ...row('vu-2.3', 'skip'), reason },
    { ...row('vu-2.3a', 'skip'), reason },
    { ...row('vu-2.4', 'skip'), reason: 'not tried' },
    { ...row('vu-2.5', 'fail'), reason: 'say --option pace=0' },
  ]
  expect(missingOptions(rows)).toEqual(['maxUsers=16'])
})

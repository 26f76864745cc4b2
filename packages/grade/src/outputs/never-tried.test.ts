import type { Outcome } from '@parley/kit'
import type { Result } from '../results.ts'
import { findingsOf, outcomeOf, resultOf } from '../testing/findings.ts'
import { neverTriedLines } from './never-tried.ts'

const noLimit = { reason: 'no limit was said' }

function graded(name: string, ...outcomes: readonly Outcome[]): Result {
  return { ...resultOf(name, []), findings: findingsOf(...outcomes) }
}

test('what nobody was tested on is said with its reason, and what somebody was is not', () => {
  const lines = neverTriedLines([
    graded(
      'ann',
      outcomeOf('vu-2.3', 'skip', noLimit),
      outcomeOf('vu-2.4', 'skip', noLimit),
      outcomeOf('vu-2.5', 'skip', noLimit),
      outcomeOf('vu-2.6', 'skip', { blockedBy: 'vu-2.7' }),
    ),
    graded(
      'bo',
      outcomeOf('vu-2.3', 'skip', { blockedBy: 'vu-2.7' }),
      outcomeOf('vu-2.4', 'skip', noLimit),
      outcomeOf('vu-2.5', 'fail'),
      outcomeOf('vu-2.6', 'skip', { blockedBy: 'vu-2.7' }),
    ),
    { ...graded('cy', outcomeOf('vu-2.9', 'skip', noLimit)), state: 'no-start' },
  ])
  expect(lines).toEqual(['not tried for anybody: vu-2.3, vu-2.4 (no limit was said)'])
})

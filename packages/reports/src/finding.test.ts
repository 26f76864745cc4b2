import type { Outcome } from '@parley/kit'
import { findingsOf, remarksOf, skipsOf } from './finding.ts'
import { reportText } from './terminal.ts'
import {
  failedOutcome,
  sampleFailure,
  sampleFindings,
  sampleOutcome,
  sampleRule,
} from './testing/findings.ts'
import { forStaff } from './view.ts'

const idsOf = (...outcomes: readonly Outcome[]) =>
  findingsOf(forStaff(sampleFindings(outcomes))).map(({ check, others }) => [
    check.id,
    ...others.map(({ id }) => id),
  ])

const should = (id: string, source: 'paper' | 'custom' | 'own', over: Partial<Outcome> = {}) =>
  failedOutcome(id, {
    verdict: 'warn',
    failure: sampleFailure(sampleRule(id, { level: 'SHOULD', source })),
    hint: `hint of ${id}`,
    ...over,
  })

const traceback = (line: number) => ({
  how: 'exit status 1',
  output: [
    'Traceback (most recent call last):',
    `  File "/tmp/x/server.py", line ${line}, in <module>`,
    'OSError: [Errno 9] Bad file descriptor',
  ],
})

it('has crashes first, then what fails, by its weight, then what is only advice', () => {
  expect(
    idsOf(
      should('vu-1.1', 'own'),
      should('vu-1.2', 'custom'),
      should('vu-1.3', 'paper'),
      sampleOutcome('vu-1.4', { verdict: 'error', reason: 'no port was free' }),
      should('vu-1.5', 'paper', { verdict: 'fail' }),
      failedOutcome('vu-1.6'),
      failedOutcome('vu-1.7', { program: traceback(41) }),
    ),
  ).toEqual([['vu-1.7'], ['vu-1.6'], ['vu-1.5'], ['vu-1.4'], ['vu-1.3'], ['vu-1.2'], ['vu-1.1']])
})

it('tells a cause once: the same crash, the same diagnosis, advice that fails alike', () => {
  const ended = (name: string) => ({ how: 'exit status 1', output: [`cannot send to ${name}`] })
  const cause = 'you serve one client at a time'
  expect(
    idsOf(
      failedOutcome('vu-1.1', { program: traceback(41) }),
      failedOutcome('vu-1.2', { program: traceback(41) }),
      failedOutcome('vu-1.3', { program: traceback(10) }),
      failedOutcome('vu-1.4', { program: ended('bobt8foyv') }),
      failedOutcome('vu-1.5', { program: ended('catux5ns1') }),
      failedOutcome('vu-2.1', { cause }),
      failedOutcome('vu-2.2', { cause }),
      failedOutcome('vu-2.3'),
      should('vu-3.1', 'own', { hint: 'Read on.' }),
      should('vu-3.1.long', 'own', {
        hint: 'Read on.',
        failure: sampleFailure(sampleRule('vu-3.1', { level: 'SHOULD', source: 'own' })),
      }),
      should('vu-3.2', 'own', { hint: 'Read on.' }),
    ),
  ).toEqual([
    ['vu-1.1', 'vu-1.2'],
    ['vu-1.3'],
    ['vu-1.4', 'vu-1.5'],
    ['vu-2.1', 'vu-2.2'],
    ['vu-2.3'],
    ['vu-3.1', 'vu-3.1.long'],
    ['vu-3.2'],
  ])
})

const quiet = [
  ...['vu-1.1', 'vu-1.2', 'vu-1.3', 'vu-1.4', 'vu-1.5'].map((id) =>
    sampleOutcome(id, { verdict: 'skip', reason: 'needs vu-2.7' }),
  ),
  sampleOutcome('vu-1.6', { verdict: 'skip', reason: 'no limit was said' }),
  sampleOutcome('vu-2.1', { ending: { verdict: 'warn', how: 'a connection was reset' } }),
  sampleOutcome('vu-2.2', { ending: { verdict: 'warn', how: 'a connection was reset' } }),
  sampleOutcome('vu-2.3'),
]

it('has one note for each reason, and one for what is to be said of what has passed', () => {
  const shown = forStaff(sampleFindings(quiet))
  expect(skipsOf(shown).map(({ text, checks }) => [text, checks.length])).toEqual([
    ['needs vu-2.7', 5],
    ['no limit was said', 1],
  ])
  expect(remarksOf(shown).map(({ text, checks }) => [text, checks.length])).toEqual([
    ['a connection was reset', 2],
  ])
  expect(reportText(shown).split('\n').slice(-5, -2)).toEqual([
    '– 5 SKIP: needs vu-2.7 (vu-1.1, vu-1.2, vu-1.3 and 2 more)',
    '– 1 SKIP: no limit was said (vu-1.6)',
    '✓ 2 PASS with a note: a connection was reset (vu-2.1 and vu-2.2)',
  ])
})

it('names the others that have the same cause', () => {
  const outcomes = [1, 2].map((it) => failedOutcome(`vu-1.${it}`, { program: traceback(41) }))
  const report = reportText(
    forStaff(
      sampleFindings(outcomes, {
        program: ['vu-1.1', 'vu-1.1', 'vu-1.2'].map((check) => ({
          check,
          what: 'it has ended: exit status 1',
          output: traceback(41).output,
        })),
      }),
    ),
    { width: 120 },
  )
  expect(report).toContain(`
✗ FAIL vu-1.1 MUST  title of vu-1.1
  also      vu-1.2, for the same cause
  crash     the server died of an exception: OSError: [Errno 9] Bad file descriptor, at server.py:41
`)
  expect(report.split('\n')[1]).toBe(
    'in vu-1.1 and vu-1.2: the server died of an exception: OSError: [Errno 9] Bad file descriptor, at server.py:41',
  )
})

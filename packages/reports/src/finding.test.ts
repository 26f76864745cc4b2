import { Buffer } from 'node:buffer'
import type { Outcome } from '@parley/kit'
import { findingsOf, remarksOf, skipsOf } from './finding.ts'
import { parseRubric } from './rubric.ts'
import { reportText } from './terminal.ts'
import {
  failedOutcome,
  sampleFailure,
  sampleFindings,
  sampleOutcome,
  sampleRule,
} from './testing/findings.ts'
import { startText } from './verdict.ts'
import { forStaff } from './view.ts'

const idsOf = (...outcomes: readonly Outcome[]) =>
  findingsOf(forStaff(sampleFindings(outcomes))).map(({ check, others }) => [
    check.id,
    ...others.map(({ id }) => id),
  ])

const should = (id: string, source: 'paper' | 'custom' | 'own', over: Partial<Outcome> = {}) =>
  failedOutcome(id, {
    verdict: 'warn',
    failure: sampleFailure(sampleRule(id, { level: 'SHOULD', source }), { expected: id }),
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
        failure: sampleFailure(sampleRule('vu-3.1', { level: 'SHOULD', source: 'own' }), {
          expected: 'vu-3.1',
        }),
      }),
      should('vu-3.2', 'own', { hint: 'Read on.' }),
    ),
  ).toEqual([
    ['vu-1.1', 'vu-1.2'],
    ['vu-1.4', 'vu-1.5'],
    ['vu-2.1', 'vu-2.2'],
    ['vu-1.3'],
    ['vu-2.3'],
    ['vu-3.1', 'vu-3.1.long'],
    ['vu-3.2'],
  ])
})

/** A client that has sent this where that was due; and one that has shown this. */
const sent = (id: string, expected: string | undefined, came: string | undefined, why: string) =>
  failedOutcome(id, {
    failure: sampleFailure(sampleRule(id), {
      expected,
      came: came === undefined ? undefined : Buffer.from(came),
      why,
    }),
    hint: `hint of ${id}`,
    log: [
      { kind: 'came', time: 5, wire: 'A', bytes: Buffer.from(came ?? '{"request":"names"}\n') },
    ],
  })
const warned = (outcome: Outcome): Outcome => ({ ...outcome, verdict: 'warn' })
const shown = 'the client shows '

test.each<[string, readonly Outcome[]]>([
  [
    'the wrong message of a client, in whatever place it comes',
    [
      sent('vu-1.1', 'SEND * hi\\n', 'list annbktis7\n', 'other bytes came'),
      warned(sent('vu-4.2', 'LIST\\n', 'list bobqliyt1\n', 'another line came')),
    ],
  ],
  [
    'a write of white space, where nothing was due and where it is said how a message is written',
    [
      warned(sent('vu-1.1', 'nothing', '\n', 'something came')),
      {
        ...sent('vu-4.2', undefined, undefined, 'it came in several pieces'),
        log: [{ kind: 'came', time: 5, wire: 'A', bytes: Buffer.from('\r\n') }],
      },
    ],
  ],
  [
    'a line end behind each message, which is in the write of the message',
    [
      warned(sent('vu-1.1', 'nothing', '\n', 'something came')),
      sent('vu-4.2', undefined, undefined, 'something stands behind the message'),
    ],
  ],
  [
    'a request that comes too early',
    [
      sent('vu-1.1', 'SEND * hi\\n', '{"request":"names"}\n', 'other bytes came'),
      warned(sent('vu-4.2', undefined, undefined, 'something came with the login')),
    ],
  ],
  [
    'the same text in place of the same',
    [
      sent('vu-1.1', 'It was sent\\n', 'It was snet\n', 'something else was'),
      warned(sent('vu-4.2', 'It was sent\\n', 'It was snet\n', 'something else was')),
    ],
  ],
  [
    'that a client shows nothing',
    [
      sent('vu-1.1', `${shown}annbktis7`, '\n', 'something else was'),
      warned(sent('vu-4.2', `${shown}second`, '  \n', 'something else was')),
    ],
  ],
  [
    'words that a client does not show',
    [
      sent('vu-1.1', `${shown}Hello annbktis7`, 'Name? ', 'something else was'),
      warned(sent('vu-4.2', `${shown}Hello bobqliyt1`, 'Taken. Name? ', 'something else was')),
    ],
  ],
  [
    'a rule that is broken in the same way',
    [
      sent('vu-1.1', 'a request of type MSG', 'msg', 'the type is "msg"'),
      {
        ...sent('vu-1.1', 'a request of type ATU', 'atu', 'the type is "atu"'),
        ...{ id: 'vu-1.1.list', hint: 'another hint' },
      },
    ],
  ],
  [
    'what was recognised, which is a FAIL here and a WARN there',
    [
      failedOutcome('vu-1.1', { cause: 'you end lines with \\r\\n' }),
      should('vu-4.2', 'paper', { cause: 'you end lines with \\r\\n' }),
    ],
  ],
])('one cause of a client is told once: %s', (_what, outcomes) => {
  const found = findingsOf(forStaff(sampleFindings(outcomes, { side: 'client' })))
  expect(found).toHaveLength(1)
  expect(found[0]?.check.verdict).toBe('fail')
})

it('keeps apart what only looks alike', () => {
  const apart = [
    sent('vu-1.1', 'SEND * hi\\n', 'LIST\n', 'other bytes came'),
    sent('vu-2.1', `${shown}Welcome`, 'Hello', 'something else was'),
    sent('vu-3.1', 'LOGOUT\\n', undefined, 'nothing came in time'),
    sent('vu-4.1', 'HELLO\\n', undefined, 'nothing came in time'),
    sent('vu-5.1', undefined, undefined, 'it came in several pieces'),
    sent('vu-6.1', undefined, undefined, 'it did not close'),
  ].map((one, index) => ({
    ...one,
    log: [{ kind: 'came' as const, time: 5, wire: 'A', bytes: Buffer.from(`line ${index}\n`) }],
  }))
  expect(findingsOf(forStaff(sampleFindings(apart, { side: 'client' })))).toHaveLength(6)
})

it('takes one wrong answer of a server for one cause only where a SHOULD is about it', () => {
  const ofServer = (id: string) => sent(id, 'LIST-OK\\n', 'UNKNOWN\n', 'other bytes came')
  const [one, other, advice] = [ofServer('vu-1.1'), ofServer('vu-2.1'), ofServer('vu-3.1')]
  expect(idsOf(one, other)).toEqual([['vu-1.1'], ['vu-2.1']])
  expect(idsOf(warned(advice), one)).toEqual([['vu-1.1', 'vu-3.1']])
})

it('does not take one answer to several requests for one cause', () => {
  const answers = [
    sent('vu-1.1', 'SEND-OK\\n', 'BAD-RQST-HDR\n', 'other bytes came'),
    sent('vu-2.1', 'LIST-OK\\n', 'BAD-RQST-HDR\n', 'other bytes came'),
  ]
  expect(idsOf(...answers)).toEqual([['vu-1.1'], ['vu-2.1']])
})

it('has what costs most first, with what was not tried because of it', () => {
  const kept = (id: string, blockedBy: string) =>
    sampleOutcome(id, { verdict: 'skip', blockedBy, reason: `needs ${blockedBy}` })
  const outcomes = [
    failedOutcome('vu-1.1', { program: traceback(41) }),
    failedOutcome('vu-2.1'),
    kept('vu-2.2', 'vu-2.1'),
    kept('vu-3.1', 'vu-2.1'),
    should('vu-3.2', 'own'),
    kept('vu-3.3', 'vu-3.2'),
  ]
  const found = findingsOf(forStaff(sampleFindings(outcomes)))
  expect(found.map(({ check, count, cost }) => [check.id, count, cost])).toEqual([
    ['vu-2.1', 3, 3],
    ['vu-1.1', 1, 1],
    ['vu-3.2', 2, 0],
  ])
  expect(startText(forStaff(sampleFindings(outcomes)))).toBe(
    'start here: vu-2.1 title of vu-2.1 (explains 3 checks); then vu-1.1 (1 check)',
  )
  const rubric = parseRubric({ points: { 'vu-1': 10, 'vu-2': 4 } })
  expect(startText(forStaff(sampleFindings(outcomes), rubric))).toBe(
    'start here: vu-1.1 title of vu-1.1 (explains 1 check, costs 10 points); then vu-2.1 (3 checks, costs 4 points)',
  )
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

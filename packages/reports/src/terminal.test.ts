import { Buffer } from 'node:buffer'
import type { Outcome } from '@parley/kit'
import { withBaseline } from './baseline.ts'
import { parseRubric } from './rubric.ts'
import { progressText, reportText, summaryText, type TerminalStyle } from './terminal.ts'
import {
  everyVerdict,
  failedOutcome,
  sampleFailure,
  sampleFindings,
  sampleOutcome,
  sampleRule,
} from './testing/findings.ts'
import { forStaff, forStudents } from './view.ts'
import { openChecks } from './view-model.ts'

/** What a report has between its verdict and its last line. */
function between(report: string): string {
  return /^(?:(?:\x1b\[\d+m)?[✗!?–✓].*\n| {2}.*\n)+/m.exec(report)?.[0] ?? ''
}

const text = (outcome: Outcome, style?: TerminalStyle) =>
  between(reportText(forStaff(sampleFindings([outcome])), style))

describe('a check on a terminal', () => {
  it('tells all of a failure', () => {
    expect(text(failedOutcome('vu-3.7.spaces'))).toBe(
      `✗ FAIL vu-3.7.spaces MUST  title of vu-3.7.spaces
  rule      The sentence of vu-3.7. (section 3.7, paper of 2025)
  expected  BAD-RQST-BODY\\n
  came      BAD-RQST-HDR\\n
                     ^
  why       the answer is not the one that is due
  perhaps   you refuse the first word
     0 ms  A · connected
    12 ms  A → SEND bob\\n
  ✗ 14 ms  A ← BAD-RQST-HDR\\n
  hint      Look at where the line is split.
  run       parley check server vu localhost:5000 --only vu-3.7.spaces
`,
    )
  })

  it('says where nothing came, whose rule it was, and how it ended', () => {
    const failure = sampleFailure(sampleRule('vu-2.1'), {
      came: undefined,
      at: undefined,
      expected: 'a line',
      recognised: [],
    })
    const outcome = failedOutcome('vu-3.3', {
      failure,
      log: [],
      hint: undefined,
      ending: { verdict: 'warn', how: 'was reset' },
    })
    expect(text(outcome)).toBe(
      `✗ FAIL vu-3.3 MUST  title of vu-3.3
  rule      The sentence of vu-2.1. (section 2.1, paper of 2025, vu-2.1, MUST)
  expected  a line
  came      nothing
  why       the answer is not the one that is due
  closing   was reset
  run       parley check server vu localhost:5000 --only vu-3.3
`,
    )
  })

  it('is silent on what has passed, unless it is asked', () => {
    expect(text(sampleOutcome('vu-2.1'))).toBe('')
    expect(text(sampleOutcome('vu-2.1'), { verbose: true })).toBe(
      `✓ PASS vu-2.1 MUST  title of vu-2.1
  rule      The sentence of vu-2.1. (section 2.1, paper of 2025)
  run       parley check server vu localhost:5000 --only vu-2.1
`,
    )
  })

  it('gives reasons', () => {
    expect(text(sampleOutcome('vu-4.1', { verdict: 'skip', reason: 'vu-2.2 has failed' }))).toBe(
      '– 1 SKIP: vu-2.2 has failed (vu-4.1)\n',
    )
  })

  it('has colours only where they are asked for', () => {
    expect(text(failedOutcome('vu-3.7'))).not.toContain('\x1b')
    const coloured = text(failedOutcome('vu-3.7'), { colour: true })
    expect(coloured).toContain('\x1b[31m✗ FAIL vu-3.7 MUST\x1b[0m  \x1b[1mtitle of vu-3.7\x1b[0m\n')
    expect(coloured).toContain('\x1b[31m^\x1b[0m\n')
  })

  it('keeps to the width, around the first wrong byte', () => {
    const failure = sampleFailure(sampleRule('vu-3.7'), {
      expected: `${'a'.repeat(100)}bc\\n`,
      came: Buffer.from(`${'a'.repeat(100)}\xff${'c'.repeat(100)}`, 'latin1'),
      at: 100,
      why: 'word '.repeat(20).trim(),
    })
    const log = [{ kind: 'sent', time: 1, wire: 'A', bytes: Buffer.from('x'.repeat(300)) }] as const
    const lines = text(failedOutcome('vu-3.7', { failure, log }), { width: 60 }).split('\n')
    expect(lines.slice(3, 9)).toEqual([
      '  expected  …aaaaaaaaaaaaaaaabc\\n',
      '  came      …aaaaaaaaaaaaaaaa\\xffcccccccccccccccccccccccccc…',
      '                             ^^^^',
      '  why       word word word word word word word word word',
      '            word word word word word word word word word',
      '            word word',
    ])
    expect(lines[10]).toBe(`    1 ms  A → ${'x'.repeat(45)}…`)
  })

  it('tells what may be seen and no more', () => {
    const rubric = parseRubric({ visibility: { 'vu-3': 'actual-only', 'vu-4': 'name-only' } })
    const shown = forStudents(
      sampleFindings([failedOutcome('vu-3.7'), failedOutcome('vu-4.1')]),
      rubric,
    )
    expect(between(reportText(shown))).toBe(`✗ FAIL vu-3.7  title of vu-3.7
  came      BAD-RQST-HDR\\n
    12 ms  A → SEND bob\\n
  ✗ 14 ms  A ← BAD-RQST-HDR\\n
✗ FAIL vu-4.1  title of vu-4.1
`)
  })

  it('is one line while the run goes on, where it has not passed', () => {
    const shown = openChecks(forStaff(sampleFindings(everyVerdict)))
    expect(shown.map((check) => progressText(check))).toEqual([
      '',
      '✗ FAIL vu-3.7.spaces MUST  title of vu-3.7.spaces\n',
      '! WARN vu-3.8 SHOULD  title of vu-3.8\n',
      '',
      '? ERROR vu-4.2 MUST  title of vu-4.2\n',
    ])
  })

  it('begins with the crash where the program has ended, and leaves out what only follows from it', () => {
    const failure = sampleFailure(sampleRule('vu-2.7', { level: 'SHOULD' }), {
      expected: 'HELLO ann\\n',
      came: undefined,
      at: undefined,
      why: 'the connection was reset; the server has ended: exit status 1',
      recognised: [],
    })
    const outcome = failedOutcome('vu-2.7', {
      failure,
      rule: failure.rule,
      log: [{ kind: 'sent', time: 12, wire: 'A', bytes: Buffer.from('SEND bob\n') }],
      program: {
        how: 'exit status 1',
        output: [
          'Traceback (most recent call last):',
          '  File "/tmp/parley-Bk/server.py", line 41, in readable',
          '    data = conn.recv(65536)',
          'ConnectionResetError: [Errno 104] Connection reset by peer',
        ],
      },
    })
    expect(text(outcome, { width: 120 })).toBe(`✗ FAIL vu-2.7 SHOULD  title of vu-2.7
  crash     the server died of an exception: ConnectionResetError: [Errno 104] Connection reset by peer, at server.py:41
  line      server.py:41: data = conn.recv(65536)
  ended     exit status 1
  printed   Traceback (most recent call last):
  printed     File "/tmp/parley-Bk/server.py", line 41, in readable
  printed       data = conn.recv(65536)
  printed   ConnectionResetError: [Errno 104] Connection reset by peer
  counts    as a FAIL though the rule is a SHOULD: nothing may end the server
  rule      The sentence of vu-2.7. (section 2.7, paper of 2025)
  ✗ 12 ms  A → SEND bob\\n
  hint      Look at where the line is split.
  run       parley check server vu localhost:5000 --only vu-2.7
`)
  })

  it('has an exception after which the program lives on, and what came', () => {
    const exception = ['  File "/tmp/parley-Bk/server.py", line 9, in serve', "KeyError: 'ann'"]
    const report = text(failedOutcome('vu-3.3', { exception, log: [] }), { width: 100 })
    expect(report.split('\n').slice(1, 6)).toEqual([
      "  crash     the server lives on after an exception: KeyError: 'ann', at server.py:9",
      '  printed     File "/tmp/parley-Bk/server.py", line 9, in serve',
      "  printed   KeyError: 'ann'",
      '  rule      The sentence of vu-3.3. (section 3.3, paper of 2025)',
      '  expected  BAD-RQST-BODY\\n',
    ])
  })

  it('says in how many other checks it was read as if it were right', () => {
    const outcomes = [
      failedOutcome('vu-3.3', { log: [], hint: undefined }),
      sampleOutcome('vu-4.1', { forgave: 'vu-3.3' }),
      sampleOutcome('vu-4.2', { forgave: 'vu-3.3' }),
      sampleOutcome('vu-4.3'),
    ]
    expect(reportText(forStaff(sampleFindings(outcomes)), { width: 100 })).toContain(`
  others    in 2 other checks this was read as if it were right, so that it counts here alone
`)
  })

  it('says what came where it was not what was expected, and no why that says nothing', () => {
    const rule = sampleRule('vu-3.3')
    const failure = { came: undefined, at: undefined, recognised: [] }
    const passedOver = failedOutcome('vu-3.3', {
      failure: sampleFailure(rule, {
        ...failure,
        why: 'nothing came in time; 2 others were passed over',
      }),
      log: [
        { kind: 'sent', time: 1, wire: 'A', bytes: Buffer.from('LIST\n') },
        { kind: 'came', time: 2, wire: 'A', bytes: Buffer.from('JOINED bob\n') },
        { kind: 'came', time: 3, wire: 'A', bytes: Buffer.from('JOINED cat\n') },
        { kind: 'sent', time: 9, wire: 'A', bytes: Buffer.from('BYE\n') },
        { kind: 'came', time: 10, wire: 'A', bytes: Buffer.from('BYE-OK\n') },
      ],
      judgedAt: 8,
    })
    expect(text(passedOver)).toBe(`✗ FAIL vu-3.3 MUST  title of vu-3.3
  rule      The sentence of vu-3.3. (section 3.3, paper of 2025)
  expected  BAD-RQST-BODY\\n
  came      no such message; what came last, on A: JOINED cat\\n
  ✗ 1 ms  A → LIST\\n
    2 ms  A ← JOINED bob\\n
    3 ms  A ← JOINED cat\\n
  hint      Look at where the line is split.
  run       parley check server vu localhost:5000 --only vu-3.3
`)
    const other = failedOutcome('vu-3.3', {
      failure: sampleFailure(rule, { why: 'other bytes came' }),
    })
    expect(text(other)).not.toContain('  why ')
  })

  it('has all of what came where no byte of it is named, over several lines', () => {
    const failure = sampleFailure(sampleRule('vu-3.3'), {
      came: Buffer.from('x'.repeat(60)),
      at: undefined,
    })
    expect(text(failedOutcome('vu-3.3', { failure, log: [] }), { width: 52 })).toContain(`
  came      ${'x'.repeat(40)}
            ${'x'.repeat(20)}
`)
  })
})

describe('a summary', () => {
  it('counts, and says how to run again', () => {
    expect(summaryText(forStaff(sampleFindings(everyVerdict)))).toBe(
      `vu server localhost:5000: 5 of 5 checks in 3.2 s
NOT PASSED: 1 passed, 1 failed, 1 warned, 1 skipped, 1 error
1 FAIL costs points; 1 WARN costs none
connections: not closed properly in 1 of 5 checks (this is no verdict, and costs
nothing)
start here: vu-3.7.spaces title of vu-3.7.spaces (explains 1 check)
MUST: a FAIL where it is broken
the same run again: --replay vu-seed-7
`,
    )
  })

  it('has points, hidden checks and the baseline', () => {
    const findings = withBaseline(
      sampleFindings(everyVerdict, { state: 'whole' }),
      new Map([
        ['vu-2.1', 'once'],
        ['vu-3.7.spaces', 'next week'],
        ['vu-9', 'x'],
      ]),
    )
    const rubric = parseRubric({
      points: { 'vu-3': 10, 'vu-4': 5 },
      visibility: { 'vu-4': 'hidden' },
    })
    expect(summaryText(forStudents(findings, rubric))).toBe(
      `vu server localhost:5000: 5 of 5 checks in 3.2 s
NOT PASSED: 1 passed, 1 failed, 1 warned, 1 skipped, 1 error (2 of these hidden)
1 FAIL costs points; 1 WARN costs none
5 of 15 points, 5 of them given for what was not tried
connections: not closed properly in 1 of 5 checks (this is no verdict, and costs
nothing)
known failures: 1
vu-2.1 passes now: take it out of the baseline
vu-9 is in the baseline, but is no check
start here: vu-3.7.spaces title of vu-3.7.spaces (explains 1 check, costs 10
points)
MUST: a FAIL where it is broken
the same run again: --replay vu-seed-7
`,
    )
  })

  it('says that a run is not finished', () => {
    const findings = sampleFindings([sampleOutcome('vu-2.1')], { state: 'running', total: 47 })
    expect(summaryText(forStaff(findings))).toBe(
      `vu server localhost:5000: 1 of 47 checks in 3.2 s
NOT FINISHED: 1 of 47 checks have run
NOT PASSED: 1 passed
the same run again: --replay vu-seed-7
`,
    )
  })

  it('says what the words mean that stand in the report, and whose rules cost nothing', () => {
    const warned = (id: string, source: 'own' | 'custom') =>
      failedOutcome(id, {
        verdict: 'warn',
        hint: id,
        failure: sampleFailure(sampleRule(id, { level: 'SHOULD', source })),
        command: `parley check server vu --only ${id} --replay x`,
      })
    const outcomes = [warned('vu-2.1', 'own'), warned('vu-2.2', 'own'), warned('vu-2.3', 'custom')]
    const lines = summaryText(forStaff(sampleFindings(outcomes)), { width: 400 }).split('\n')
    expect(lines.slice(1, -2)).toEqual([
      'PASSED: 3 warned',
      '3 WARN cost none (2 are Parley’s own and 1 is customary)',
      'start here: vu-2.3 title of vu-2.3 (explains 1 check)',
      'SHOULD: advice, a WARN where it is broken. customary: no paper says it, but most programs in use need it. Parley’s own: no paper says it, only this kit asks for it',
    ])
  })

  it('counts what is lost because it needs what is broken', () => {
    const outcomes = [
      failedOutcome('vu-2.1'),
      sampleOutcome('vu-2.2', { verdict: 'skip', reason: 'needs vu-2.1', blockedBy: 'vu-2.1' }),
      sampleOutcome('vu-2.3', { verdict: 'skip', reason: 'say an option' }),
    ]
    expect(summaryText(forStaff(sampleFindings(outcomes))).split('\n')[2]).toBe(
      '1 FAIL costs points; 1 SKIP costs points (it needs what is broken)',
    )
  })
})

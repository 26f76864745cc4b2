import { Buffer } from 'node:buffer'
import { withBaseline } from './baseline.ts'
import { parseRubric } from './rubric.ts'
import { outcomeText, summaryText, type TerminalStyle } from './terminal.ts'
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

const text = (outcome: Parameters<typeof sampleFindings>[0][number], style?: TerminalStyle) =>
  openChecks(forStaff(sampleFindings([outcome])))
    .map((check) => outcomeText(check, style))
    .join('')

describe('a check on a terminal', () => {
  it('tells all of a failure', () => {
    expect(text(failedOutcome('vu-3.7.spaces'))).toBe(
      `✗ FAIL vu-3.7.spaces MUST  title of vu-3.7.spaces
  rule      The sentence of vu-3.7. (section 3.7)
  expected  BAD-RQST-BODY\\n
  came      BAD-RQST-HDR\\n
                     ^
  why       the answer is not the one that is due
  perhaps   you refuse the first word
   0 ms  A · connected
  12 ms  A → SEND bob\\n
  14 ms  A ← BAD-RQST-HDR\\n
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
  rule      The sentence of vu-2.1. (section 2.1, vu-2.1, MUST)
  expected  a line
  came      nothing came
  why       the answer is not the one that is due
  ending    warning: was reset
  run       parley check server vu localhost:5000 --only vu-3.3
`,
    )
  })

  it('is silent on what has passed, unless it is asked', () => {
    expect(text(sampleOutcome('vu-2.1'))).toBe('')
    expect(text(sampleOutcome('vu-2.1'), { verbose: true })).toBe(
      `✓ PASS vu-2.1 MUST  title of vu-2.1
  rule      The sentence of vu-2.1. (section 2.1)
  run       parley check server vu localhost:5000 --only vu-2.1
`,
    )
  })

  it('gives reasons', () => {
    expect(text(sampleOutcome('vu-4.1', { verdict: 'skip', reason: 'vu-2.2 has failed' }))).toBe(
      `– SKIP vu-4.1 MUST  title of vu-4.1: vu-2.2 has failed
`,
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
    expect(lines.slice(2, 8)).toEqual([
      '  expected  …aaaaaaaaaaaaaaaabc\\n',
      '  came      …aaaaaaaaaaaaaaaa\\xffcccccccccccccccccccccccccc…',
      '                             ^^^^',
      '  why       word word word word word word word word word',
      '            word word word word word word word word word',
      '            word word',
    ])
    expect(lines[9]).toBe(`  1 ms  A → ${'x'.repeat(47)}…`)
  })

  it('tells what may be seen and no more', () => {
    const rubric = parseRubric({ visibility: { 'vu-3': 'actual-only', 'vu-4': 'name-only' } })
    const shown = forStudents(
      sampleFindings([failedOutcome('vu-3.7'), failedOutcome('vu-4.1')]),
      rubric,
    )
    expect(openChecks(shown).map((check) => outcomeText(check))).toEqual([
      '✗ FAIL vu-3.7  title of vu-3.7\n  came      BAD-RQST-HDR\\n\n  12 ms  A → SEND bob\\n\n  14 ms  A ← BAD-RQST-HDR\\n\n',
      '✗ FAIL vu-4.1  title of vu-4.1\n',
    ])
  })
})

describe('a summary', () => {
  it('counts, and says how to run again', () => {
    expect(summaryText(forStaff(sampleFindings(everyVerdict)))).toBe(
      `vu server localhost:5000: 5 of 5 checks in 3.2 s
1 passed, 1 failed, 1 warned, 1 skipped, 1 error
endings: 4 passed, 1 warned
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
1 passed, 1 failed, 1 warned, 1 skipped, 1 error
2 of these are hidden
endings: 4 passed, 1 warned
5 of 15 points, 5 of them given for what was not tried
known failures: 1
vu-2.1 passes now: take it out of the baseline
vu-9 is in the baseline, but is no check
the same run again: --replay vu-seed-7
`,
    )
  })

  it('says that a run is not finished', () => {
    const findings = sampleFindings([sampleOutcome('vu-2.1')], { state: 'running', total: 47 })
    expect(summaryText(forStaff(findings))).toBe(
      `vu server localhost:5000: 1 of 47 checks in 3.2 s
NOT FINISHED: 1 of 47 checks have run
1 passed
endings: 1 passed
the same run again: --replay vu-seed-7
`,
    )
  })
})

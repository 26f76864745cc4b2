import { withBaseline } from './baseline.ts'
import { junitText } from './junit.ts'
import { parseRubric } from './rubric.ts'
import {
  everyVerdict,
  failedOutcome,
  sampleFailure,
  sampleFindings,
  sampleOutcome,
  sampleRule,
} from './testing/findings.ts'
import { forStaff, forStudents } from './view.ts'

const properties = (state: string) => `    <properties>
      <property name="target" value="localhost:5000"/>
      <property name="token" value="vu-seed-7"/>
      <property name="state" value="${state}"/>
      <property name="audience" value="students"/>
    </properties>
`

const nameOnly = parseRubric({ default: 'name-only', visibility: { 'vu-4.2': 'hidden' } })

it('has a suite for each group', () => {
  expect(junitText(forStudents(sampleFindings(everyVerdict), nameOnly))).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="vu server" tests="5" failures="1" errors="1" time="3.200">
  <testsuite name="vu-2" tests="1" failures="0" errors="0" skipped="0" time="0.010" timestamp="2026-01-02T03:04:05">
${properties('whole')}    <testcase classname="vu-2" name="vu-2.1 title of vu-2.1" time="0.010"/>
  </testsuite>
  <testsuite name="vu-3" tests="2" failures="1" errors="0" skipped="0" time="0.020" timestamp="2026-01-02T03:04:05">
${properties('whole')}    <testcase classname="vu-3" name="vu-3.7.spaces title of vu-3.7.spaces" time="0.010">
      <failure type="MUST"/>
    </testcase>
    <testcase classname="vu-3" name="vu-3.8 title of vu-3.8" time="0.010"/>
  </testsuite>
  <testsuite name="vu-4" tests="1" failures="0" errors="0" skipped="1" time="0.010" timestamp="2026-01-02T03:04:05">
${properties('whole')}    <testcase classname="vu-4" name="vu-4.1 title of vu-4.1" time="0.010">
      <skipped/>
    </testcase>
  </testsuite>
  <testsuite name="hidden" tests="1" failures="0" errors="1" skipped="0" time="0.000" timestamp="2026-01-02T03:04:05">
${properties('whole')}    <testcase classname="hidden" name="hidden 1">
      <error type="kit"/>
    </testcase>
  </testsuite>
</testsuites>
`,
  )
})

it('tells all of a failure in its element, and of a warning in system-out', () => {
  const text = junitText(forStaff(sampleFindings(everyVerdict)))
  expect(text).toContain(
    `      <failure message="the answer is not the one that is due" type="MUST">
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
</failure>
`,
  )
  expect(text).toContain(
    `name="vu-3.8 title of vu-3.8" time="0.010">\n      <system-out>\nrule      The`,
  )
  expect(text).toContain('<skipped message="vu-2.2 has failed"/>')
  expect(text).toContain('<error message="no port was free" type="kit">')
})

it('skips known failures, and has a suite for what is wrong with the run itself', () => {
  const baseline = new Map([
    ['vu-3.7.spaces', 'next week'],
    ['vu-2.1', 'once'],
  ])
  const findings = sampleFindings(everyVerdict, { state: 'running', total: 9 })
  const text = junitText(forStaff(withBaseline(findings, baseline)))
  expect(text).toContain('<skipped message="known: next week"/>')
  expect(text).toContain('tests="7" failures="1" errors="2" time=')
  expect(text).toContain(
    `  <testsuite name="run" tests="2" failures="1" errors="1" skipped="0" time="0.000" timestamp="2026-01-02T03:04:05">
    <testcase classname="run" name="the run is complete" time="0.000">
      <error message="not finished: 5 of 9 checks have run" type="run"/>
    </testcase>
    <testcase classname="run" name="the baseline is up to date" time="0.000">
      <failure message="known failures: 1; vu-2.1 passes now: take it out of the baseline" type="run"/>
    </testcase>
  </testsuite>
`,
  )
})

it('has no suites where nothing has run', () => {
  expect(junitText(forStaff(sampleFindings([])))).toContain('errors="0" time="3.200"/>')
  expect(junitText(forStaff(sampleFindings([sampleOutcome('vu-2.1')])))).not.toContain('system-out')
})

it('has a message that says what is wrong: the crash, or what was expected and came', () => {
  const why = 'nothing came in time'
  const failure = sampleFailure(sampleRule('vu-3.7'), { came: undefined, at: undefined, why })
  const program = { how: 'exit status 1', output: ['KeyError: ann'] }
  const outcomes = [
    failedOutcome('vu-3.7', { failure, log: [] }),
    failedOutcome('vu-3.7.a', { failure, program }),
    failedOutcome('vu-3.7.b', {
      failure: sampleFailure(failure.rule, { why: 'other bytes came' }),
    }),
  ]
  const messages = junitText(forStaff(sampleFindings(outcomes))).match(
    /(?<=<failure message=")[^"]*/g,
  )
  expect(messages).toEqual([
    'expected BAD-RQST-BODY\\n; came nothing',
    'the server died of an exception: KeyError: ann',
    'expected BAD-RQST-BODY\\n; came BAD-RQST-HDR\\n',
  ])
})

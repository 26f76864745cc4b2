import { withBaseline } from './baseline.ts'
import { parseRubric } from './rubric.ts'
import { tapText } from './tap.ts'
import { everyVerdict, sampleFindings, sampleOutcome } from './testing/findings.ts'
import { forStaff, forStudents } from './view.ts'

it('has a point for each check', () => {
  const rubric = parseRubric({
    points: { 'vu-3': 4 },
    default: 'actual-only',
    visibility: { 'vu-4': 'full', 'vu-4.2': 'hidden' },
  })
  const baseline = new Map([['vu-3.7.spaces', 'secret reason']])
  expect(tapText(forStudents(withBaseline(sampleFindings(everyVerdict), baseline), rubric))).toBe(
    `TAP version 14
1..5
# vu server localhost:5000
# --replay vu-seed-7
# 0 of 4 points
# known failures: 1
ok 1 - vu-2.1 title of vu-2.1
not ok 2 - vu-3.7.spaces title of vu-3.7.spaces # TODO known
  ---
  verdict: "FAIL"
  details:
    - "came      BAD-RQST-HDR\\\\n"
    - "known     a known failure"
    - "points    0 of 4 points"
    - "  12 ms  A → SEND bob\\\\n"
    - "✗ 14 ms  A ← BAD-RQST-HDR\\\\n"
  ...
not ok 3 - vu-3.8 title of vu-3.8 # TODO a SHOULD
  ---
  verdict: "WARN"
  details:
    - "came      BAD-RQST-HDR\\\\n"
    - "  12 ms  A → SEND bob\\\\n"
    - "✗ 14 ms  A ← BAD-RQST-HDR\\\\n"
  ...
ok 4 - vu-4.1 title of vu-4.1 # SKIP vu-2.2 has failed
  ---
  verdict: "SKIP"
  message: "vu-2.2 has failed"
  details:
    - "rule      The sentence of vu-4.1. (section 4.1, paper of 2025)"
    - "reason    vu-2.2 has failed"
    - "run       parley check server vu localhost:5000 --only vu-4.1"
  ...
not ok 5 - (hidden)
`,
  )
})

it('has too few points for its plan where the run is not whole', () => {
  const findings = sampleFindings([sampleOutcome('vu-2.1')], { state: 'running', total: 3 })
  expect(tapText(forStaff(findings))).toBe(
    `TAP version 14
1..3
# vu server localhost:5000
# --replay vu-seed-7
# not finished: 1 of 3 checks have run
ok 1 - vu-2.1 title of vu-2.1
`,
  )
})

it('fails where a known failure passes', () => {
  const findings = sampleFindings([sampleOutcome('vu-2.1', { title: 'a # b \\ c' })])
  expect(tapText(forStaff(withBaseline(findings, new Map([['vu-2.1', 'x']]))))).toBe(
    `TAP version 14
1..2
# vu server localhost:5000
# --replay vu-seed-7
# vu-2.1 passes now: take it out of the baseline
ok 1 - vu-2.1 a \\# b \\\\ c
not ok 2 - the baseline is up to date: passes now: vu-2.1
`,
  )
})

import { gradescopeResult } from './gradescope.ts'
import { parseRubric } from './rubric.ts'
import { everyVerdict, sampleFindings } from './testing/findings.ts'
import { forStaff, forStudents } from './view.ts'

const rubric = parseRubric({
  points: { 'vu-2': 2, 'vu-3': 4, 'vu-4': 3 },
  default: 'actual-only',
  visibility: { 'vu-4': 'full', 'vu-4.2': 'hidden' },
})

it('has the points of a rubric', () => {
  const shown = forStudents(sampleFindings(everyVerdict), rubric)
  expect(gradescopeResult(shown, 'after_published')).toEqual({
    score: 5,
    execution_time: 3.2,
    output: `vu server localhost:5000: 5 of 5 checks in 3.2 s
NOT PASSED: 1 passed, 1 failed, 1 warned, 1 skipped, 1 error (1 of these hidden)
1 FAIL costs points; 1 WARN costs none
5 of 9 points, 3 of them given for what was not tried
connections: not closed properly in 1 of 5 checks (this is no verdict, and costs
nothing)
start here: vu-3.7.spaces title of vu-3.7.spaces (explains 1 check, costs 4
points)
the same run again: --replay vu-seed-7
`,
    output_format: 'text',
    stdout_visibility: 'hidden',
    tests: [
      {
        score: 2,
        max_score: 2,
        status: 'passed',
        name: 'vu-2.1 title of vu-2.1',
        output: 'PASS',
        output_format: 'text',
        tags: ['vu-2'],
        visibility: 'after_published',
      },
      {
        score: 0,
        max_score: 4,
        status: 'failed',
        name: 'vu-3.7.spaces title of vu-3.7.spaces',
        output:
          'FAIL\ncame      BAD-RQST-HDR\\n\npoints    0 of 4 points\n  12 ms  A → SEND bob\\n\n✗ 14 ms  A ← BAD-RQST-HDR\\n',
        output_format: 'text',
        tags: ['vu-3'],
        visibility: 'after_published',
      },
      {
        status: 'passed',
        name: 'vu-3.8 title of vu-3.8',
        output:
          'WARN\ncame      BAD-RQST-HDR\\n\n  12 ms  A → SEND bob\\n\n✗ 14 ms  A ← BAD-RQST-HDR\\n',
        output_format: 'text',
        tags: ['vu-3'],
        visibility: 'after_published',
      },
      {
        score: 1.5,
        max_score: 1.5,
        status: 'passed',
        name: 'vu-4.1 title of vu-4.1',
        number: '4.1',
        output: `SKIP
rule      The sentence of vu-4.1. (section 4.1, paper of 2025)
reason    vu-2.2 has failed
points    1.5 of 1.5 points (given: skipped)
run       parley check server vu localhost:5000 --only vu-4.1`,
        output_format: 'text',
        tags: ['vu-4'],
        visibility: 'after_published',
      },
      { score: 1.5, max_score: 1.5, status: 'passed', visibility: 'hidden' },
    ],
  })
})

it('counts one point each where there is no rubric, and shows students nothing made for staff', () => {
  const result = gradescopeResult(forStaff(sampleFindings(everyVerdict)))
  expect(result.score).toBe(2)
  expect(result.output).toBe('')
  expect(result.tests.map((test) => [test.score, test.max_score, test.visibility])).toEqual([
    [1, 1, 'hidden'],
    [0, 1, 'hidden'],
    [1, 1, 'hidden'],
    [undefined, undefined, 'hidden'],
    [undefined, undefined, 'hidden'],
  ])
})

it('gives nothing for a run that is not whole', () => {
  const findings = sampleFindings(everyVerdict, { state: 'running', total: 9 })
  const result = gradescopeResult(forStudents(findings, rubric))
  expect(result.score).toBe(0)
  expect(result.output.split('\n')[1]).toBe('NOT FINISHED: 5 of 9 checks have run')
  expect(result.tests.slice(0, 1)).toEqual([
    {
      status: 'passed',
      name: 'vu-2.1 title of vu-2.1',
      output: 'PASS',
      output_format: 'text',
      tags: ['vu-2'],
      visibility: 'visible',
    },
  ])
})

it('has of hidden checks what staff see, where Gradescope shows it to staff alone', () => {
  const findings = sampleFindings(everyVerdict)
  const [hidden] = gradescopeResult(
    forStudents(findings, rubric),
    'visible',
    forStaff(findings, rubric),
  ).tests.filter(({ visibility }) => visibility === 'hidden')
  expect(hidden).toMatchObject({
    name: 'vu-4.2 title of vu-4.2',
    output: expect.stringContaining('no port was free'),
    tags: ['vu-4'],
  })
})

import { Buffer } from 'node:buffer'
import { withBaseline } from './baseline.ts'
import { classroomResult, encodeClassroomResult } from './classroom.ts'
import { parseRubric } from './rubric.ts'
import { everyVerdict, sampleFindings, sampleOutcome } from './testing/findings.ts'
import { forStudents } from './view.ts'

const rest = { test_code: '', filename: '', line_no: 0, execution_time: '0.010s' }

it('has a test for each check', () => {
  const rubric = parseRubric({
    points: { 'vu-2': 2, 'vu-3': 4, 'vu-4': 3 },
    default: 'name-only',
    visibility: { 'vu-3.7.spaces': 'actual-only', 'vu-4': 'full', 'vu-4.2': 'hidden' },
  })
  expect(classroomResult(forStudents(sampleFindings(everyVerdict), rubric))).toEqual({
    version: 1,
    status: 'error',
    max_score: 9,
    tests: [
      { ...rest, name: 'vu-2.1 title of vu-2.1', status: 'pass', score: 2, message: null },
      {
        ...rest,
        name: 'vu-3.7.spaces title of vu-3.7.spaces',
        status: 'fail',
        score: 0,
        message:
          'came      BAD-RQST-HDR\\n\npoints    0 of 4 points\n  12 ms  A → SEND bob\\n\n✗ 14 ms  A ← BAD-RQST-HDR\\n',
      },
      { ...rest, name: 'vu-3.8 title of vu-3.8', status: 'pass', score: 0, message: null },
      {
        ...rest,
        name: 'vu-4.1 title of vu-4.1',
        status: 'pass',
        score: 1.5,
        message: `rule      The sentence of vu-4.1. (section 4.1, paper of 2025)
reason    vu-2.2 has failed
points    1.5 of 1.5 points (given: skipped)
run       parley check server vu localhost:5000 --only vu-4.1`,
        test_code: 'parley check server vu localhost:5000 --only vu-4.1',
      },
      {
        ...rest,
        name: 'hidden check',
        status: 'error',
        score: 1.5,
        message: null,
        execution_time: '0.000s',
      },
    ],
  })
})

it('counts one point each where there is no rubric', () => {
  const result = classroomResult(forStudents(sampleFindings(everyVerdict), parseRubric({})))
  expect(result.max_score).toBe(3)
  expect(result.tests.map(({ score }) => score)).toEqual([1, 0, 1, 0, 0])
})

it('has tests of its own for what is wrong with the run', () => {
  const findings = sampleFindings([sampleOutcome('vu-2.1')], { state: 'running', total: 3 })
  const compared = withBaseline(findings, new Map([['vu-2.1', 'once']]))
  const { status, tests, max_score } = classroomResult(forStudents(compared, parseRubric({})))
  expect([status, max_score, tests[0]?.score]).toEqual(['error', 0, 0])
  expect(tests.slice(1)).toEqual([
    {
      ...rest,
      name: 'the run is complete',
      status: 'error',
      score: 0,
      message: 'not finished: 1 of 3 checks have run',
      execution_time: '0.000s',
    },
    {
      ...rest,
      name: 'the baseline is up to date',
      status: 'fail',
      score: 0,
      message: 'vu-2.1 passes now: take it out of the baseline',
      execution_time: '0.000s',
    },
  ])
})

it('is handed on as JSON in Base64', () => {
  const result = { version: 1, status: 'pass', max_score: 0, tests: [] } as const
  expect(encodeClassroomResult(result)).toBe(
    'eyJ2ZXJzaW9uIjoxLCJzdGF0dXMiOiJwYXNzIiwibWF4X3Njb3JlIjowLCJ0ZXN0cyI6W119',
  )
  const named = classroomResult(
    forStudents(sampleFindings([sampleOutcome('vu-2.1', { title: '→ é' })]), parseRubric({})),
  )
  const decoded = Buffer.from(encodeClassroomResult(named), 'base64').toString('utf8')
  expect(JSON.parse(decoded)).toEqual(named)
})

it('has scores that come to the exact points where they are added one after the other', () => {
  for (const points of [3, 7, 10, 30, 62.5, 99.99]) {
    for (let count = 1; count <= 90; count += 1) {
      const outcomes = Array.from({ length: count }, (_, index) =>
        sampleOutcome(`vu-3.${index + 1}`),
      )
      const rubric = parseRubric({ points: { 'vu-3': points } })
      const { tests, max_score } = classroomResult(forStudents(sampleFindings(outcomes), rubric))
      expect(tests.reduce((sum, { score }) => sum + score, 0)).toBe(points)
      expect(max_score).toBe(points)
    }
  }
})

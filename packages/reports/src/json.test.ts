import { jsonReport, jsonText } from './json.ts'
import { parseRubric } from './rubric.ts'
import { everyVerdict, failedOutcome, sampleFindings, sampleOutcome } from './testing/findings.ts'
import { forStaff, forStudents } from './view.ts'

it('has everything of a failure', () => {
  expect(jsonReport(forStaff(sampleFindings([failedOutcome('vu-3.7')])))).toEqual({
    version: 1,
    audience: 'staff',
    dialect: 'vu',
    side: 'server',
    target: 'localhost:5000',
    token: 'vu-seed-7',
    started: '2026-01-02T03:04:05.000Z',
    time: 3200,
    state: 'whole',
    total: 1,
    passed: false,
    diagnoses: [],
    program: [],
    counts: { pass: 0, fail: 1, warn: 0, skip: 0, error: 0 },
    endings: { pass: 1, warn: 0, skip: 0 },
    groups: [
      {
        id: 'vu-3',
        title: 'Commands',
        counts: { pass: 0, fail: 1, warn: 0, skip: 0, error: 0 },
      },
    ],
    checks: [
      {
        visibility: 'full',
        verdict: 'fail',
        known: false,
        id: 'vu-3.7',
        group: 'vu-3',
        title: 'title of vu-3.7',
        rule: {
          id: 'vu-3.7',
          level: 'MUST',
          binds: 'server',
          sentence: 'The sentence of vu-3.7.',
          paper: 'paper of 2025',
        },
        failure: {
          rule: {
            id: 'vu-3.7',
            level: 'MUST',
            binds: 'server',
            sentence: 'The sentence of vu-3.7.',
            paper: 'paper of 2025',
          },
          expected: 'BAD-RQST-BODY\\n',
          came: { visible: 'BAD-RQST-HDR\\n', base64: 'QkFELVJRU1QtSERSCg==' },
          at: 9,
          why: 'the answer is not the one that is due',
          recognised: ['you refuse the first word'],
        },
        hint: 'Look at where the line is split.',
        ending: { verdict: 'pass', how: 'closed after the kit had' },
        command: 'parley check server vu localhost:5000 --only vu-3.7',
        log: [
          { kind: 'event', time: 0, wire: 'A', text: 'connected' },
          {
            kind: 'sent',
            time: 12,
            wire: 'A',
            bytes: { visible: 'SEND bob\\n', base64: 'U0VORCBib2IK' },
          },
          {
            kind: 'came',
            time: 14,
            wire: 'A',
            bytes: { visible: 'BAD-RQST-HDR\\n', base64: 'QkFELVJRU1QtSERSCg==' },
          },
        ],
        time: 10,
      },
    ],
  })
})

it('has only what may be seen, and points', () => {
  const rubric = parseRubric({
    points: { 'vu-2': 2, 'vu-3': 4, 'vu-4': 3 },
    visibility: { 'vu-3': 'hidden', 'vu-2': 'name-only' },
  })
  const report = jsonReport(forStudents(sampleFindings(everyVerdict), rubric))
  expect(report.checks.slice(0, 2)).toEqual([
    {
      visibility: 'name-only',
      verdict: 'pass',
      points: { share: 2, got: 2 },
      known: false,
      id: 'vu-2.1',
      group: 'vu-2',
      title: 'title of vu-2.1',
      log: [],
      time: 10,
    },
    { visibility: 'hidden', verdict: 'fail', points: { share: 4, got: 0 }, known: false },
  ])
  expect(report.checks[3]?.points).toEqual({ share: 1.5, got: 1.5, given: 'skipped' })
  expect(report.score).toEqual({ got: 5, given: 3, maximum: 9 })
  expect(report.groups.map(({ id }) => id)).toEqual(['vu-2', 'vu-4', null])
})

it('is a file of its own', () => {
  const text = jsonText(forStaff(sampleFindings([sampleOutcome('vu-2.1')])))
  expect(text.slice(0, 16)).toBe('{\n  "version": 1')
  expect(text.slice(-3)).toBe('\n}\n')
})

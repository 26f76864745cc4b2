import { Buffer } from 'node:buffer'
import type { Outcome } from '@parley/kit'
import { withBaseline } from './baseline.ts'
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

const students = (visibility: Record<string, string>, ...outcomes: readonly Outcome[]) =>
  forStudents(sampleFindings(outcomes), parseRubric({ visibility }))

describe('what students see', () => {
  it('is everything where it is full', () => {
    const findings = sampleFindings(everyVerdict)
    const presentation = parseRubric({})
    expect(forStudents(findings, presentation)).toEqual({
      ...forStaff(findings),
      audience: 'students',
    })
  })

  it('is why a check was not tried, also where only what came may be seen', () => {
    const outcomes = [
      sampleOutcome('vu-3.1', {
        verdict: 'skip',
        reason: 'needs vu-9.1, which this server breaks',
      }),
      sampleOutcome('vu-3.2', {
        verdict: 'error',
        reason: 'an error that names what was expected',
      }),
      failedOutcome('vu-3.3', { cause: 'you speak HTTP: what came begins with HTTP/1.1' }),
    ]
    const shown = students({ 'vu-3': 'actual-only', 'vu-9': 'hidden' }, ...outcomes)
    expect(shown.checks).toMatchObject([
      { verdict: 'skip', reason: 'needs (hidden), which this server breaks' },
      { verdict: 'error', reason: undefined },
      { verdict: 'fail', reason: 'you speak HTTP: what came begins with HTTP/1.1' },
    ])
  })

  it('is a diagnosis, unless it is known from hidden checks alone', () => {
    const diagnosis = {
      name: 'http',
      check: 'vu-9.1',
      what: 'you speak HTTP',
      hint: 'Use a socket.',
    }
    const cause = diagnosis.what
    const seen = (...outcomes: readonly Outcome[]) => {
      const rubric = parseRubric({ visibility: { 'vu-9': 'hidden' } })
      const { diagnoses } = forStudents(
        sampleFindings(outcomes, { diagnoses: [diagnosis] }),
        rubric,
      )
      return diagnoses.map(({ check, count }) => [check, count])
    }
    const hidden = failedOutcome('vu-9.1', { cause })
    expect(seen(hidden)).toEqual([])
    expect(seen(hidden, failedOutcome('vu-3.7', { cause }))).toEqual([['(hidden)', 2]])
  })

  it('is only what went over the wire', () => {
    const shown = students({ 'vu-3.7': 'actual-only' }, failedOutcome('vu-3.7'))
    expect(shown.checks).toEqual([
      {
        visibility: 'actual-only',
        id: 'vu-3.7',
        group: 'vu-3',
        title: 'title of vu-3.7',
        verdict: 'fail',
        time: 10,
        known: false,
        blocked: false,
        forgiven: 0,
        recognised: undefined,
        log: [
          { kind: 'sent', time: 12, wire: 'A', bytes: Buffer.from('SEND bob\n') },
          { kind: 'came', time: 14, wire: 'A', bytes: Buffer.from('BAD-RQST-HDR\n') },
        ],
        failure: { came: Buffer.from('BAD-RQST-HDR\n'), recognised: [] },
      },
    ])
  })

  it('is as much as the key of the check itself says, where it is about its own rule', () => {
    const shown = students({ 'vu-3': 'hidden', 'vu-3.7.a': 'full' }, failedOutcome('vu-3.7.a'))
    expect(shown.checks[0]?.visibility).toBe('full')
  })

  it('is only the name', () => {
    const shown = students({ 'vu-3': 'name-only' }, failedOutcome('vu-3.7'))
    expect(shown.checks).toEqual([
      {
        visibility: 'name-only',
        id: 'vu-3.7',
        group: 'vu-3',
        title: 'title of vu-3.7',
        verdict: 'fail',
        time: 10,
        known: false,
        blocked: false,
        forgiven: 0,
        log: [],
      },
    ])
  })

  it('is only that there is a check', () => {
    const shown = students({ 'vu-3': 'hidden' }, failedOutcome('vu-3.7'), sampleOutcome('vu-2.1'))
    expect(shown.checks[0]).toEqual({
      visibility: 'hidden',
      verdict: 'fail',
      known: false,
      blocked: false,
    })
    expect(shown.groups.map(({ id }) => id)).toEqual(['vu-2', undefined])
    expect(shown.counts).toEqual({ pass: 1, fail: 1, warn: 0, skip: 0, error: 0 })
  })

  it('is of a rule of another check no more than of that rule', () => {
    const failure = sampleFailure(sampleRule('vu-2.1'))
    const outcome = failedOutcome('vu-3.3', { failure })
    const visibilities = ['full', 'actual-only', 'name-only', 'hidden'].map(
      (each) => students({ 'vu-2.1': each }, outcome).checks[0]?.visibility,
    )
    expect(visibilities).toEqual(['full', 'actual-only', 'name-only', 'name-only'])
    const blaming = failedOutcome('vu-3.3', { failure, rule: failure.rule, group: 'vu-2' })
    const shown = students({ 'vu-2.1': 'hidden' }, blaming)
    expect(shown.checks[0]).toMatchObject({ visibility: 'name-only', group: 'vu-3' })
    expect(shown.groups.map(({ id }) => id)).toEqual(['vu-3'])
  })

  it('does not name hidden checks in the words about others', () => {
    const reason =
      'vu-9.1 (title of vu-9.1) and vu-9.2.x have failed: The sentence of vu-9.1. See vu-2.1.'
    const shown = students(
      { 'vu-9': 'hidden' },
      sampleOutcome('vu-9.1', { verdict: 'fail' }),
      sampleOutcome('vu-4.1', { verdict: 'skip', reason }),
    )
    expect(shown.checks[1]).toMatchObject({
      reason: '(hidden) ((hidden)) and (hidden) have failed: (hidden) See vu-2.1.',
    })
  })

  it('has hidden ids of a baseline only as a count', () => {
    const known = new Map([
      ['vu-2.1', 'a'],
      ['vu-2.2', 'b'],
      ['vu-9.1', 'c'],
    ])
    const findings = withBaseline(
      sampleFindings([sampleOutcome('vu-2.1'), sampleOutcome('vu-2.2')]),
      known,
    )
    const shown = forStudents(
      findings,
      parseRubric({ visibility: { 'vu-2.2': 'hidden', 'vu-9': 'hidden' } }),
    )
    expect(shown.baseline).toEqual({ known: 0, fixed: ['vu-2.1'], hiddenFixed: 1, unknown: [] })
  })

  it('has the points of hidden checks in its sums', () => {
    const shown = forStudents(
      sampleFindings([failedOutcome('vu-3.7'), sampleOutcome('vu-3.8')]),
      parseRubric({ points: { 'vu-3': 5 }, visibility: { 'vu-3.7': 'hidden' } }),
    )
    expect(shown.score).toEqual({ got: 2.5, given: 0, maximum: 5 })
    expect(shown.groups).toEqual([
      {
        id: 'vu-3',
        title: 'Commands',
        counts: { pass: 1, fail: 1, warn: 0, skip: 0, error: 0 },
        score: { got: 2.5, given: 0, maximum: 5 },
      },
    ])
  })
})

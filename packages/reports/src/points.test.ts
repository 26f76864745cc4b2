import { pointsOf, scoreOf } from './points.ts'
import { parseRubric } from './rubric.ts'
import {
  everyVerdict,
  failedOutcome,
  sampleFailure,
  sampleOutcome,
  sampleRule,
} from './testing/findings.ts'

const shares = (points: ReturnType<typeof pointsOf>) => points?.map(({ share }) => share)
const should = (id: string) => ({ rule: sampleRule(id, { level: 'SHOULD' }) })

describe('points', () => {
  it('are not there without a rubric', () => {
    expect(pointsOf(everyVerdict, parseRubric({}))).toBeUndefined()
  })

  it('of a group are shared by its checks of MUST rules, and add up', () => {
    const outcomes = [
      sampleOutcome('vu-3.1'),
      sampleOutcome('vu-3.2', should('vu-3.2')),
      sampleOutcome('vu-3.3'),
      failedOutcome('vu-3.4'),
      sampleOutcome('vu-4.1'),
    ]
    const points = pointsOf(outcomes, parseRubric({ points: { 'vu-3': 10 } }))
    expect(shares(points)).toEqual([3.34, 0, 3.33, 3.33, 0])
    expect(scoreOf(points ?? [])).toEqual({ got: 6.67, given: 0, maximum: 10 })
  })

  it('of several groups add up to what the rubric says, to the last hundredth', () => {
    const groups = { 'vu-1': 33.33, 'vu-2': 33.33, 'vu-3': 33.34, 'vu-4': 0.07, 'vu-5': 1.1 }
    const outcomes = Object.keys(groups).flatMap((group) =>
      Array.from({ length: 7 }, (_, index) => sampleOutcome(`${group}.${index + 1}`)),
    )
    const all = pointsOf(outcomes, parseRubric({ points: groups })) ?? []
    expect(scoreOf(all)).toEqual({ got: 101.17, given: 0, maximum: 101.17 })
  })

  it('of a group are not for what no paper says, unless the rule has points of its own', () => {
    const outcomes = [
      sampleOutcome('vu-3.1'),
      sampleOutcome('vu-3.2', { rule: sampleRule('vu-3.2', { source: 'own' }) }),
      sampleOutcome('vu-3.3', { rule: sampleRule('vu-3.3', { source: 'custom' }) }),
    ]
    expect(shares(pointsOf(outcomes, parseRubric({ points: { 'vu-3': 10 } })))).toEqual([10, 0, 0])
    const rubric = parseRubric({ points: { 'vu-3': 10, 'vu-3.2': 4 } })
    expect(shares(pointsOf(outcomes, rubric))).toEqual([10, 4, 0])
  })

  it('of a rule are its own, and no part of its group’s', () => {
    const outcomes = [
      sampleOutcome('vu-3.7.one', { rule: sampleRule('vu-3.7') }),
      sampleOutcome('vu-3.7.two', { rule: sampleRule('vu-3.7') }),
      sampleOutcome('vu-3.8'),
    ]
    const rubric = parseRubric({ points: { 'vu-3': 10, 'vu-3.7': 4, 'vu-9': 100 } })
    expect(shares(pointsOf(outcomes, rubric))).toEqual([2, 2, 10])
  })

  it('belong to the check’s own group, whichever rule it found broken', () => {
    const rule = sampleRule('vu-2.2', { level: 'SHOULD' })
    const outcomes = [
      failedOutcome('vu-3.7', { failure: sampleFailure(rule), verdict: 'warn' }),
      sampleOutcome('vu-3.8'),
      sampleOutcome('vu-2.2', { rule }),
    ]
    const points = pointsOf(outcomes, parseRubric({ points: { 'vu-2': 5, 'vu-3': 10 } })) ?? []
    expect(points.map(({ share, got, given }) => [share, got, given])).toEqual([
      [5, 5, 'only a SHOULD was broken'],
      [5, 5, undefined],
      [0, 0, undefined],
    ])
  })

  it('of a SHOULD are lost only where the rubric names it', () => {
    const warned = failedOutcome('vu-3.8', { ...should('vu-3.8'), verdict: 'warn' })
    expect(pointsOf([warned], parseRubric({ points: { 'vu-3': 10 } }))).toEqual([
      { share: 0, got: 0, given: undefined },
    ])
    expect(pointsOf([warned], parseRubric({ points: { 'vu-3.8': 2 } }))).toEqual([
      { share: 2, got: 0, given: undefined },
    ])
  })

  it('are lost for what needs a rule that is broken', () => {
    const outcomes = [sampleOutcome('vu-4.1', { verdict: 'skip', blockedBy: 'vu-2.1' })]
    expect(pointsOf(outcomes, parseRubric({ points: { 'vu-4': 8 } }))).toEqual([
      { share: 8, got: 0, given: undefined },
    ])
  })

  it('are given for what needs a SHOULD that is broken, unless that has points', () => {
    const outcomes = [
      failedOutcome('vu-2.1', {
        ...should('vu-2.1'),
        failure: sampleFailure(sampleRule('vu-2.1', { level: 'SHOULD' })),
        verdict: 'warn',
      }),
      sampleOutcome('vu-4.1', { verdict: 'skip', blockedBy: 'vu-2.1' }),
    ]
    const got = (points: Record<string, number>) =>
      pointsOf(outcomes, parseRubric({ points }))?.at(1)?.got
    expect([got({ 'vu-4': 8 }), got({ 'vu-4': 8, 'vu-2.1': 1 })]).toEqual([8, 0])
  })

  it('are given for what was not tried, with the reason', () => {
    const outcomes = [
      sampleOutcome('vu-4.1', { verdict: 'skip', reason: 'vu-2.1 has failed' }),
      sampleOutcome('vu-4.2', { verdict: 'error' }),
    ]
    const given = pointsOf(outcomes, parseRubric({ points: { 'vu-4': 8 } })) ?? []
    expect(given.map((each) => [each.got, each.given])).toEqual([
      [4, 'skipped'],
      [4, 'an error of the kit'],
    ])
    expect(scoreOf(given)).toEqual({ got: 8, given: 8, maximum: 8 })
    const strict = pointsOf(outcomes, parseRubric({ points: { 'vu-4': 8 }, skipped: 'lost' })) ?? []
    expect(scoreOf(strict)).toEqual({ got: 4, given: 4, maximum: 8 })
  })
})

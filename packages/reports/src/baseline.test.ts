import { parseBaseline, withBaseline } from './baseline.ts'
import { everyVerdict, sampleFindings, sampleOutcome } from './testing/findings.ts'

describe('a baseline', () => {
  it('is read', () => {
    expect(parseBaseline({ 'vu-3.7': 'next week' })).toEqual(new Map([['vu-3.7', 'next week']]))
    expect(() => parseBaseline({ 'vu-3.7': true })).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: ['vu-3.7'] })] }),
    )
  })

  const baseline = parseBaseline({
    'vu-2.1': 'once',
    'vu-3.7.spaces': 'next week',
    'vu-3.8': 'never mind',
    'vu-4.1': 'skipped',
    'vu-4.2': 'the kit',
    'vu-9.9': 'gone',
  })

  it('knows failures and warnings, names what passes now and what is unknown', () => {
    expect(withBaseline(sampleFindings(everyVerdict), baseline).baseline).toEqual({
      known: new Map([
        ['vu-3.7.spaces', 'next week'],
        ['vu-3.8', 'never mind'],
      ]),
      fixed: ['vu-2.1'],
      unknown: ['vu-9.9'],
    })
  })

  it('calls nothing unknown that may yet run, or exists', () => {
    const some = [sampleOutcome('vu-2.1')]
    const running = sampleFindings(some, { state: 'running', total: 9 })
    expect(withBaseline(running, baseline).baseline.unknown).toEqual([])
    const all = [...baseline.keys()].slice(0, 5)
    expect(withBaseline(sampleFindings(some), baseline, all).baseline.unknown).toEqual(['vu-9.9'])
  })
})

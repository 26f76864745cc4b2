import {
  keysWithoutCheck,
  namesOf,
  parseRubric,
  plainPresentation,
  visibilityOf,
} from './rubric.ts'

describe('a rubric', () => {
  it('is read, with defaults for what it does not say', () => {
    expect(parseRubric({})).toEqual(plainPresentation)
    expect(
      parseRubric({ points: { 'vu-3': 10 }, visibility: { 'vu-4': 'hidden' }, skipped: 'lost' }),
    ).toEqual({
      points: new Map([['vu-3', 10]]),
      visibility: new Map([['vu-4', 'hidden']]),
      default: 'full',
      skipped: 'lost',
    })
  })

  it.each([
    [{ points: { 'vu-3': -1 } }, ['points', 'vu-3'], 'expected number to be >=0'],
    [{ points: { 'vu-3': 3.333 } }, ['points', 'vu-3'], 'expected at most two decimal places'],
    [{ points: { 'vu-3': '4' } }, ['points', 'vu-3'], 'expected number, received string'],
    [{ point: {} }, [], 'Unrecognized key: "point"'],
    [
      { visibility: { 'vu-3.7': 'secret' } },
      ['visibility', 'vu-3.7'],
      'expected one of "full"|"actual-only"|"name-only"|"hidden"',
    ],
    [[], [], 'expected object, received array'],
  ])('names what is wrong in %j', (input, path, words) => {
    expect(() => parseRubric(input)).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ path, message: expect.stringContaining(words) })],
      }),
    )
  })

  it('tells what an id is part of', () => {
    expect(namesOf('vu-3.7.spaces')).toEqual(['vu-3.7.spaces', 'vu-3.7', 'vu-3'])
    expect(namesOf('ktn-5')).toEqual(['ktn-5'])
  })

  it('takes the most particular key', () => {
    const presentation = parseRubric({
      default: 'actual-only',
      visibility: { 'vu-3': 'hidden', 'vu-3.7': 'name-only', 'vu-3.7.spaces': 'full' },
    })
    expect(visibilityOf('vu-3.7.spaces', presentation)).toBe('full')
    expect(visibilityOf('vu-3.7.tabs', presentation)).toBe('name-only')
    expect(visibilityOf('vu-3.7a', presentation)).toBe('hidden')
    expect(visibilityOf('vu-31.7', presentation)).toBe('actual-only')
    expect(visibilityOf('constructor', presentation)).toBe('actual-only')
  })

  it('knows which of its keys fit no check', () => {
    const presentation = parseRubric({
      points: { 'vu-3': 1, 'vu-33': 1 },
      visibility: { 'vu-33': 'hidden', 'vu-3.7': 'full', 'vu-3.9': 'hidden' },
    })
    expect(keysWithoutCheck(presentation, ['vu-3.7.spaces', 'vu-2.1'])).toEqual(['vu-33', 'vu-3.9'])
  })
})

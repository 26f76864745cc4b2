import { options } from './options.ts'

describe('options', () => {
  test('have defaults', () => {
    expect(options.parse({})).toEqual({
      pace: 50,
      terminator: 'auto',
      maxObject: 1000,
      history: 'messages',
      historySize: 20,
      strict: false,
    })
  })

  const right: readonly object[] = [
    { pace: 0 },
    { terminator: 'none' },
    { maxObject: 0 },
    { maxObject: 200 },
    { history: 'none' },
    { historySize: 0 },
  ]
  test.each(right)('%j is taken', (input) => {
    expect(options.parse(input)).toMatchObject(input)
  })

  const wrong: readonly object[] = [
    { Pace: 1 },
    { pace: -1 },
    { pace: '5' },
    { terminator: 'crlf' },
    { maxObject: 199 },
    { maxObject: -1 },
    { maxObject: 1.5 },
    { maxObject: 1_048_577 },
    { history: 'list' },
    { historySize: -1 },
    { historySize: 1001 },
    { strict: 'yes' },
  ]
  test.each(wrong)('%j is refused', (input) => {
    expect(() => options.parse(input)).toThrow(Object.keys(input)[0])
  })
})

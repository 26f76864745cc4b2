import { options } from './options.ts'

describe('options', () => {
  test('have defaults', () => {
    expect(options.parse({})).toEqual({
      maxLine: 1_048_576,
      maxUsers: 0,
      pace: 0,
      strict: false,
      unreliable: false,
      unreliablePort: 5382,
      unreliableSeed: 1,
    })
  })

  const wrong: readonly object[] = [
    { maxline: 1 },
    { maxLine: 511 },
    { maxLine: 16_777_217 },
    { maxUsers: -1 },
    { maxUsers: 1.5 },
    { pace: '5' },
    { strict: 'yes' },
    { unreliable: 5382 },
    { unreliablePort: 65_536 },
    { unreliableSeed: -1 },
  ]
  test.each(wrong)('%j is refused', (input) => {
    expect(() => options.parse(input)).toThrow()
  })
})

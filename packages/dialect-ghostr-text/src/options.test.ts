import { options } from './options.ts'

describe('options', () => {
  test('have defaults', () => {
    expect(options.parse({})).toEqual({
      blockDuration: 60,
      timeout: 0,
      attempts: 3,
      lockout: 'address',
      register: 'open',
      pace: 50,
      maxObject: 1024,
      strict: false,
    })
  })

  const right: readonly object[] = [
    { blockDuration: 0.5 },
    { timeout: 120 },
    { attempts: 1 },
    { lockout: 'name' },
    { register: 'closed' },
    { pace: 0 },
    { maxObject: 0 },
    { maxObject: 200 },
  ]
  test.each(right)('%j is taken', (input) => {
    expect(options.parse(input)).toMatchObject(input)
  })

  const wrong: readonly object[] = [
    { Timeout: 1 },
    { timeout: -1 },
    { timeout: '5' },
    { timeout: 2_073_601 },
    { blockDuration: Number.POSITIVE_INFINITY },
    { attempts: 0 },
    { attempts: 1.5 },
    { lockout: 'user' },
    { register: true },
    { pace: -1 },
    { maxObject: 199 },
    { maxObject: 1_048_577 },
    { strict: 'yes' },
  ]
  test.each(wrong)('%j is refused', (input) => {
    expect(() => options.parse(input)).toThrow(Object.keys(input)[0])
  })
})

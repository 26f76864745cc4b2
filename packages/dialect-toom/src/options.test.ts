import { options } from './options.ts'

describe('options', () => {
  test('have defaults', () => {
    expect(options.parse({})).toEqual({
      register: 'open',
      attempts: 3,
      blockDuration: 10,
      lockout: 'address',
      pace: 50,
      logs: '',
      maxFile: 16_777_216,
      strict: false,
    })
  })

  const right: readonly object[] = [
    { register: 'closed' },
    { attempts: 1 },
    { attempts: 5 },
    { blockDuration: 1 },
    { lockout: 'name' },
    { pace: 0 },
    { logs: './logs' },
    { maxFile: 1 },
  ]
  test.each(right)('%j is taken', (input) => {
    expect(options.parse(input)).toMatchObject(input)
  })

  const wrong: readonly object[] = [
    { Pace: 1 },
    { register: 'yes' },
    { attempts: 0 },
    { attempts: 6 },
    { attempts: 1.5 },
    { blockDuration: 0 },
    { blockDuration: 86_401 },
    { lockout: 'both' },
    { pace: -1 },
    { logs: 5 },
    { maxFile: 0 },
    { maxFile: 1_073_741_825 },
    { strict: 'yes' },
  ]
  test.each(wrong)('%j is refused', (input) => {
    expect(() => options.parse(input)).toThrow(Object.keys(input)[0])
  })
})

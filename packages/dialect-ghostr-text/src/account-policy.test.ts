import { policyOf } from './account-policy.ts'
import { options } from './options.ts'

test('passwords are judged as the options say (2.3, 2.4)', () => {
  const usual = { attempts: 3, lockTime: 60_000, lockout: 'address', several: false }
  expect(policyOf(options.parse({}))).toEqual({ unknown: 'register', ...usual })
  const closed = options.parse({ register: 'closed', attempts: 5, blockDuration: 0.5 })
  expect(policyOf(closed)).toEqual({ ...usual, unknown: 'conceal', attempts: 5, lockTime: 500 })
})

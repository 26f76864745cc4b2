import { policyOf } from './account-policy.ts'
import { options } from './options.ts'

test('logins are judged as the options say (2.2, 2.4, 2.5)', () => {
  expect(policyOf(options.parse({}))).toEqual({
    unknown: 'register',
    attempts: 3,
    lockTime: 10_000,
    lockout: 'address',
    several: true,
  })
  const closed = { register: 'closed', attempts: 5, blockDuration: 60, lockout: 'name' }
  expect(policyOf(options.parse(closed))).toEqual({
    unknown: 'refuse',
    attempts: 5,
    lockTime: 60_000,
    lockout: 'name',
    several: true,
  })
})

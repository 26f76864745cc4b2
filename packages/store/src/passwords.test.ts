import type { Passwords } from '@parley/engine'
import { scryptPasswords } from './passwords.ts'

const quick = { cost: 2 ** 10 }

const hashed = (passwords: Passwords, password: string) =>
  new Promise<string | undefined>((resolve) => passwords.hash(password, resolve))

const verified = (passwords: Passwords, password: string, hash: string | undefined) =>
  new Promise<boolean | undefined>((resolve) => passwords.verify(password, hash, resolve))

/** RFC 7914, section 12, second vector, cut to our length of key; its salt is "NaCl". */
const RFC = 'scrypt$1024$8$16$TmFDbA$_bq-HJ00cgB4VucZDQHp_nxq18vII3gw53N2Y0s3MWI'

describe('scrypt passwords', () => {
  test('a hash names its parameters and is of its own password only', async () => {
    const passwords = scryptPasswords(quick)
    const hash = await hashed(passwords, 'grüße')
    expect(hash).toMatch(/^scrypt\$1024\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
    expect(await verified(passwords, 'grüße', hash)).toBe(true)
    expect(await verified(passwords, 'Grüße', hash)).toBe(false)
    expect(await hashed(passwords, 'grüße')).not.toBe(hash)
  })

  test('a hash of other parameters is checked with those', async () => {
    expect(await verified(scryptPasswords(quick), 'password', RFC)).toBe(true)
    expect(await verified(scryptPasswords(quick), 'Password', RFC)).toBe(false)
  })

  test.each([
    undefined,
    '',
    'password',
    'argon2$1024$8$1$TmFDbA$AAAA',
    RFC.replace('1024', '1000'),
    RFC.replace('1024', '2097152'),
    RFC.replace('$16$', '$0$'),
    RFC.slice(0, -4),
    `${RFC}$more`,
  ])('nothing is the password of %p, and that takes its time', async (hash) => {
    let answer: boolean | undefined
    scryptPasswords(quick).verify('password', hash, (right) => {
      answer = right
    })
    expect(answer).toBeUndefined()
    expect(await verified(scryptPasswords(quick), 'password', hash)).toBe(false)
  })

  test('four at a time, others wait in order, and past the bound the answer is no answer', async () => {
    const passwords = scryptPasswords({ ...quick, mostWaiting: 2 })
    const answers: string[] = []
    const asked = ['a', 'b', 'c', 'd', 'e', 'f'].map((password) =>
      hashed(passwords, password).then(() => answers.push(password)),
    )
    let refused = 'unanswered'
    passwords.hash('g', (hash) => {
      refused = String(hash)
    })
    expect(refused).toBe('undefined')
    expect(await verified(passwords, 'h', undefined)).toBeUndefined()
    await Promise.all(asked)
    expect([...answers].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect(await hashed(passwords, 'i')).toBeDefined()
  })
})

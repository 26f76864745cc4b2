import type { Passwords } from '@parley/engine'
import { scryptPasswords } from './passwords.ts'

const quick = { cost: 2 ** 10, atOnce: 4 }

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

  test('so many at a time, others wait in order, and past the bound the answer is no answer', async () => {
    const passwords = scryptPasswords({ ...quick, mostWaiting: 2 })
    const answers: string[] = []
    const asked = ['a', 'b', 'c', 'd', 'e', 'f'].map((password) =>
      hashed(passwords, password).then(() => answers.push(password)),
    )
    expect(await hashed(passwords, 'g')).toBeUndefined()
    expect(await verified(passwords, 'h', undefined)).toBeUndefined()
    expect(answers).toEqual([])
    await Promise.all(asked)
    expect([...answers].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect(await hashed(passwords, 'i')).toBeDefined()
  })
})

/** Passwords of which four are at work, so that all others wait; and the order in which they end. */
function crowded(mostForAddress = 1000) {
  const passwords = scryptPasswords({ ...quick, mostForAddress })
  const answers: string[] = []
  const ask = (name: string, address: string) => {
    const answered = new Promise<void>((resolve) => {
      waiting.set(
        name,
        passwords.hash(
          name,
          (hash) => {
            answers.push(hash === undefined ? `no ${name}` : name)
            resolve()
          },
          address,
        ),
      )
    })
    return answered
  }
  const waiting = new Map<string, ReturnType<Passwords['hash']>>()
  const working = [1, 2, 3, 4].map((count) => ask(`working${count}`, 'x'))
  return { answers, ask, waiting, working }
}

describe('who waits for a password', () => {
  test('waits for no more than one of each other address, however many those are', async () => {
    const { answers, ask, working } = crowded()
    const crowd = Array.from({ length: 40 }, (_, count) => ask(`crowd${count}`, '10.0.0.1'))
    await ask('alone', '10.0.0.2')
    expect(answers.filter((name) => name.startsWith('crowd')).length).toBeLessThan(12)
    await Promise.all([...crowd, ...working])
  })

  test('past so many of one address the next one is refused, and those of others are not', async () => {
    const { answers, ask, working } = crowded(2)
    const all = ['a1', 'a2', 'a3', 'b1'].map((name) => ask(name, name.slice(0, 1)))
    await Promise.all([...all, ...working])
    expect(answers.filter((name) => !name.startsWith('working')).sort()).toEqual([
      'a1',
      'a2',
      'b1',
      'no a3',
    ])
  })

  test('has no turn once nobody wants it', async () => {
    const { answers, ask, waiting, working } = crowded()
    ask('gone', '10.0.0.1')
    const stays = ask('stays', '10.0.0.1')
    waiting.get('gone')?.cancel()
    await Promise.all([stays, ...working])
    await ask('last', '10.0.0.1')
    expect(answers).not.toContain('gone')
  })

  test('has its turn behind all others once its client may be gone', async () => {
    const { answers, ask, waiting, working } = crowded()
    const deferred = ['d1', 'd2'].map((name) => ask(name, '10.0.0.1'))
    const others = Array.from({ length: 12 }, (_, count) => ask(`other${count}`, '10.0.0.2'))
    waiting.get('d1')?.defer()
    waiting.get('d2')?.defer()
    waiting.get('d2')?.cancel()
    await Promise.all([deferred[0], ...others, ...working])
    expect(answers.slice(0, 12)).not.toContain('d1')
    expect(answers).toContain('d1')
    expect(answers).not.toContain('d2')
  })
})

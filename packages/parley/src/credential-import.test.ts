import { memoryPorts, type Passwords } from '@parley/engine'
import { CredentialImport, type Imported, isPending } from './credential-import.ts'
import type { Credential } from './credentials.ts'

/** Passwords that are hashed when the test says so. */
class SlowPasswords implements Passwords {
  readonly waiting: (() => void)[] = []
  readonly deferred: string[] = []
  cancelled = 0
  verified: (string | undefined)[] = []

  hash(password: string, then: (hash: string | undefined) => void) {
    this.waiting.push(() => then(`hash of ${password}`))
    return {
      cancel: () => {
        this.cancelled += 1
      },
      defer: () => void this.deferred.push(password),
    }
  }

  verify(_password: string, hash: string | undefined, then: (right: boolean) => void) {
    this.verified.push(hash)
    then(false)
    return { cancel: () => {}, defer: () => {} }
  }

  /** Makes the hash that was asked for first. */
  async next(): Promise<void> {
    this.waiting.shift()?.()
    await new Promise(setImmediate)
  }
}

const people = (...names: readonly string[]): readonly Credential[] =>
  names.map((name, index) => ({ name, password: `${name}*`, line: index + 1 }))

function begun(...names: readonly string[]) {
  const { accounts } = memoryPorts()
  const passwords = new SlowPasswords()
  const importing = new CredentialImport(accounts)
  importing.hold(people(...names), 5)
  const reported: Imported[] = []
  const whole = importing.run(passwords, (imported) => reported.push(imported))
  const hashes = () =>
    [...accounts.all()].map(({ name, hash }) => `${name} ${isPending(hash) ? 'waits' : hash}`)
  return { accounts, passwords, importing, reported, whole, hashes }
}

test('every name is held at once; passwords are hashed two at a time, after those of logins', async () => {
  const { passwords, reported, whole, hashes } = begun('ann', 'bob', 'cem')
  expect(hashes()).toEqual(['ann waits', 'bob waits', 'cem waits'])
  expect([passwords.waiting.length, passwords.deferred]).toEqual([2, ['ann*', 'bob*']])
  await passwords.next()
  expect(hashes()).toEqual(['ann hash of ann*', 'bob waits', 'cem waits'])
  await passwords.next()
  await passwords.next()
  await whole
  expect(reported).toEqual([
    { made: 1, before: 0, left: 2 },
    { made: 2, before: 0, left: 1 },
    { made: 3, before: 0, left: 0 },
  ])
})

test('who has an account keeps it, and one that waits for its hash is taken up again', () => {
  const { accounts } = memoryPorts()
  accounts.put({ name: 'ann', hash: 'old', since: 1 })
  new CredentialImport(accounts).hold(people('bob'), 2)
  const importing = new CredentialImport(accounts)
  importing.hold(people('ann', 'bob'), 3)
  expect(importing.imported).toEqual({ made: 0, before: 1, left: 1 })
  expect([...accounts.all()].map(({ name, since }) => [name, since])).toEqual([
    ['ann', 1],
    ['bob', 2],
  ])
})

test('a password is judged before it is hashed, at the cost of any other', () => {
  const { accounts, passwords, importing } = begun('ann')
  const judging = importing.judging(passwords)
  const hash = accounts.find('ann')?.hash
  const verdicts: (boolean | undefined)[] = []
  for (const password of ['ann*', 'wrong', '']) {
    judging.verify(password, hash, (right) => verdicts.push(right))
  }
  judging.verify('ann*', 'another hash', (right) => verdicts.push(right))
  judging.verify('ann*', undefined, (right) => verdicts.push(right))
  expect(verdicts).toEqual([true, false, false, false, false])
  expect(passwords.verified).toEqual([undefined, undefined, undefined, 'another hash', undefined])
})

test('one that is stopped keeps what is made, and hashes nothing more', async () => {
  const { passwords, importing, hashes } = begun('ann', 'bob', 'cem', 'dan')
  await passwords.next()
  importing.stop()
  expect([importing.state, passwords.cancelled]).toEqual(['over', 2])
  await passwords.next()
  expect(passwords.waiting.length).toBe(1)
  expect(hashes().slice(2)).toEqual(['cem waits', 'dan waits'])
  expect(importing.imported).toEqual({ made: 2, before: 0, left: 2 })
})

test('an account that was given a password meanwhile keeps it, and one that was removed stays away', async () => {
  const { accounts, passwords, importing, whole, hashes } = begun('ann', 'bob')
  accounts.put({ name: 'ann', hash: 'other', since: 5 })
  accounts.remove('bob')
  await passwords.next()
  await passwords.next()
  await whole
  expect(hashes()).toEqual(['ann other'])
  expect(importing.imported).toEqual({ made: 0, before: 0, left: 0 })
})

test('where nothing can be opened, nothing was made', () => {
  const { accounts } = memoryPorts()
  accounts.put({ name: 'ann', hash: 'old', since: 1 })
  const importing = new CredentialImport(accounts)
  importing.hold(people('ann', 'bob'), 3)
  importing.release()
  expect([...accounts.all()].map(({ name }) => name)).toEqual(['ann'])
})

test('a name that is alike to that of another account is told by its line', () => {
  const { accounts } = memoryPorts()
  accounts.put({ name: 'Ann', hash: 'old', since: 1 })
  const importing = new CredentialImport(accounts)
  expect(importing.hold(people('bob', 'ann'), 3)).toEqual([
    { line: 2, fault: 'the name is too similar to Ann, which has an account' },
  ])
  expect([...accounts.all()].map(({ name }) => name)).toEqual(['Ann', 'bob'])
})

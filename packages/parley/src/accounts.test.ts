import { memoryPorts } from '@parley/engine'
import {
  addAccount,
  appointModerator,
  changePassword,
  listAccounts,
  listConflicts,
  removeAccount,
  unlockAccount,
} from './accounts.ts'

const since = new Date('2026-11-20T22:55:14').getTime()

test('a list has accounts, and who has locked what from where until when', () => {
  const { accounts, locks } = memoryPorts()
  accounts.put({ name: 'yoda', hash: 'x', since })
  accounts.put({ name: 'hans', hash: 'x', since })
  locks.put({ name: 'hans', address: '10.0.0.1', since, until: since + 60_000 })
  locks.put({ name: 'luke', address: undefined, since, until: since + 1000 })
  expect(listAccounts({ accounts, locks }, since)).toBe(
    [
      'hans  since 2026-11-20 22:55:14\n',
      'yoda  since 2026-11-20 22:55:14\n',
      'hans  locked 2026-11-20 22:55:14 until 2026-11-20 22:56:14  from 10.0.0.1  by !SERVER!\n',
      'luke  locked 2026-11-20 22:55:14 until 2026-11-20 22:55:15  from anywhere  by !SERVER!\n',
    ].join(''),
  )
})

test('an account is given the rights of a moderator, and they are taken', () => {
  const { accounts, locks } = memoryPorts()
  for (const name of ['yoda', 'hans']) accounts.put({ name, hash: 'x', since })
  appointModerator({ accounts }, 'yoda', true)
  const list = () => listAccounts({ accounts, locks }, since)
  expect(list()).toBe(
    'hans  since 2026-11-20 22:55:14\nyoda  since 2026-11-20 22:55:14  moderator\n',
  )
  appointModerator({ accounts }, 'yoda', false)
  expect(list()).not.toContain('moderator')
  expect(() => appointModerator({ accounts }, 'luke', true)).toThrow(
    'no account has the name "luke"',
  )
})

test('an account is made, given another password, unlocked and removed', async () => {
  const { passwords, ...book } = memoryPorts()
  await addAccount(book, passwords, 'hans', 'falcon*solo')
  expect(book.accounts.find('hans')?.hash).toBe('falcon*solo')
  await expect(addAccount(book, passwords, 'hans', 'x')).rejects.toThrow('hans has an account')
  await expect(addAccount(book, passwords, 'Hans', 'x')).rejects.toThrow(
    'Hans is too similar to hans, which has an account',
  )
  const { since: made, number } = book.accounts.find('hans') ?? {}
  book.locks.put({ name: 'hans', address: undefined, since: 0, until: 9 })
  await changePassword(book, passwords, 'hans', 'other')
  expect(book.accounts.find('hans')).toMatchObject({ hash: 'other', since: made, number })
  expect(() => unlockAccount(book, 'hans')).toThrow('hans is not locked')
  removeAccount(book, 'hans')
  expect(() => removeAccount(book, 'hans')).toThrow('no account has the name "hans"')
  await expect(changePassword(book, passwords, 'hans', 'x')).rejects.toThrow('no account')
})

test.each([
  ['a b', 'x', '"a b": this cannot be a name'],
  ['Server', 'x', '"Server": the name is reserved'],
  ['hans', '', '"hans": a password has 1 to 128 characters'],
])('%j with %j is refused', async (name, password, words) => {
  const { passwords, ...book } = memoryPorts()
  await expect(addAccount(book, passwords, name, password)).rejects.toThrow(words)
})

test('conflicts are accounts whose names are alike, and those that cannot log in any more', () => {
  const { accounts } = memoryPorts()
  for (const name of ['bob', 'Bob', 'B0b', 'ann', 'parIey', 'yoda9\ufe0f']) {
    accounts.put({ name, hash: 'x', since })
  }
  expect(listConflicts({ accounts })).toBe(
    [
      'B0b, Bob, bob  are alike\n',
      'parIey  cannot log in: the name is reserved\n',
      'yoda9\ufe0f  cannot log in: this cannot be a name\n',
    ].join(''),
  )
  accounts.remove('B0b')
  accounts.remove('Bob')
  accounts.remove('parIey')
  accounts.remove('yoda9\ufe0f')
  expect(listConflicts({ accounts })).toBe('')
})

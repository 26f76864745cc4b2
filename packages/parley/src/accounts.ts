import { canonicalName } from '@parley/contract'
import type { Accounts, Locks, Passwords } from '@parley/engine'
import { isPending } from './credential-import.ts'
import { accountLike, faultIn, hashOf, nameFault } from './credentials.ts'
import { UsageError } from './errors.ts'
import { stamp } from './stamp.ts'

/** What administering accounts needs of a data folder. */
export interface AccountBook {
  readonly accounts: Accounts
  readonly locks: Locks
}

/** Who has locked a name, as the server is called where locks are listed. */
const BY_SERVER = '!SERVER!'

/** A line for each account, and for each lock: name, since when, until when, from where, by whom. */
export function listAccounts({ accounts, locks }: AccountBook, now: number): string {
  const rows = [...accounts.all()].map(({ name, hash, since, moderator }) => {
    const state = isPending(hash) ? '  (being imported)' : ''
    const rights = moderator ? '  moderator' : ''
    return `${name}  since ${stamp(since)}${rights}${state}\n`
  })
  const locked = [...locks.all(now)].map(({ name, address, since, until }) => {
    const where = address === undefined ? 'from anywhere' : `from ${address}`
    const when = `locked ${stamp(since)} until ${stamp(until)}`
    return `${name}  ${when}  ${where}  by ${BY_SERVER}\n`
  })
  return [...rows, ...locked].join('')
}

/** What is wrong with names of accounts that an earlier version has made, a text for each. */
export function* conflictsIn(accounts: Accounts): Iterable<string> {
  for (const names of accounts.conflicts()) yield `${names.join(', ')}  are alike`
  for (const { name } of accounts.all()) {
    const fault = nameFault(name)
    if (fault !== undefined) yield `${name}  cannot log in: ${fault}`
  }
}

/** A line for each of them. */
export function listConflicts({ accounts }: Pick<AccountBook, 'accounts'>): string {
  return [...conflictsIn(accounts)].map((conflict) => `${conflict}\n`).join('')
}

/** Gives a name an account. Throws where it has one, or cannot have one. */
export async function addAccount(
  { accounts }: AccountBook,
  passwords: Passwords,
  given: string,
  password: string,
): Promise<void> {
  const name = checked(given, password)
  if (accounts.has(name)) throw new UsageError(hasAccount(name))
  const other = accountLike(name, accounts)
  if (other !== undefined) throw new UsageError(isTooSimilar(name, other))
  accounts.put({ name, hash: await hashOf(passwords, password), since: Date.now() })
}

/** Gives an account another password, and ends its locks. */
export async function changePassword(
  { accounts, locks }: AccountBook,
  passwords: Passwords,
  given: string,
  password: string,
): Promise<void> {
  const name = checked(given, password)
  const account = accounts.find(name)
  if (account === undefined) throw new UsageError(hasNone(name))
  accounts.put({ ...account, hash: await hashOf(passwords, password) })
  locks.remove(name)
}

/** Gives an account the rights of a moderator, or takes them. */
export function appointModerator(
  { accounts }: Pick<AccountBook, 'accounts'>,
  given: string,
  isOne: boolean,
): void {
  const name = canonicalName(given)
  if (!accounts.setModerator(name, isOne)) throw new UsageError(hasNone(name))
}

/** Takes an account away, with its mail, blocks and locks. */
export function removeAccount({ accounts }: AccountBook, given: string): void {
  const name = canonicalName(given)
  if (!accounts.remove(name)) throw new UsageError(hasNone(name))
}

/** Ends the locks of a name. */
export function unlockAccount({ locks }: AccountBook, given: string): void {
  const name = canonicalName(given)
  if (!locks.remove(name)) throw new UsageError(isNotLocked(name))
}

/** The name as accounts have it. Throws where no account can have it, or this password. */
export function checked(given: string, password: string): string {
  const name = canonicalName(given)
  const fault = faultIn(name, password)
  if (fault !== undefined) throw new UsageError(`${JSON.stringify(given)}: ${fault}`)
  return name
}

export function hasAccount(name: string): string {
  return `${name} has an account; parley accounts passwd changes its password`
}

export function isTooSimilar(name: string, other: string): string {
  return `${name} is too similar to ${other}, which has an account`
}

export function isNotLocked(name: string): string {
  return `${name} is not locked`
}

export function hasNone(name: string): string {
  return `no account has the name ${JSON.stringify(name)}`
}

import { canonicalName, isName, isReservedName, nameKeys } from '@parley/contract'
import { type Accounts, LONGEST_PASSWORD, NameIndex, type Passwords } from '@parley/engine'

/** A name and its password, as a line of a credentials file has them. */
export interface Credential {
  readonly name: string
  readonly password: string
  /** Counted from 1. */
  readonly line: number
}

export interface BadLine {
  /** Counted from 1. */
  readonly line: number
  readonly fault: string
}

/** Reads `name password`, one a line. Other lines are reported, the rest is taken. */
export function readCredentials(text: string): {
  readonly credentials: readonly Credential[]
  readonly bad: readonly BadLine[]
} {
  const credentials = new Map<string, Credential>()
  const names = new NameIndex<string>()
  const bad: BadLine[] = []
  text.split(/\r?\n/).forEach((row, index) => {
    if (row.trim() === '') return
    const found = credentialIn(row.trim(), index + 1)
    if (typeof found === 'string') bad.push({ line: index + 1, fault: found })
    else if (credentials.has(found.name))
      bad.push({ line: index + 1, fault: 'the name came before' })
    else {
      const keys = nameKeys(found.name)
      for (const other of names.alike(keys)) {
        bad.push({
          line: index + 1,
          fault: `the name is too similar to ${other}, which came before`,
        })
        return
      }
      names.add(keys, found.name)
      credentials.set(found.name, found)
    }
  })
  return { credentials: [...credentials.values()], bad }
}

function credentialIn(row: string, line: number): Credential | string {
  const blank = row.indexOf(' ')
  if (blank < 0) return 'expected a name, a space and a password'
  const name = canonicalName(row.slice(0, blank))
  const password = row.slice(blank + 1)
  return faultIn(name, password) ?? { name, password, line }
}

/** Why an account cannot have this name and password. */
export function faultIn(name: string, password: string): string | undefined {
  const fault = nameFault(name)
  if (fault !== undefined) return fault
  if (password === '' || password.length > LONGEST_PASSWORD) {
    return `a password has 1 to ${LONGEST_PASSWORD} characters`
  }
  return undefined
}

/** Why no account can have this name. */
export function nameFault(name: string): string | undefined {
  if (!isName(name)) return 'this cannot be a name'
  return isReservedName(name) ? 'the name is reserved' : undefined
}

/** The account of another spelling that could be taken for the name. */
export function accountLike(name: string, accounts: Pick<Accounts, 'alike'>): string | undefined {
  for (const other of accounts.alike(nameKeys(name))) if (other !== name) return other
  return undefined
}

/** The hash that accounts keep of a password. */
export function hashOf(passwords: Passwords, password: string): Promise<string> {
  return new Promise((resolve, reject) => {
    passwords.hash(password, (hash) => {
      if (hash === undefined) reject(new Error('too many passwords are being hashed'))
      else resolve(hash)
    })
  })
}

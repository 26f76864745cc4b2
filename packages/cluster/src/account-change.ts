import { nameKeys } from '@parley/contract'
import type { Ports } from '@parley/engine'

/** What an operator does to the accounts of a cluster. Names are canonical; `hash`: of the password. */
export type AccountChange =
  | { readonly kind: 'add'; readonly name: string; readonly hash: string }
  | { readonly kind: 'password'; readonly name: string; readonly hash: string }
  | { readonly kind: 'moderator'; readonly name: string; readonly isOne: boolean }
  | { readonly kind: 'unlock'; readonly name: string }
  | { readonly kind: 'remove'; readonly name: string }

/** Why a change was not made. */
export type AccountFault =
  | { readonly kind: 'has-account' }
  /** `other` has an account, and its name could be taken for this one. */
  | { readonly kind: 'too-similar'; readonly other: string }
  | { readonly kind: 'no-account' }
  | { readonly kind: 'not-locked' }

/** Carries a change out; the same in each gateway. Undefined: done. */
export function changeAccount(
  ports: Pick<Ports, 'accounts' | 'locks' | 'roster'>,
  change: AccountChange,
  now: number,
): AccountFault | undefined {
  const { accounts, locks } = ports
  const { name } = change
  switch (change.kind) {
    case 'add': {
      if (accounts.has(name)) return { kind: 'has-account' }
      for (const other of accounts.alike(nameKeys(name))) return { kind: 'too-similar', other }
      accounts.put({ name, hash: change.hash, since: now })
      return undefined
    }
    case 'password': {
      const account = accounts.find(name)
      if (account === undefined) return { kind: 'no-account' }
      accounts.put({ ...account, hash: change.hash })
      locks.remove(name)
      return undefined
    }
    case 'moderator':
      return accounts.setModerator(name, change.isOne) ? undefined : { kind: 'no-account' }
    case 'unlock':
      return locks.remove(name) ? undefined : { kind: 'not-locked' }
    case 'remove':
      if (!accounts.remove(name)) return { kind: 'no-account' }
      endSessions(ports, name)
      return undefined
  }
}

/** Of those who have given the password of the account that is gone. */
function endSessions({ roster }: Pick<Ports, 'roster'>, name: string): void {
  for (const session of [...(roster.find(name)?.sessions ?? [])]) {
    if (session.proven) session.end('account-removed')
  }
}

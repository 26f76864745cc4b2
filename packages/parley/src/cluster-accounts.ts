import type { AccountChange, AccountFault, ClusterAccounts } from '@parley/cluster'
import { canonicalName } from '@parley/contract'
import {
  type AccountBook,
  checked,
  hasAccount,
  hasNone,
  isNotLocked,
  isTooSimilar,
} from './accounts.ts'
import { hashOf } from './credentials.ts'
import { messageOf, UsageError } from './errors.ts'
import { readSecret } from './secret.ts'
import { USUAL_CLUSTER } from './serve-cluster.ts'
import { passwordsFor } from './storage.ts'

/** Which cluster is administered, as flags say it. */
export interface ClusterFlags {
  readonly cluster?: string | undefined
  readonly 'cluster-name'?: string | undefined
}

/** Shows something of the accounts of a cluster. */
export async function showInCluster(
  flags: ClusterFlags,
  show: (book: AccountBook) => void,
): Promise<void> {
  await inCluster(flags, async (accounts) => show(await accounts.book()))
}

/** Has a gateway of a cluster change an account, for all of them. */
export async function changeInCluster(
  flags: ClusterFlags,
  kind: AccountChange['kind'],
  given: string,
  isOne = true,
): Promise<void> {
  const change = await changeOf(kind, given, isOne)
  await inCluster(flags, async (accounts) => {
    const fault = await accounts.change(change)
    if (fault !== undefined) throw new UsageError(wordsOf(fault, change.name))
  })
}

/** A password is hashed here: the broker never sees it. */
async function changeOf(
  kind: AccountChange['kind'],
  given: string,
  isOne: boolean,
): Promise<AccountChange> {
  switch (kind) {
    case 'add':
    case 'password': {
      const password = await readSecret('Password: ')
      const name = checked(given, password)
      return { kind, name, hash: await hashOf(passwordsFor({}), password) }
    }
    case 'moderator':
      return { kind, name: canonicalName(given), isOne }
    case 'unlock':
    case 'remove':
      return { kind, name: canonicalName(given) }
  }
}

function wordsOf(fault: AccountFault, name: string): string {
  switch (fault.kind) {
    case 'has-account':
      return hasAccount(name)
    case 'too-similar':
      return isTooSimilar(name, fault.other)
    case 'not-locked':
      return isNotLocked(name)
    case 'no-account':
      return hasNone(name)
  }
}

async function inCluster(
  { cluster: servers = '', 'cluster-name': name = USUAL_CLUSTER }: ClusterFlags,
  act: (accounts: ClusterAccounts) => Promise<void>,
): Promise<void> {
  const { ClusterAccounts, ClusterError } = await import('@parley/cluster')
  try {
    const accounts = await ClusterAccounts.open({ servers, name })
    try {
      await act(accounts)
    } finally {
      await accounts.close()
    }
  } catch (error) {
    if (error instanceof ClusterError) throw new UsageError(`--cluster: ${messageOf(error)}`)
    throw error
  }
}

import { isName } from '@parley/contract'
import type { Lock, Ports } from '@parley/engine'
import type { AccountChange, AccountFault } from './account-change.ts'
import { ACCOUNTS_AT_ONCE } from './bounds.ts'

/** What `parley accounts` asks a gateway of a cluster. `after`: accounts whose names come later. */
export type AccountRequest =
  | { readonly kind: 'list'; readonly after: string }
  | { readonly kind: 'change'; readonly change: AccountChange }

/** An account as it is listed: without its hash. */
interface AccountRow {
  readonly name: string
  readonly since: number
  readonly moderator: boolean
}

export type AccountReply =
  | {
      readonly kind: 'rows'
      readonly rows: readonly AccountRow[]
      /** With the first rows only. */
      readonly locks: readonly Lock[]
      readonly isLast: boolean
    }
  | { readonly kind: 'changed'; readonly fault?: AccountFault }
  /** The gateway is not in the cluster at the moment. */
  | { readonly kind: 'away' }

/** Some of the accounts, in the order of their names. */
export function listed(
  { accounts, locks }: Pick<Ports, 'accounts' | 'locks'>,
  after: string,
  now: number,
): AccountReply {
  const later = [...accounts.all()].filter(({ name }) => name > after)
  const rows = later.slice(0, ACCOUNTS_AT_ONCE).map(({ name, since, moderator }) => {
    return { name, since, moderator }
  })
  const isLast = rows.length === later.length
  return { kind: 'rows', rows, locks: after === '' ? [...locks.all(now)] : [], isLast }
}

/** Throws where that is no request. */
export function decodeRequest(bytes: Uint8Array): AccountRequest {
  const request: AccountRequest = JSON.parse(new TextDecoder().decode(bytes))
  const isKnown =
    request.kind === 'list' ? typeof request.after === 'string' : isChange(request.change)
  if (!isKnown) throw new Error('it asks for nothing that is known')
  return request
}

function isChange(change: AccountChange): boolean {
  if (typeof change.name !== 'string' || !isName(change.name)) return false
  switch (change.kind) {
    case 'add':
    case 'password':
      return typeof change.hash === 'string'
    case 'moderator':
      return typeof change.isOne === 'boolean'
    case 'unlock':
    case 'remove':
      return true
    default:
      return false
  }
}

import { type Accounts, type Locks, memoryPorts } from '@parley/engine'
import type { AccountChange, AccountFault } from './account-change.ts'
import type { AccountReply, AccountRequest } from './account-requests.ts'
import { ClusterError } from './errors.ts'
import { type ClusterPlace, NatsLink } from './nats-link.ts'

/** The accounts of a cluster, as one of its gateways tells of them and changes them for an operator. */
export class ClusterAccounts {
  readonly #link: NatsLink

  private constructor(link: NatsLink) {
    this.#link = link
  }

  /** Rejects with a ClusterError, also where there is no such cluster. */
  static async open(place: ClusterPlace): Promise<ClusterAccounts> {
    return new ClusterAccounts(await NatsLink.look(place))
  }

  /** A copy of the accounts, without their hashes, and of the locks. Rejects with a ClusterError. */
  async book(): Promise<{ readonly accounts: Accounts; readonly locks: Locks }> {
    const { accounts, locks } = memoryPorts({ accounts: Number.POSITIVE_INFINITY })
    for (let after = ''; ; ) {
      const reply = await this.#ask({ kind: 'list', after })
      if (reply.kind !== 'rows') throw new ClusterError('a gateway has given another answer')
      for (const { name, since, moderator } of reply.rows) {
        accounts.put({ name, since, hash: '' })
        accounts.setModerator(name, moderator)
        after = name
      }
      for (const lock of reply.locks) locks.put(lock)
      if (reply.isLast) return { accounts, locks }
    }
  }

  /** Resolves when all gateways will have made the change; gives why it is not made. Rejects as `book`. */
  async change(change: AccountChange): Promise<AccountFault | undefined> {
    const reply = await this.#ask({ kind: 'change', change })
    if (reply.kind !== 'changed') throw new ClusterError('a gateway has given another answer')
    return reply.fault
  }

  async close(): Promise<void> {
    await this.#link.close()
  }

  async #ask(request: AccountRequest): Promise<AccountReply> {
    const reply = await this.#link.askGateway(request)
    if (reply.kind === 'away') {
      throw new ClusterError('the gateway that was asked is not in the cluster now: ask again')
    }
    return reply
  }
}

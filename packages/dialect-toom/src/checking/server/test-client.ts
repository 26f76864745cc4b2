import {
  type Account,
  type ServerStep,
  serverChecks,
  type Table,
  TestClients,
} from '@parley/checks'
import type { Check } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { type Stage, ToomClient } from './toom-client.ts'

export { APART, type ToomClient } from './toom-client.ts'

export type ServerCheck = Check<Stage>

/** What nearly every check needs: a login. */
export const LOGIN = ['toom-2.2'] as const
export const POSTING = [...LOGIN, 'toom-3.1'] as const
export const READING = ['toom-1.5', ...POSTING, 'toom-3.5'] as const

/** Longest lockout that a check waits for, in milliseconds. */
const LONGEST_BLOCK = 10_000

export class Clients extends TestClients<Reply, Options, ToomClient> {
  override account(): Account {
    return this.stage.account()
  }

  /** Logs a user in and sends a port, as clients do. */
  override user(account: Account = this.account()): Promise<ToomClient> {
    return this.userAt(this.port(), account)
  }

  async userAt(port: number, account: Account = this.account()): Promise<ToomClient> {
    const client = await this.logIn(account)
    await client.announce(port)
    return client
  }

  /** Two who log in at the same time. */
  override pair(): Promise<readonly [ToomClient, ToomClient]> {
    return Promise.all([this.user(), this.user()])
  }

  /** A user who has logged in. */
  async logIn(account: Account): Promise<ToomClient> {
    const first = await this.#tried(account)
    if (first !== 'LOGIN-BB') return first
    const block = this.stage.options.blockDuration * 1000
    if (block > LONGEST_BLOCK) {
      this.stage.skip(`${account.name} is locked just now: try again once the block is over`)
    }
    await this.stage.pass(block + 500)
    const second = await this.#tried(account)
    if (second !== 'LOGIN-BB') return second
    return this.stage.fail(`${account.name} is locked, with the right password`, 'toom-2.2')
  }

  port(): number {
    return 20_000 + Math.floor(this.stage.random() * 40_000)
  }

  async #tried(account: Account): Promise<ToomClient | 'LOGIN-BB'> {
    const client = await this.connect()
    client.name = account.name
    const type = await client.loginAs(account, ['LOGIN-A', 'LOGIN-N', 'LOGIN-BB'], 'toom-2.2')
    if (type === 'LOGIN-N') this.unknown(account.name)
    return type === 'LOGIN-BB' ? type : client
  }

  unknown(name: string): never {
    return this.stage.skip(
      `the server has no user ${name}: give names and passwords that it has with --credentials`,
    )
  }
}

export const checks: Table<Stage, Clients, ServerStep> = serverChecks(
  (stage: Stage) => new Clients(stage, (connection) => new ToomClient(connection)),
)

import {
  type Account,
  type ServerStep,
  serverChecks,
  type Table,
  TestClient,
  TestClients,
} from '@parley/checks'
import type { Check, CheckAccount, Flaw, Heard, Judge, ServerStage } from '@parley/contract'
import type { NamesAction, Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'

export type Stage = ServerStage<Reply, Options>
export type ServerCheck = Check<Stage>

/** What a check about anything else needs. */
export const LOGGED_IN = ['ghostr-2.2', 'ghostr-2.2a'] as const

/** What a check needs that is about what becomes of messages. */
export const SENT = [...LOGGED_IN, 'ghostr-4.1', 'ghostr-4.1a'] as const

/** Where the kit says to take private chats; nobody calls there. */
export const PRIVATE_PORT = 49_151

/** A list as long as this, in bytes, may go on in the next reply, and need not say so. */
const LONG_LIST = 900

/** A request as Python writes it. */
export function object(fields: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(fields).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`)
  return `{${pairs.join(', ')}}`
}

/** The flaw of a value, at its key. */
export function flawAt({ text }: Heard<Reply>, key: string, why: string): Flaw {
  const at = text.indexOf(`"${key}"`)
  return { why, ...(at < 0 ? {} : { at }) }
}

/** What may be the answer to a command; what cannot be understood may be it, too. */
function isOf(frame: Reply, action: string): boolean {
  return frame.kind === 'nonsense' || ('action' in frame && frame.action === action)
}

export class GhostrClient extends TestClient<Reply, Options> {
  port = PRIVATE_PORT

  protected override readonly spoken = { login: /"login"/, goodbye: /"logout"/ }

  protected override tells(frame: Reply): 'in' | 'refused' | 'left' | undefined {
    if (frame.kind === 'timeout') return 'left'
    if (frame.kind !== 'status' || frame.action !== 'login') return undefined
    return frame.status === 'SUCCESS' ? 'in' : 'refused'
  }

  protected override goodbye(): Promise<void> {
    return this.say('logout')
  }

  /** An object with a status, with words under reply, or with a message or presence of somebody. */
  override async hears(step: string, rule?: string): Promise<void> {
    const valueAt = (key: string) => new RegExp(`"${key}": "(.*?)"[,}]`).exec(step)?.[1] ?? ''
    const [action, from] = [valueAt('action'), valueAt('from')]
    if (step.includes('"status"')) await this.status(action, valueAt('status'), rule)
    else if (step.includes('"reply"')) await this.replies(action, valueAt('reply'), rule)
    else if (action.startsWith('log')) await this.sees(from, action === 'login_broadcast', rule)
    else {
      const to = action === 'receive_message' ? 'me' : 'everyone'
      await this.gets(from, valueAt('message'), to, rule)
    }
  }

  async say(action: string, fields: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.wire.say(object({ action, ...fields }))
  }

  /** Says a login; nothing is waited for. */
  async sayLogin(name: string, password: string): Promise<void> {
    await this.say('login', { username: name, password, private_port: this.port })
  }

  /** The answer to a command that is answered with a status, which is this one. */
  async status(action: string, status: string, rule?: string): Promise<Heard<Reply>> {
    const isMeant = (frame: Reply) => isOf(frame, action)
    const judge: Judge<Reply> = (heard) => {
      const { frame } = heard
      if (frame.kind === 'status' && frame.status === status) return undefined
      return flawAt(heard, 'status', 'it is another answer')
    }
    return await this.wire.find(object({ action, status }), isMeant, judge, rule)
  }

  /** The answer to a command that is answered with words under `reply`. */
  async replies(action: string, reply: string, rule?: string): Promise<Heard<Reply>> {
    const isMeant = (frame: Reply) => isOf(frame, action)
    const judge: Judge<Reply> = (heard) => {
      const { frame } = heard
      if (frame.kind === 'words' && frame.text === reply) return undefined
      return flawAt(heard, 'reply', 'it is another answer')
    }
    return await this.wire.find(object({ action, reply }), isMeant, judge, rule)
  }

  /** The answer to what is answered with a list. */
  async names(action: NamesAction, rule?: string): Promise<readonly string[]> {
    const names: string[] = []
    for (let isMore = true; isMore; ) {
      const { bytes, frame } = await this.wire.find(
        `{"action": "${action}", "reply": [names]}`,
        (one) => isOf(one, action),
        (heard) =>
          heard.frame.kind === 'names' ? undefined : flawAt(heard, 'reply', 'it is no list'),
        rule,
      )
      if (frame.kind === 'names') names.push(...frame.names)
      isMore = frame.kind === 'names' && frame.more
      if (!isMore && bytes.length >= LONG_LIST) names.push(...(await this.#others(action)))
    }
    return names
  }

  /** The names of the replies to the same request that come now. */
  async #others(action: string): Promise<readonly string[]> {
    const rest = await this.wire.rest()
    return rest.flatMap(({ frame }) =>
      frame.kind === 'names' && frame.action === action ? frame.names : [],
    )
  }

  /** A message of somebody comes; those of others to everyone are passed over. */
  async gets(
    from: string,
    text: string,
    to: 'me' | 'everyone' = 'me',
    rule?: string,
  ): Promise<Heard<Reply>> {
    const action = to === 'me' ? 'receive_message' : 'receive_broadcast'
    const isMeant = (frame: Reply) =>
      frame.kind === 'received' &&
      (to === 'me'
        ? frame.to === 'me'
        : frame.from === from && (frame.to === to || frame.text === text))
    const judge: Judge<Reply> = (heard) => {
      const { frame } = heard
      if (frame.kind !== 'received' || frame.to !== to) {
        return flawAt(heard, 'action', 'its action is another')
      }
      if (frame.from !== from) return flawAt(heard, 'from', 'its sender is another')
      return frame.text === text ? undefined : flawAt(heard, 'message', 'its text is another')
    }
    return await this.wire.find(object({ action, from, message: text }), isMeant, judge, rule)
  }

  /** Expects the broadcast that somebody has logged in or out. */
  async sees(name: string, online: boolean, rule?: string): Promise<void> {
    const action = online ? 'login_broadcast' : 'logout_broadcast'
    const isMeant = (frame: Reply) =>
      frame.kind === 'presence' && frame.name === name && frame.online === online
    await this.wire.find(object({ action, from: name, message: '' }), isMeant, undefined, rule)
  }

  override async login({ name, password }: Account, rule = 'ghostr-2.2a'): Promise<void> {
    this.name = name
    this.password = password
    await this.sayLogin(name, password)
    await this.status('login', 'SUCCESS', rule)
  }

  override async tryLogin({ name, password }: Account): Promise<boolean> {
    this.name = name
    this.password = password
    await this.sayLogin(name, password)
    const { frame } = await this.wire.find('an answer to the login', (one) => isOf(one, 'login'))
    return frame.kind === 'status' && frame.status === 'SUCCESS'
  }

  /** Says goodbye and hangs up; how that is answered is for the check of 4.9. */
  async logout(): Promise<void> {
    await this.say('logout')
    await this.wire.rest()
    this.wire.end()
  }

  /** Undoes a block: who is checked may be given the same accounts again. */
  async unblock(name: string): Promise<void> {
    await this.say('unblock', { user: name })
    await this.status('unblock', 'SUCCESS', 'ghostr-4.7')
  }
}

/** How long a name may take to become free after a logout, in seconds. */
const FREE_WITHIN = 1

export class Clients extends TestClients<Reply, Options, GhostrClient> {
  readonly #ready: CheckAccount[] = []
  readonly #made = new Set<string>()

  override account(): CheckAccount {
    return this.#ready.shift() ?? this.stage.account()
  }

  /**
   * Makes new accounts before anybody logs in who is to stay: servers in use lose who is online when
   * they add an account (2.3a).
   */
  protected override async prepare(count: number): Promise<void> {
    const accounts = Array.from({ length: count }, () => this.stage.account())
    const isAlone = count === 1
    const fresh = isAlone ? [] : accounts.filter(({ isNew }) => isNew === true)
    const makers: GhostrClient[] = []
    for (const account of fresh) makers.push(await super.user(account))
    for (const maker of makers) {
      await maker.logout()
      this.#made.add(maker.name)
    }
    this.#ready.push(...accounts)
  }

  /** A name that was just made may still be held: another one is taken then. */
  override async user(account: Account = this.account(), rule?: string): Promise<GhostrClient> {
    if (!this.#made.delete(account.name)) return super.user(account, rule)
    const client = await this.waitUntilFree(account, FREE_WITHIN)
    return client ?? super.user(this.stage.account(), rule)
  }

  /** Somebody who is known, and away. */
  async away(account: Account = this.account()): Promise<GhostrClient> {
    const one = await this.user(account)
    await one.logout()
    return one
  }

  /** Somebody who is logged in, and somebody who was before, and has gone. */
  async pairWithOneAway(): Promise<readonly [GhostrClient, GhostrClient]> {
    await this.prepare(2)
    const gone = await this.away()
    return [await this.user(), gone]
  }

  /** Somebody who is known, and away, and may be locked out: no other check needs that account. */
  expendable(): Promise<GhostrClient> {
    return this.away(this.stage.expendable())
  }
}

export const checks: Table<Stage, Clients, ServerStep> = serverChecks(
  (stage: Stage) => new Clients(stage, (connection) => new GhostrClient(connection)),
)

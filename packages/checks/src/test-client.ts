import { Buffer } from 'node:buffer'
import type { ServerStage, Wire } from '@parley/contract'
import { WatchedWire } from './watched-wire.ts'

/** How many characters of what was said last are searched for a login and a goodbye. */
const REMEMBERED = 400

/** Time between two attempts to log in under a freed name, in milliseconds. */
const ATTEMPT_INTERVAL = 100

export interface Account {
  readonly name: string
  /** Empty in a dialect without passwords. */
  readonly password: string
}

/** What a connection of a check is made of. */
export interface Connection<Reply, Options> {
  readonly stage: ServerStage<Reply, Options>
  readonly wire: Wire<Reply>
  /** The names and words of the check: what has none of them is between other users. */
  readonly words: Set<string>
}

/**
 * One connection of a check of a server. It knows whether somebody is logged in on it, from what is
 * said and heard, so that the goodbye of the dialect can be said at the end.
 */
export abstract class TestClient<Reply, Options> {
  readonly wire: WatchedWire<Reply>
  name = ''
  password = ''
  readonly stage: ServerStage<Reply, Options>
  protected readonly words: Set<string>
  #said = ''
  #login: 'none' | 'asked' | 'in' = 'none'

  constructor({ stage, wire, words }: Connection<Reply, Options>) {
    this.stage = stage
    this.words = words
    this.wire = new WatchedWire(wire, {
      said: (bytes) => this.#noteSaid(bytes),
      came: (frame) => this.#noteCame(frame),
    })
  }

  /** Logs in, and expects that this succeeds. */
  abstract login(account: Account, rule?: string): Promise<void>

  /** Tries to log in; whether it succeeds. */
  abstract tryLogin(account: Account): Promise<boolean>

  /** Expects this of a table of steps, frames of other users passed over. */
  abstract hears(text: string, rule?: string): Promise<unknown>

  /** What in the bytes that are said asks for a login, and what is a goodbye. */
  protected abstract readonly spoken: { readonly login: RegExp; readonly goodbye?: RegExp }

  /** What a frame tells of the login: it has succeeded, was refused, or is over; else undefined. */
  protected abstract tells(frame: Reply): 'in' | 'refused' | 'left' | undefined

  /** Leaves as a client of this dialect does, and waits for nothing. */
  protected abstract goodbye(): Promise<void>

  /** Says this of a table of steps. */
  async says(text: string): Promise<void> {
    await this.wire.say(text)
  }

  /** Reads what a server says to everybody who connects. */
  async greeted(): Promise<void> {}

  /** Says goodbye if somebody is logged in and the check has not ended the connection; whether so. */
  async leave(): Promise<boolean> {
    if (this.#login === 'none' || this.wire.isOver) return false
    this.#login = 'none'
    await this.goodbye()
    return true
  }

  /** Nothing else has come. Where what is asked now is answered next, that tells it sooner. */
  async nothing(rule?: string): Promise<void> {
    await this.wire.silent(rule)
  }

  #noteSaid(bytes: Uint8Array | string): void {
    const fresh = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1')
    const said = `${this.#said}${fresh}`
    const isLogin = this.spoken.login.test(said)
    const isGoodbye = this.spoken.goodbye?.test(said) === true
    if (isLogin && this.#login === 'none') this.#login = 'asked'
    if (isGoodbye) this.#login = 'none'
    this.#said = isLogin || isGoodbye ? '' : said.slice(-REMEMBERED)
  }

  #noteCame(frame: Reply): void {
    const told = this.tells(frame)
    if (told === 'left') this.#login = 'none'
    if (this.#login !== 'asked' || told === undefined) return
    this.#login = told === 'in' ? 'in' : 'none'
  }
}

/** All connections of one check of a server. */
export class TestClients<Reply, Options, Client extends TestClient<Reply, Options>> {
  readonly stage: ServerStage<Reply, Options>
  readonly words = new Set<string>()
  readonly #make: (connection: Connection<Reply, Options>) => Client
  readonly #all: Client[] = []

  constructor(
    stage: ServerStage<Reply, Options>,
    make: (connection: Connection<Reply, Options>) => Client,
  ) {
    this.stage = stage
    this.#make = make
  }

  /** A new name, or any unique word. */
  word(): string {
    const word = this.stage.name()
    this.words.add(word)
    return word
  }

  /** Somebody who can log in. */
  account(): Account {
    return { name: this.word(), password: '' }
  }

  /** A connection without a login. */
  async connect(): Promise<Client> {
    const { stage, words } = this
    const client = this.#make({ stage, wire: await stage.connect(), words })
    this.#all.push(client)
    await client.greeted()
    return client
  }

  /** Somebody who has logged in. */
  async user(account: Account = this.account(), rule?: string): Promise<Client> {
    const client = await this.connect()
    await client.login(account, rule)
    return client
  }

  /** Called before so many log in one after the other; the next calls of `account` are theirs. */
  protected async prepare(_count: number): Promise<void> {}

  /** Several who have logged in, in this order. */
  async users(count: number): Promise<readonly Client[]> {
    await this.prepare(count)
    const all: Client[] = []
    while (all.length < count) all.push(await this.user())
    return all
  }

  async pair(): Promise<readonly [Client, Client]> {
    await this.prepare(2)
    const one = await this.user()
    return [one, await this.user()]
  }

  async three(): Promise<readonly [Client, Client, Client]> {
    await this.prepare(3)
    const [one, other] = [await this.user(), await this.user()]
    return [one, other, await this.user()]
  }

  async four(): Promise<readonly [Client, Client, Client, Client]> {
    await this.prepare(4)
    const [one, other] = [await this.user(), await this.user()]
    return [one, other, await this.user(), await this.user()]
  }

  /** Four who have logged in, in another order than that of their names. */
  async unsorted(): Promise<readonly Client[]> {
    const sorted = Array.from({ length: 4 }, () => this.account()).sort((one, other) =>
      one.name < other.name ? -1 : 1,
    )
    const all: Client[] = []
    for (const index of [2, 0, 3, 1]) all.push(await this.user(sorted[index]))
    return all
  }

  /** Logs in under a name that was freed; undefined if it is not free within some seconds. */
  async waitUntilFree(account: Account, seconds = 3): Promise<Client | undefined> {
    const attempts = (seconds * 1000) / ATTEMPT_INTERVAL
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const client = await this.connect()
      if (await client.tryLogin(account)) return client
      await client.leave()
      client.wire.end()
      await this.stage.pass(ATTEMPT_INTERVAL)
    }
    return undefined
  }

  /**
   * Everybody who is still logged in says goodbye, once it is known whom the server has closed; what
   * was said is sent before the check is over.
   */
  async leave(): Promise<void> {
    await this.stage.pass(0)
    let isSaid = false
    for (const client of this.#all) {
      const hasLeft = await client.leave()
      isSaid ||= hasLeft && !client.wire.isOver
    }
    if (isSaid) await this.stage.pass(0)
  }
}

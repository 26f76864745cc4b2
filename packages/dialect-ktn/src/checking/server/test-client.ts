import { Buffer } from 'node:buffer'
import type { Check, Flaw, Heard, ServerStage, Wire } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { ascii, fieldsOf, unless } from '../objects.ts'

export type Stage = ServerStage<Reply, Options>
export type ServerCheck = Check<Stage>

type Judging = (fields: ReadonlyMap<string, unknown>, heard: Heard<Reply>) => Flaw | undefined

const fine: Judging = () => undefined

/** Needed by nearly every check. */
export const LOGIN = ['ktn-2.2', 'ktn-3.1c'] as const
export const HELP = ['ktn-2.2', 'ktn-3.9'] as const
export const CHAT = [...LOGIN, 'ktn-3.6'] as const

/** Attempts to log in under a freed name, and the time between two of them in milliseconds. */
const TRIES = 20
const BETWEEN = 100

const LINE_END = Buffer.of(10)

/** Time for the server to act on what was sent, in milliseconds. */
const DOING = 30

const clientsOf = new WeakMap<Stage, readonly TestClient[]>()

/**
 * The check, and a logout of all its users: in most servers in use a client that is reset breaks
 * later messages to everyone.
 */
export function withLogout(check: ServerCheck): ServerCheck {
  return {
    ...check,
    async run(stage) {
      try {
        await check.run(stage)
      } finally {
        for (const client of clientsOf.get(stage) ?? []) await client.leave()
        await stage.pass(0)
      }
    },
  }
}

/**
 * One connection of a check. Servers in use word most texts as they like and send history and
 * presence at any time, and other users may be online too: so an expected response is
 * found among others by what identifies it.
 */
export class TestClient {
  readonly wire: Wire<Reply>
  readonly #stage: Stage
  #standing: 'in' | 'out' = 'out'
  name = ''

  constructor(stage: Stage, wire: Wire<Reply>) {
    this.#stage = stage
    this.wire = wire
    clientsOf.set(stage, [...(clientsOf.get(stage) ?? []), this])
  }

  /** Sends one object in one write, as clients in use do. */
  async say(word: string, content: string | null = null): Promise<void> {
    if (word === 'logout') this.#standing = 'out'
    await this.write(`{"request": "${word}", "content": ${ascii(JSON.stringify(content))}}`)
  }

  /** Resets the connection without a logout. */
  vanish(): void {
    this.#standing = 'out'
    this.wire.reset()
  }

  /** Closes the connection without a logout. */
  closes(): void {
    this.#standing = 'out'
    this.wire.end()
  }

  /** Logs out, if logged in. */
  async leave(): Promise<void> {
    if (this.#standing === 'in') await this.say('logout')
  }

  /** Sends the bytes; as a line to servers that read lines. */
  async write(object: string | Uint8Array): Promise<void> {
    const bytes = Buffer.from(object)
    const isLine = this.#stage.options.terminator === 'lf'
    await this.wire.say(isLine ? Buffer.concat([bytes, LINE_END]) : bytes)
  }

  async login(name: string, rule = 'ktn-3.1c'): Promise<void> {
    await this.say('login', name)
    await this.entered(rule)
    this.name = name
  }

  /** Sends a login that should succeed. */
  async joins(name: string): Promise<void> {
    this.#standing = 'in'
    await this.say('login', name)
  }

  /** Tries to log in and returns the reply. */
  async enters(name: string): Promise<Heard<Reply>> {
    await this.joins(name)
    return this.wire.find('an answer to the login', isVerdict, undefined, 'ktn-3.1c')
  }

  /** Expects the login to succeed; skips history before the reply. */
  async entered(rule?: string): Promise<Heard<Reply>> {
    this.#standing = 'in'
    return this.wire.find(
      'an info: the login has succeeded',
      isVerdict,
      ({ frame }) => unless(frame.kind !== 'error', 'an error came'),
      rule,
    )
  }

  /** Expects an error. */
  async refused(what: string, judge: Judging = fine, rule?: string): Promise<Heard<Reply>> {
    return this.#find(`an error: ${what}`, ({ kind }) => kind === 'error', judge, rule)
  }

  /** Expects an info with this text. */
  async informed(
    what: string,
    isMeant: (text: string) => boolean,
    judge: Judging = fine,
    rule?: string,
  ): Promise<Heard<Reply>> {
    return this.#find(
      `an info: ${what}`,
      (frame) => frame.kind === 'info' && isMeant(frame.text),
      judge,
      rule,
    )
  }

  /** Expects a message with this word. */
  async hears(word: string, judge: Judging = fine, rule?: string): Promise<Heard<Reply>> {
    return this.#find(
      `a message with ${word} in it`,
      (frame) => frame.kind === 'message' && frame.text.includes(word),
      judge,
      rule,
    )
  }

  /** Asks for help and expects it. */
  async helped(judge: Judging = fine, rule?: string): Promise<Heard<Reply>> {
    await this.say('help')
    return this.helping(judge, rule)
  }

  async helping(judge: Judging = fine, rule?: string): Promise<Heard<Reply>> {
    return this.#find(
      'an info: the help',
      ({ kind }) => kind === 'info' || kind === 'error',
      (fields, heard) =>
        heard.frame.kind === 'error' ? { why: 'an error came' } : judge(fields, heard),
      rule,
    )
  }

  /** Asks for the list and expects all these names in it. */
  async listed(names: readonly string[], judge: Judging = fine, rule?: string) {
    await this.say('names')
    return this.listing(names, judge, rule)
  }

  async listing(names: readonly string[], judge: Judging = fine, rule?: string) {
    return this.#find(
      `an info with ${names.join(' and ')} in it`,
      (frame) => {
        const listed = wordsOf(frame)
        return listed !== undefined && names.every((name) => listed.includes(name))
      },
      judge,
      rule,
    )
  }

  async #find(
    expected: string,
    isMeant: (frame: Reply) => boolean,
    judge: Judging,
    rule: string | undefined,
  ): Promise<Heard<Reply>> {
    return this.wire.find(
      expected,
      isMeant,
      (heard) => {
        const fields = fieldsOf(heard.text)
        return fields === undefined ? { why: 'it is no JSON object' } : judge(fields, heard)
      },
      rule,
    )
  }
}

/** Whether it can be the reply to a login. */
function isVerdict({ kind }: Reply): boolean {
  return kind === 'info' || kind === 'history' || kind === 'error'
}

/** The words of a possible list of names. */
function wordsOf(frame: Reply): readonly string[] | undefined {
  if (frame.kind === 'names') return frame.names
  return frame.kind === 'info' ? frame.text.split(/[^A-Za-z0-9]+/) : undefined
}

/** The users of one check. */
export class TestClients {
  readonly #stage: Stage

  constructor(stage: Stage) {
    this.#stage = stage
  }

  /** A new name, or any unique word. */
  word(): string {
    return this.#stage.name()
  }

  /** A connection without a login. */
  async stranger(): Promise<TestClient> {
    return new TestClient(this.#stage, await this.#stage.connect())
  }

  async user(): Promise<TestClient> {
    const client = await this.stranger()
    await client.login(this.word())
    return client
  }

  async pair(): Promise<readonly [TestClient, TestClient]> {
    const one = await this.user()
    return [one, await this.user()]
  }

  /** Sends a message to one user, to as few others as the server can manage. */
  async tell(from: TestClient, to: TestClient, text: string): Promise<void> {
    await from.say('msg', `@${to.name} ${text}`)
  }

  /** Whether a name becomes free within a few seconds after its owner left. */
  async comesFree(name: string): Promise<boolean> {
    await this.#stage.pass(DOING)
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const client = await this.stranger()
      const { frame } = await client.enters(name)
      if (frame.kind !== 'error') return true
      client.wire.end()
      await this.#stage.pass(BETWEEN)
    }
    return false
  }
}

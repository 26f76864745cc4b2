import { Buffer } from 'node:buffer'
import type { Check, Flaw, Heard, ServerStage, Wire } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { fieldsOf, flawUnless, toAscii } from '../objects.ts'

export type Stage = ServerStage<Reply, Options>
export type ServerCheck = Check<Stage>

type FieldsJudge = (fields: ReadonlyMap<string, unknown>, heard: Heard<Reply>) => Flaw | undefined

const noFlaw: FieldsJudge = () => undefined

/** Needed by nearly every check. */
export const NEEDS_LOGIN = ['ktn-2.2', 'ktn-3.1c'] as const
export const NEEDS_HELP = ['ktn-2.2', 'ktn-3.9'] as const
export const NEEDS_MESSAGES = [...NEEDS_LOGIN, 'ktn-3.6'] as const

/** Attempts to log in under a freed name, and the time between two of them in milliseconds. */
const ATTEMPTS = 20
const ATTEMPT_INTERVAL = 100

const LINE_END = Buffer.of(10)

/** Time for the server to act on what was sent, in milliseconds. */
const PROCESSING_TIME = 30

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
        for (const client of clientsOf.get(stage) ?? []) await client.logout()
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
  #login: 'in' | 'out' = 'out'
  name = ''

  constructor(stage: Stage, wire: Wire<Reply>) {
    this.#stage = stage
    this.wire = wire
    clientsOf.set(stage, [...(clientsOf.get(stage) ?? []), this])
  }

  /** Sends one object in one write, as clients in use do. */
  async request(word: string, content: string | null = null): Promise<void> {
    if (word === 'logout') this.#login = 'out'
    await this.write(`{"request": "${word}", "content": ${toAscii(JSON.stringify(content))}}`)
  }

  /** Resets the connection without a logout. */
  reset(): void {
    this.#login = 'out'
    this.wire.reset()
  }

  /** Closes the connection without a logout. */
  close(): void {
    this.#login = 'out'
    this.wire.end()
  }

  /** Logs out, if logged in. */
  async logout(): Promise<void> {
    if (this.#login === 'in') await this.request('logout')
  }

  /** Sends the bytes; as a line to servers that read lines. */
  async write(object: string | Uint8Array): Promise<void> {
    const bytes = Buffer.from(object)
    const isLine = this.#stage.options.terminator === 'lf'
    await this.wire.say(isLine ? Buffer.concat([bytes, LINE_END]) : bytes)
  }

  async login(name: string, rule = 'ktn-3.1c'): Promise<void> {
    await this.request('login', name)
    await this.expectLogin(rule)
    this.name = name
  }

  /** Sends a login that should succeed. */
  async startLogin(name: string): Promise<void> {
    this.#login = 'in'
    await this.request('login', name)
  }

  /** Tries to log in and returns the reply. */
  async tryLogin(name: string): Promise<Heard<Reply>> {
    await this.startLogin(name)
    return this.wire.find('an answer to the login', isLoginReply, undefined, 'ktn-3.1c')
  }

  /** Expects the login to succeed; skips history before the reply. */
  async expectLogin(rule?: string): Promise<Heard<Reply>> {
    this.#login = 'in'
    return this.wire.find(
      'an info: the login has succeeded',
      isLoginReply,
      ({ frame }) => flawUnless(frame.kind !== 'error', 'an error came'),
      rule,
    )
  }

  /** Expects an error. */
  async expectError(
    what: string,
    judge: FieldsJudge = noFlaw,
    rule?: string,
  ): Promise<Heard<Reply>> {
    return this.#find(`an error: ${what}`, ({ kind }) => kind === 'error', judge, rule)
  }

  /** Expects an info with this text. */
  async expectInfo(
    what: string,
    isMeant: (text: string) => boolean,
    judge: FieldsJudge = noFlaw,
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
  async expectMessage(
    word: string,
    judge: FieldsJudge = noFlaw,
    rule?: string,
  ): Promise<Heard<Reply>> {
    return this.#find(
      `a message with ${word} in it`,
      (frame) => frame.kind === 'message' && frame.text.includes(word),
      judge,
      rule,
    )
  }

  /** Asks for help and expects it. */
  async requestHelp(judge: FieldsJudge = noFlaw, rule?: string): Promise<Heard<Reply>> {
    await this.request('help')
    return this.expectHelp(judge, rule)
  }

  async expectHelp(judge: FieldsJudge = noFlaw, rule?: string): Promise<Heard<Reply>> {
    return this.#find(
      'an info: the help',
      ({ kind }) => kind === 'info' || kind === 'error',
      (fields, heard) =>
        heard.frame.kind === 'error' ? { why: 'an error came' } : judge(fields, heard),
      rule,
    )
  }

  /** Asks for the list and expects all these names in it. */
  async requestList(names: readonly string[], judge: FieldsJudge = noFlaw, rule?: string) {
    await this.request('names')
    return this.expectList(names, judge, rule)
  }

  async expectList(names: readonly string[], judge: FieldsJudge = noFlaw, rule?: string) {
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
    judge: FieldsJudge,
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
function isLoginReply({ kind }: Reply): boolean {
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
  async connect(): Promise<TestClient> {
    return new TestClient(this.#stage, await this.#stage.connect())
  }

  async user(): Promise<TestClient> {
    const client = await this.connect()
    await client.login(this.word())
    return client
  }

  async pair(): Promise<readonly [TestClient, TestClient]> {
    const one = await this.user()
    return [one, await this.user()]
  }

  /** Sends a message to one user, to as few others as the server can manage. */
  async send(from: TestClient, to: TestClient, text: string): Promise<void> {
    await from.request('msg', `@${to.name} ${text}`)
  }

  /** Whether a name becomes free within a few seconds after its owner left. */
  async waitUntilFree(name: string): Promise<boolean> {
    await this.#stage.pass(PROCESSING_TIME)
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const client = await this.connect()
      const { frame } = await client.tryLogin(name)
      if (frame.kind !== 'error') return true
      client.wire.end()
      await this.#stage.pass(ATTEMPT_INTERVAL)
    }
    return false
  }
}

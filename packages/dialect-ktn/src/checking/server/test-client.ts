import { Buffer } from 'node:buffer'
import type { Check, Flaw, Heard, ServerStage, Wire } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { ascii, fieldsOf, unless } from '../objects.ts'

export type Stage = ServerStage<Reply, Options>
export type ServerCheck = Check<Stage>

type Judging = (fields: ReadonlyMap<string, unknown>, heard: Heard<Reply>) => Flaw | undefined

const fine: Judging = () => undefined

/** What nearly every check rests on. */
export const LOGIN = ['ktn-2.2', 'ktn-3.1c'] as const
export const HELP = ['ktn-2.2', 'ktn-3.9'] as const
export const CHAT = [...LOGIN, 'ktn-3.6'] as const

/** How often a name that was left is asked for, and how long is waited between two times. */
const TRIES = 20
const BETWEEN = 100

const LINE_END = Buffer.of(10)

/** Some time for what was said to be done, in milliseconds. */
const DOING = 30

const clientsOf = new WeakMap<Stage, readonly TestClient[]>()

/**
 * The check, and a logout of everybody in it: in most servers in use a client that vanishes breaks
 * what is said to everyone after it.
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
 * One connection of a check. Servers in use word most things as they like, tell what has happened
 * before and who comes and goes at any time, and strangers may be online too: so what is waited
 * for is found among other things, by what it alone can be.
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

  /** One object in one write, as a client in use would send it. */
  async say(word: string, content: string | null = null): Promise<void> {
    if (word === 'logout') this.#standing = 'out'
    await this.write(`{"request": "${word}", "content": ${ascii(JSON.stringify(content))}}`)
  }

  /** Cuts the connection without a word. */
  vanish(): void {
    this.#standing = 'out'
    this.wire.reset()
  }

  /** Closes the connection without a word. */
  closes(): void {
    this.#standing = 'out'
    this.wire.end()
  }

  /** Logs out, where somebody has logged in. */
  async leave(): Promise<void> {
    if (this.#standing === 'in') await this.say('logout')
  }

  /** Bytes as they are; for servers that read lines, a line. */
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

  /** Says its login, which succeeds unless something is wrong. */
  async joins(name: string): Promise<void> {
    this.#standing = 'in'
    await this.say('login', name)
  }

  /** Tries to log in; gives what comes of it. */
  async enters(name: string): Promise<Heard<Reply>> {
    await this.joins(name)
    return this.wire.find('an answer to the login', isVerdict, undefined, 'ktn-3.1c')
  }

  /** A login has succeeded: what past messages come before that is said are passed over. */
  async entered(rule?: string): Promise<Heard<Reply>> {
    this.#standing = 'in'
    return this.wire.find(
      'an info: the login has succeeded',
      isVerdict,
      ({ frame }) => unless(frame.kind !== 'error', 'an error came'),
      rule,
    )
  }

  /** An error comes. */
  async refused(what: string, judge: Judging = fine, rule?: string): Promise<Heard<Reply>> {
    return this.#find(`an error: ${what}`, ({ kind }) => kind === 'error', judge, rule)
  }

  /** An info comes whose text is meant. */
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

  /** A message comes that has this word in it. */
  async hears(word: string, judge: Judging = fine, rule?: string): Promise<Heard<Reply>> {
    return this.#find(
      `a message with ${word} in it`,
      (frame) => frame.kind === 'message' && frame.text.includes(word),
      judge,
      rule,
    )
  }

  /** Asks for help, and gets what can be nothing else. */
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

  /** Asks who is there, and gets a list in which all of these are. */
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

/** Whether it can be the answer to a login. */
function isVerdict({ kind }: Reply): boolean {
  return kind === 'info' || kind === 'history' || kind === 'error'
}

/** The words of what can be a list of names. */
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

  /** A new name, or any word that nobody else says. */
  word(): string {
    return this.#stage.name()
  }

  /** Somebody who has not logged in. */
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

  /** Has a text said that the other one surely gets, and as few others as the server can manage. */
  async tell(from: TestClient, to: TestClient, text: string): Promise<void> {
    await from.say('msg', `@${to.name} ${text}`)
  }

  /** Whether a name can be had, within a few seconds, once its owner has gone. */
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

import type { Check, Flaw, Heard, ServerStage, Wire } from '@parley/contract'
import type { Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'

export type Stage = ServerStage<Reply, Options>
export type ServerCheck = Check<Stage>

/** What a server says, without the line end; literal, so that no code under test makes it. */
export const said = {
  welcome: '> OK - Welcome to the Love Letter Server',
  commands: 'Supported commands are: LOGIN <user>, LOGOUT, LIST, MESSAGE <user>',
  unknown: '> ERROR - Unknown Command. Check the documentation or use LOGIN <username> first.',
  badName: '> ERROR - Invalid username, try again',
  again: '> ERROR - You are already logged in',
  taken: '> ERROR - Username is use',
  data: '> OK - Data Available...',
  compose: '> OK - Send Message, end with XOXOXO',
  badRecipient: '> ERROR - Invalid recipient username, try again',
  delivered: '> OK - Message Delivered',
  nobody: '> ERROR - Recipient does not exist',
  goodbye: '> OK - Goodbye xoxo',
  tooLong: '> ERROR - Line too long',
} as const

/** A command that no server has. */
export const NONSENSE = 'QWERTY'

/** Rules without which nothing can be sent, or nothing arrives. */
export const SENDING = ['llp-3.2', 'llp-3.7', 'llp-3.10'] as const
export const ARRIVING = [...SENDING, 'llp-4.1', 'llp-4.1b'] as const

/** Between two lines that are typed, in milliseconds, so that they are seldom one read. */
const TYPING = 2

type Judging = (heard: Heard<Reply>) => Flaw | undefined

export interface Message {
  readonly from: string
  readonly to: string
  readonly lines: readonly string[]
}

/** What is wrong with a line; a `\r` before the `\n` is for the check of 1.1b to find. */
export function flawOf({ text }: Heard<Reply>, line: string): Flaw | undefined {
  const came = text.replace(/\r\n$/, '\n')
  const wanted = `${line}\n`
  if (came === wanted) return undefined
  let at = 0
  while (at < wanted.length && came[at] === wanted[at]) at += 1
  return { why: 'another line came', at: new TextEncoder().encode(wanted.slice(0, at)).length }
}

/** For a line that may be one of several. */
export function oneOf(...lines: readonly string[]): Judging {
  return ({ text }) => (lines.includes(text.trimEnd()) ? undefined : { why: 'another line came' })
}

/** Knows the lines of messages that have nothing to do with what is waited for. */
class Passing {
  readonly #names: ReadonlySet<string>
  #within: 'none' | 'message' = 'none'

  /** `names`: whose messages are not passed over. */
  constructor(names: ReadonlySet<string>) {
    this.#names = names
  }

  /** Whether the line is one of such a message, or the `> ` behind any message. */
  has(reply: Reply): boolean {
    if (this.#within === 'message') {
      if (reply.text.trimEnd().endsWith('XOXOXO')) this.#within = 'none'
      return true
    }
    if (reply.kind === 'quoted') return reply.text === ''
    if (reply.kind !== 'sender' || this.#names.has(reply.name)) return false
    this.#within = 'message'
    return true
  }
}

/** One connection of a check. */
export class TestClient {
  readonly wire: Wire<Reply>
  name = ''
  readonly #stage: Stage
  readonly #names: Set<string>
  #banner: 'due' | 'over' = 'due'

  constructor(stage: Stage, wire: Wire<Reply>, names: Set<string>) {
    this.#stage = stage
    this.wire = wire
    this.#names = names
  }

  /** Each line on its own, as if somebody typed them. */
  async say(...lines: readonly string[]): Promise<void> {
    for (const [index, line] of lines.entries()) {
      if (index > 0) await this.#stage.pass(TYPING)
      await this.wire.say(`${line}\n`)
    }
  }

  /** The next line is this one, the banner and messages aside. */
  async hears(line: string, rule?: string): Promise<void> {
    await this.match(line, (heard) => flawOf(heard, line), rule)
  }

  /**
   * The next line, the banner and messages aside, is right. `strict`: the messages of those who
   * are in the check are no longer aside.
   */
  async match(expected: string, judge: Judging, rule?: string, strict?: 'strict') {
    const passing = new Passing(strict === undefined ? new Set() : this.#names)
    for (;;) {
      let isAside = false
      const heard = await this.wire.expect(
        expected,
        (next) => {
          isAside = this.#isBanner(next.frame) || passing.has(next.frame)
          return isAside ? undefined : judge(next)
        },
        rule,
      )
      if (isAside) continue
      this.#banner = 'over'
      return heard
    }
  }

  async login(name: string, rule = 'llp-3.2'): Promise<void> {
    this.#names.add(name)
    this.name = name
    await this.say(`LOGIN ${name}`)
    await this.hears(`> OK - Hello ${name}`, rule)
  }

  /** Writes a message, and reads that it was delivered. */
  async write(to: string, ...lines: readonly string[]): Promise<void> {
    await this.compose(to)
    await this.say(...lines, 'XOXOXO')
    await this.hears(said.delivered, 'llp-3.10')
  }

  /** Writes a message that arrives; whatever is wrong with that is for the rule. */
  async reaches(other: TestClient, rule: string): Promise<void> {
    await this.compose(other.name, rule)
    await this.say('are you there?', 'XOXOXO')
    await this.hears(said.delivered, rule)
    await other.gets({ from: this.name, to: other.name, lines: ['are you there?'] }, rule)
  }

  async compose(to: string, rule = 'llp-3.7'): Promise<void> {
    await this.say(`MESSAGE ${to}`)
    await this.hears(said.compose, rule)
  }

  /** The next thing that arrives is this message. */
  async gets({ from, to, lines }: Message, rule?: string): Promise<void> {
    await this.head(from, to, rule)
    for (const line of lines) await this.exactly(`> ${line}`, rule)
    await this.exactly('> XOXOXO', rule ?? 'llp-4.1b')
  }

  /** The first two lines of a message. */
  async head(from: string, to: string, rule = 'llp-4.1'): Promise<void> {
    const header = `> INBOUND MESSAGE - SENDER: ${from}`
    await this.match(header, (heard) => flawOf(heard, header), rule, 'strict')
    await this.exactly(`> RECIPIENT: ${to}`, rule)
  }

  /** The very next line is this one. */
  async exactly(line: string, rule?: string): Promise<void> {
    await this.wire.expect(line, (heard) => flawOf(heard, line), rule)
  }

  /** What is said now is answered next. */
  async answered(rule = 'llp-3.13'): Promise<void> {
    await this.say(NONSENSE)
    await this.hears(said.unknown, rule)
  }

  /** No message of those who are in the check has come either. */
  async nothing(rule?: string): Promise<void> {
    await this.say(NONSENSE)
    await this.match(said.unknown, (heard) => flawOf(heard, said.unknown), rule, 'strict')
  }

  #isBanner(reply: Reply): boolean {
    if (this.#banner === 'over') return false
    return reply.kind !== 'status' || reply.text.startsWith('Welcome')
  }
}

/** The connections of one check, which know each other’s names. */
export class TestClients {
  readonly stage: Stage
  readonly #names = new Set<string>()

  constructor(stage: Stage) {
    this.stage = stage
  }

  async stranger(): Promise<TestClient> {
    return new TestClient(this.stage, await this.stage.connect(), this.#names)
  }

  /** Somebody who has logged in. */
  async user(name = this.stage.name(), rule?: string): Promise<TestClient> {
    const client = await this.stranger()
    await client.login(name, rule)
    return client
  }
}

export async function pair(
  stage: Stage,
): Promise<{ clients: TestClients; ann: TestClient; bob: TestClient }> {
  const clients = new TestClients(stage)
  return { clients, ann: await clients.user(), bob: await clients.user() }
}

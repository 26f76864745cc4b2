import {
  type Account,
  type ServerStep,
  serverChecks,
  type Table,
  TestClient,
  TestClients,
} from '@parley/checks'
import type { Check, Flaw, Heard, ServerStage } from '@parley/contract'
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
export const LOGIN = ['llp-3.2'] as const
export const SENDING = [...LOGIN, 'llp-3.7', 'llp-3.10'] as const
export const ARRIVING = [...SENDING, 'llp-4.1', 'llp-4.1b'] as const

/** Between two lines that are typed, in milliseconds, so that they are seldom one read. */
const TYPING = 2

/** She writes a message of these lines, and it is delivered. */
export const writes = (...lines: readonly string[]) =>
  [
    'ann> MESSAGE {bob}\n',
    [`ann< ${said.compose}\n`, 'llp-3.7'],
    ...lines.map((line) => `ann> ${line}\n` as const),
    'ann> XOXOXO\n',
    [`ann< ${said.delivered}\n`, 'llp-3.10'],
  ] as const

/** The message of these lines arrives next. */
export const arrives = (...lines: readonly string[]) =>
  [
    ['bob< > INBOUND MESSAGE - SENDER: {ann}\n', 'llp-4.1'],
    ['bob< > RECIPIENT: {bob}\n', 'llp-4.1'],
    ...lines.map((line) => `bob< > ${line}\n` as const),
    ['bob< > XOXOXO\n', 'llp-4.1b'],
  ] as const

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

export class LlpClient extends TestClient<Reply, Options> {
  #banner: 'due' | 'over' = 'due'
  #isComposing = false
  #spokeLast = false

  protected override readonly spoken = { login: /LOGIN / }

  protected override tells(reply: Reply): 'in' | 'refused' | 'left' | undefined {
    if (reply.kind !== 'status') return undefined
    this.#isComposing = reply.ok && reply.text.startsWith('Send Message')
    if (!reply.ok) return 'refused'
    if (reply.text.startsWith('Hello ')) return 'in'
    return reply.text.startsWith('Goodbye') ? 'left' : undefined
  }

  /** Within a message LOGOUT is a line of it. */
  protected override async goodbye(): Promise<void> {
    await this.wire.say(this.#isComposing ? 'XOXOXO\nLOGOUT\n' : 'LOGOUT\n')
  }

  /** As if somebody typed it. */
  override async says(text: string): Promise<void> {
    if (this.#spokeLast) await this.stage.pass(TYPING)
    this.#spokeLast = true
    await this.wire.say(text)
  }

  async say(...lines: readonly string[]): Promise<void> {
    for (const line of lines) await this.says(`${line}\n`)
  }

  /** The next line is this one; the banner and messages aside, unless it is a line of a message. */
  override async hears(text: string, rule?: string): Promise<void> {
    const line = text.replace(/\n$/, '')
    const isQuoted = /^> (?!OK - |ERROR - |INBOUND )/.test(line)
    if (isQuoted) return this.exactly(line, rule)
    const mode = line.startsWith('> INBOUND ') ? 'strict' : undefined
    await this.match(line, (heard) => flawOf(heard, line), rule, mode)
  }

  /**
   * The next line, the banner and messages aside, is right. `strict`: the messages of those who
   * are in the check are no longer aside.
   */
  async match(expected: string, judge: Judging, rule?: string, strict?: 'strict') {
    this.#spokeLast = false
    const passing = new Passing(strict === undefined ? new Set() : this.words)
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

  override async login({ name }: Account, rule = 'llp-3.2'): Promise<void> {
    this.name = name
    await this.request(`LOGIN ${name}`, `> OK - Hello ${name}`, rule)
  }

  override async tryLogin({ name }: Account): Promise<boolean> {
    const expected = `> OK - Hello ${name}`
    await this.say(`LOGIN ${name}`)
    const { text } = await this.match(expected, (heard) =>
      heard.text.startsWith('> ERROR') ? undefined : flawOf(heard, expected),
    )
    return text.trimEnd() === expected
  }

  async request(line: string, answer: string, rule?: string): Promise<void> {
    await this.say(line)
    await this.hears(answer, rule)
  }

  /** Writes a message, and reads that it was delivered. */
  async write(to: string, ...lines: readonly string[]): Promise<void> {
    await this.compose(to)
    await this.say(...lines)
    await this.request('XOXOXO', said.delivered, 'llp-3.10')
  }

  /** Writes a message that arrives; whatever is wrong with that is for the rule. */
  async reaches(other: LlpClient, rule: string): Promise<void> {
    await this.compose(other.name, rule)
    await this.say('are you there?')
    await this.request('XOXOXO', said.delivered, rule)
    await other.gets({ from: this.name, to: other.name, lines: ['are you there?'] }, rule)
  }

  async compose(to: string, rule = 'llp-3.7'): Promise<void> {
    await this.request(`MESSAGE ${to}`, said.compose, rule)
  }

  /** The next thing that arrives is this message. */
  async gets({ from, to, lines }: Message, rule?: string): Promise<void> {
    await this.head(from, to, rule)
    for (const line of lines) await this.exactly(`> ${line}`, rule)
    await this.exactly('> XOXOXO', rule ?? 'llp-4.1b')
  }

  /** The first two lines of a message. */
  async head(from: string, to: string, rule = 'llp-4.1'): Promise<void> {
    await this.hears(`> INBOUND MESSAGE - SENDER: ${from}`, rule)
    await this.exactly(`> RECIPIENT: ${to}`, rule)
  }

  /** The very next line is this one. */
  async exactly(line: string, rule?: string): Promise<void> {
    await this.wire.expect(line, (heard) => flawOf(heard, line), rule)
  }

  /** No message of those who are in the check has come either. */
  override async nothing(rule?: string): Promise<void> {
    await this.say(NONSENSE)
    await this.match(said.unknown, (heard) => flawOf(heard, said.unknown), rule, 'strict')
  }

  #isBanner(reply: Reply): boolean {
    if (this.#banner === 'over') return false
    return reply.kind !== 'status' || reply.text.startsWith('Welcome')
  }
}

export type Clients = TestClients<Reply, Options, LlpClient>

export const checks: Table<Stage, Clients, ServerStep> = serverChecks(
  (stage: Stage) => new TestClients(stage, (connection) => new LlpClient(connection)),
)

import {
  type Account,
  type ServerStep,
  serverChecks,
  type Table,
  TestClient,
  TestClients,
} from '@parley/checks'
import type { Check, Flaw, Heard, ServerStage } from '@parley/contract'
import type { Message, Reply } from '../../frames.ts'
import type { Options } from '../../options.ts'
import { flawOf, isError, isMeant, isSame, nickOf, paramsOf, wantedOf } from './wanted.ts'

export type Stage = ServerStage<Reply, Options>
export type ServerCheck = Check<Stage>

/** Without these nobody is registered, and nothing tells that nothing else has come. */
export const LOGIN = ['irc-2.2a', 'irc-2.4'] as const
export const ANSWERED = [...LOGIN, 'irc-5.3'] as const

/** Without these nobody is on a channel, or no message arrives. */
export const JOINED = [...ANSWERED, 'irc-3.2'] as const
export const SENDING = [...ANSWERED, 'irc-4.1'] as const

/** What refuses a nickname, a password or a registration. */
const REFUSED = /^(?:43[1-7]|451|46[1-8]|484)$/

/** She is registered, and joins the channel of that word. */
export const joins = (who: 'ann' | 'bob' | 'eve', word = 'tea') =>
  [`${who}> JOIN #{${word}}`, [`${who}< 366 #{${word}}`, 'irc-3.2']] as const

export function isPing(frame: Reply): boolean {
  return frame.kind === 'message' && frame.command === 'PING'
}

/** One user of the server. PINGs of the server are answered while something is waited for. */
export class IrcClient extends TestClient<Reply, Options> {
  protected override readonly spoken = { login: /NICK \S/i, goodbye: /QUIT/i }

  protected override tells(frame: Reply): 'in' | 'refused' | 'left' | undefined {
    if (frame.kind !== 'message') return undefined
    const { command } = frame
    if (command === '001') return 'in'
    if (command === 'ERROR') return 'left'
    return REFUSED.test(command) ? 'refused' : undefined
  }

  protected override goodbye(): Promise<void> {
    return this.say('QUIT :bye')
  }

  override async says(text: string): Promise<void> {
    await this.say(text)
  }

  /** Lines, each with its end. */
  async say(...lines: readonly string[]): Promise<void> {
    await this.wire.say(lines.map((line) => `${line}\r\n`).join(''))
  }

  override async login({ name, password }: Account, rule = 'irc-2.2a'): Promise<void> {
    await this.introduce({ name, password })
    await this.hears('001', rule)
  }

  /** Says what a registration takes, and waits for nothing. */
  async introduce({ name, password }: Account): Promise<void> {
    this.name = name
    this.password = password
    const pass = password === '' ? [] : [`PASS ${password}`]
    await this.say(...pass, `NICK ${name}`, `USER ${name} 0 * :${name}`)
  }

  override async tryLogin(account: Account): Promise<boolean> {
    await this.introduce(account)
    const { command } = await this.first(
      '001',
      ({ command: other }) => other === 'ERROR' || REFUSED.test(other),
    )
    return command === '001'
  }

  /** A line as `wanted.ts` says it. */
  override async hears(line: string, rule?: string): Promise<Heard<Reply>> {
    const wanted = wantedOf(line)
    return await this.#find(
      line,
      (frame) => isMeant(frame, wanted, this.words),
      (heard) => flawOf(heard, wanted),
      rule,
    )
  }

  /** The first line that is this one or is another end of the waiting; errors are no such end. */
  async first(line: string, isEnd: (message: Message) => boolean, rule?: string): Promise<Message> {
    const wanted = wantedOf(line)
    const isRight = (message: Message) => wanted.commands.includes(message.command)
    const { frame } = await this.#find(
      line,
      (one) => one.kind === 'message' && (isRight(one) || isEnd(one)),
      () => undefined,
      rule,
    )
    return frame.kind === 'message' ? frame : this.stage.fail('it cannot be read', rule)
  }

  /** All lines up to this one, which is the last of them. */
  async until(line: string, rule?: string): Promise<readonly Heard<Reply>[]> {
    const wanted = wantedOf(line)
    const all: Heard<Reply>[] = []
    for (;;) {
      const heard = await this.#find(
        line,
        () => true,
        (one) => (isError(one.frame) && !isRight(one) ? flawOf(one, wanted) : undefined),
        rule,
      )
      all.push(heard)
      if (isRight(heard)) return all
    }
    function isRight(one: Heard<Reply>): boolean {
      return flawOf(one, wanted) === undefined
    }
  }

  /** All lines that come before the answer to a PING that is sent now. */
  async before(rule = 'irc-5.3'): Promise<readonly Heard<Reply>[]> {
    const token = `${this.words.size}x${this.name}`
    await this.say(`PING ${token}`)
    const all: Heard<Reply>[] = []
    for (;;) {
      const heard = await this.#find(
        `PONG ${token}`,
        () => true,
        () => undefined,
        rule,
      )
      const { frame } = heard
      if (frame.kind === 'message' && frame.command === 'PONG') return all
      all.push(heard)
    }
  }

  /** Neither an error nor a message of somebody in the check has come. */
  override async nothing(rule?: string): Promise<void> {
    const all = await this.before(rule)
    const some = all.find(({ frame }) => isError(frame) || this.#isNews(frame))
    if (some !== undefined) this.stage.fail('something came', rule, some.bytes, 0)
  }

  /** Asks, and gets all lines up to the last one of the answer, without those of others. */
  async ask(command: string, last: string, rule?: string): Promise<readonly Heard<Reply>[]> {
    await this.say(command)
    return await this.until(last, rule)
  }

  async join(channel: string, rule = 'irc-3.2'): Promise<void> {
    await this.say(`JOIN ${channel}`)
    await this.hears(`366 ${channel}`, rule)
  }

  #isNews(frame: Reply): boolean {
    if (frame.kind !== 'message') return true
    return /^(?:PRIVMSG|NOTICE|TAGMSG)$/.test(frame.command) && this.words.has(nickOf(frame))
  }

  async #find(
    expected: string,
    isWanted: (frame: Reply) => boolean,
    judge: (heard: Heard<Reply>) => Flaw | undefined,
    rule?: string,
  ): Promise<Heard<Reply>> {
    for (;;) {
      const heard = await this.wire.find(
        expected,
        (frame) => isPing(frame) || isWanted(frame),
        (one) => (isPing(one.frame) ? undefined : judge(one)),
        rule,
      )
      if (!isPing(heard.frame)) return heard
      const token = heard.frame.kind === 'message' ? (heard.frame.params[0] ?? '') : ''
      await this.say(`PONG :${token}`)
    }
  }
}

/** The frames of lines, of one command or numeric. */
export function of(command: string, lines: readonly Heard<Reply>[]): readonly Message[] {
  return lines.flatMap(({ frame }) =>
    frame.kind === 'message' && frame.command === command ? [frame] : [],
  )
}

/** The members that replies 353 tell, without what stands before an operator. */
export function namesIn(lines: readonly Heard<Reply>[]): readonly string[] {
  return of('353', lines).flatMap((message) =>
    (paramsOf(message)[2] ?? '').split(' ').map((name) => name.replace(/^[~&@%+]+/, '')),
  )
}

export function has(names: readonly string[], name: string): boolean {
  return names.some((one) => isSame(one, name))
}

export class Clients extends TestClients<Reply, Options, IrcClient> {
  /** Two on a new channel, which the first of them has made. */
  async pairOnChannel(): Promise<readonly [string, IrcClient, IrcClient]> {
    const channel = `#${this.word()}`
    const [ann, bob] = await this.pair()
    for (const one of [ann, bob]) await one.join(channel)
    return [channel, ann, bob]
  }
}

export const checks: Table<Stage, Clients, ServerStep> = serverChecks(
  (stage: Stage) => new Clients(stage, (connection) => new IrcClient(connection)),
)

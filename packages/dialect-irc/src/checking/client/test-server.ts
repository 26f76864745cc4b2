import { Buffer } from 'node:buffer'
import { type ClientStep, clientChecks, type Table, TestServer } from '@parley/checks'
import type { Check, ClientStage, Flaw, Heard } from '@parley/contract'
import type { Message, Request } from '../../frames.ts'
import type { Options } from '../../options.ts'

type Stage = ClientStage<Request, Options>
export type ClientCheck = Check<Stage>

export const LOGIN = ['irc-2.2'] as const
export const SHOWN = [...LOGIN, 'irc-4.1g'] as const

/** What this server is called, and where it says that its users are. */
export const HOST = 'irc.example.org'

/** The channel in which every client of this server is put. */
export const LOBBY = '#parley'

/** What a client may say beside what it is asked for, and what has nothing to do with a check. */
const ASIDE = /^(?:NICK|CAP|PONG|JOIN|MODE|WHO|WHOIS|USERHOST|ISON|LUSERS|MOTD|NAMES|AWAY|PASS)$/

/** The server’s side of a login as it goes on. */
interface Introduced {
  nick: string
  hasUser: boolean
  cap: 'none' | 'open'
}

export class IrcServer extends TestServer<Request, Options> {
  /** The client has connected, and the person has said a name. */
  async open(): Promise<void> {
    await this.start(() => this.person.login(this.name, this.password))
  }

  override async expectLogin(): Promise<void> {
    await this.open()
    await this.introduced('irc-2.2')
  }

  /** NICK and USER come; gives the nickname. */
  async introduced(rule: string): Promise<string> {
    const so: Introduced = { nick: '', hasUser: false, cap: 'none' }
    while (so.nick === '' || !so.hasUser || so.cap === 'open') await this.#introduces(so, rule)
    this.name = so.nick
    return so.nick
  }

  /** 001 to 005 and 422 for this nickname, and the channel, in which the client is put. */
  greeting(nick: string): string {
    const numerics = [
      `001 ${nick} :Welcome to the network, ${nick}!user@host`,
      `002 ${nick} :Your host is ${HOST}`,
      `003 ${nick} :This server was made for a check`,
      `004 ${nick} ${HOST} 1 i nt`,
      `005 ${nick} CASEMAPPING=ascii CHANTYPES=# NICKLEN=64 PREFIX=(o)@ :are supported by this server`,
      `422 ${nick} :There is no message of the day`,
    ]
    return numerics.map((line) => `:${HOST} ${line}\r\n`).join('') + this.lobby(nick)
  }

  lobby(nick: string): string {
    return [
      `:${nick}!user@host JOIN ${LOBBY}`,
      `:${HOST} 353 ${nick} = ${LOBBY} :ann @bob ${nick}`,
      `:${HOST} 366 ${nick} ${LOBBY} :End of NAMES list`,
    ]
      .map((line) => `${line}\r\n`)
      .join('')
  }

  override async admit(): Promise<void> {
    await this.wire.say(this.greeting(this.name))
    await this.untilWelcomed('irc-2.2')
  }

  /** A line, with its end. */
  override async says(line: string): Promise<void> {
    await this.wire.say(line.endsWith('\n') ? line : `${line}\r\n`)
  }

  /** The message that is written so comes next; what else clients say is passed over. */
  override async hears(line: string, rule?: string): Promise<Heard<Request>> {
    const [, command = '', target = '', text] = /^(\S+) ?(\S*)(?: :([\s\S]*))?$/.exec(line) ?? []
    return this.next(line, (heard) => flawOf(heard, command, target, text), rule)
  }

  /** The next message is right; PINGs are answered, and what is aside is passed over. */
  async next(
    expected: string,
    judge: (heard: Heard<Request>) => Flaw | undefined,
    rule?: string,
  ): Promise<Heard<Request>> {
    for (;;) {
      const heard = await this.wire.find(
        expected,
        (frame) => isPing(frame) || !isAside(frame, expected),
        (one) => (isPing(one.frame) ? undefined : judge(one)),
        rule,
      )
      if (!isPing(heard.frame)) return heard
      await this.says(`:${HOST} PONG ${HOST} :${heard.frame.params[0] ?? ''}`)
    }
  }

  /** A message to the person comes. */
  async brings(from: string, text: string, to = this.name): Promise<void> {
    await this.says(`:${from}!user@host PRIVMSG ${to} :${text}`)
  }

  /** A message comes, and is shown: the client goes on. */
  async goesOn(rule: string): Promise<void> {
    const from = this.word()
    await this.brings(from, 'still here?')
    await this.person.heard(from, 'still here?', rule)
  }

  /** The person writes to somebody, which shows that the client goes on. */
  async writesOn(rule: string): Promise<void> {
    const to = this.word()
    this.person.send(to, 'still here')
    await this.hears(`PRIVMSG ${to} :still here`, rule)
  }

  async #introduces(so: Introduced, rule: string): Promise<void> {
    const { frame } = await this.wire.expect('NICK and USER', flawOfIntroduction, rule)
    if (frame.kind !== 'message') return
    const { command, params } = frame
    const [first = ''] = params
    if (command === 'NICK') so.nick = first
    else if (command === 'USER') so.hasUser = true
    else if (command === 'PING') await this.says(`:${HOST} PONG ${HOST} :${first}`)
    else if (command === 'CAP') await this.#negotiates(so, first.toUpperCase(), params.at(-1) ?? '')
  }

  async #negotiates(so: Introduced, subcommand: string, names: string): Promise<void> {
    so.cap = subcommand === 'END' ? 'none' : 'open'
    if (subcommand === 'LS') await this.says(`:${HOST} CAP * LS :`)
    else if (subcommand === 'REQ') await this.says(`:${HOST} CAP * NAK :${names}`)
    else if (subcommand === 'LIST') await this.says(`:${HOST} CAP * LIST :`)
  }
}

export const checks: Table<Stage, IrcServer, ClientStep> = clientChecks(
  (stage: Stage) => new IrcServer(stage),
)

function isPing(frame: Request): frame is Message {
  return frame.kind === 'message' && frame.command === 'PING'
}

function isAside(frame: Request, expected: string): boolean {
  if (frame.kind !== 'message') return frame.kind === 'blank'
  return ASIDE.test(frame.command) && !expected.startsWith(frame.command)
}

/** What belongs to a registration. */
function flawOfIntroduction({ frame }: Heard<Request>): Flaw | undefined {
  if (frame.kind !== 'message') return { why: 'it cannot be read', at: 0 }
  const { command, params } = frame
  if (command === 'NICK' && params.length === 0) return { why: 'it has no nickname', at: 0 }
  if (command === 'USER' && params.length < 4) return { why: 'it has too few parameters', at: 0 }
  const isKnown = /^(?:NICK|USER|PASS|CAP|PING|PONG)$/.test(command)
  return isKnown ? undefined : { why: 'it does not belong to a registration', at: 0 }
}

function flawOf(
  { frame, text: line }: Heard<Request>,
  command: string,
  target: string,
  text: string | undefined,
): Flaw | undefined {
  if (frame.kind !== 'message') return { why: 'it cannot be read', at: 0 }
  const { params } = frame
  const at = (word: string) => Buffer.byteLength(line.slice(0, Math.max(0, line.indexOf(word))))
  if (frame.command !== command) return { why: 'it is another command', at: 0 }
  const [first = ''] = params
  if (target !== '' && first.toLowerCase() !== target.toLowerCase()) {
    return { why: 'it is about another', at: at(first) }
  }
  const came = params.at(-1) ?? ''
  return text === undefined || came === text
    ? undefined
    : { why: 'the text is another', at: at(came) }
}

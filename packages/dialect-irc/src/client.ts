import { Buffer } from 'node:buffer'
import type { ClientLine, ClientSession, ClientSide, Command, CommandOf } from '@parley/contract'
import { type Asked, commandLine, loginLines } from './client/command-lines.ts'
import { Requests } from './client/requests.ts'
import type { Message, Reply } from './frames.ts'
import { isChannel, isSame, LOBBY, nickOf } from './names.ts'
import { type NumericName, numericName } from './numerics.ts'
import type { Options } from './options.ts'
import { replySplitter } from './parser.ts'
import { clientLine } from './serializer.ts'
import { ctcpOf } from './text.ts'

/** The client's side: its splitter, and a session that matches replies to commands. */
export const client: ClientSide<Reply, Options> = {
  splitter: () => replySplitter(),
  unended: { completion: '\r\n', counts: (reply) => reply.kind === 'message' && isError(reply) },
  open: (line, options) => new IrcClient(line, options),
}

const isError = ({ command }: Message) => /^(?:[45]\d\d|ERROR)$/.test(command)

/** How long the answer to a PING may take, in milliseconds: a server may know none. */
const PING_TIMEOUT = 2000

/**
 * A client without capabilities. A PRIVMSG is answered by nothing where it succeeds, so a PING follows:
 * what has had no error when its PONG comes has succeeded.
 */
class IrcClient implements ClientSession<Reply> {
  readonly #line: ClientLine
  readonly #options: Options
  readonly #requests = new Requests()
  /** The nickname; asked for, until 001 says what it is. */
  #nick = ''
  #hasIntroduced = false
  /** The last message before the PING that is not answered. */
  #pinged = 0
  #pingDue = Number.POSITIVE_INFINITY

  constructor(line: ClientLine, options: Options) {
    this.#line = line
    this.#options = options
  }

  /** 2.1: the server says nothing on connecting. */
  begin(): void {
    this.#line.report({ kind: 'ready' })
  }

  ask(command: Command): boolean {
    if (this.#requests.isFull) return false
    if (command.kind === 'login') return this.#login(command)
    const said = commandLine(command, this.#options)
    if (said === undefined || !this.#fits(said.line)) return false
    this.#requests.add(said.kind, said.target)
    this.#line.write(said.line)
    const isMessage = said.kind === 'send' || said.kind === 'broadcast'
    if (isMessage && this.#pinged === 0) this.#line.wakeAt(this.#line.now)
    return true
  }

  take(reply: Reply): void {
    if (reply.kind === 'nonsense') {
      return this.#line.report({ kind: 'nonsense', text: reply.line })
    }
    const { command, params } = reply
    const name = numericName(command)
    if (name !== undefined) return this.#numeric(name, reply)
    if (/^\d{3}$/.test(command))
      return isError(reply) ? this.#refused('ERR_UNKNOWNERROR', reply) : undefined
    const who = nickOf(reply.source ?? '')
    switch (command) {
      case 'PING':
        return this.#line.write(clientLine('PONG', [], params[0] ?? ''))
      case 'PONG':
        return this.#pong(params.at(-1) ?? '')
      case 'PRIVMSG':
      case 'NOTICE':
        return this.#heard(who, reply)
      case 'JOIN':
        return this.#joined(who, params[0] ?? '')
      case 'QUIT':
        return this.#presence(who, false)
      case 'PART':
        return this.#parted(who, params[0] ?? '')
      case 'KICK':
        return isSame(params[0] ?? '', LOBBY) ? this.#presence(params[1] ?? '', false) : undefined
      case 'NICK':
        return this.#renamed(who, params[0] ?? '')
      case 'ERROR':
        return this.#ended(params[0] ?? '')
      case 'SILENCE':
        return this.#done(['block', 'unblock'])
      case 'MODE':
      case 'TOPIC':
      case 'INVITE':
      case 'CAP':
        return
      default:
        return this.#line.report({ kind: 'nonsense', text: [command, ...params].join(' ') })
    }
  }

  /** A PING is a line of its own, behind all that was said at once. */
  wake(now: number): void {
    if (now >= this.#pingDue) this.#sent(this.#pinged)
    else if (this.#pinged === 0 && this.#requests.lastMessage > 0) this.#ping(now)
    else if (this.#pinged > 0) this.#line.wakeAt(this.#pingDue)
  }

  #ping(now: number): void {
    this.#pinged = this.#requests.lastMessage
    this.#pingDue = now + PING_TIMEOUT
    this.#line.write(clientLine('PING', [], `p${this.#pinged}`))
    this.#line.wakeAt(this.#pingDue)
  }

  /** All messages up to that one have succeeded. */
  #sent(upTo: number): void {
    this.#pinged = 0
    this.#pingDue = Number.POSITIVE_INFINITY
    this.#report(this.#requests.sent(upTo))
    if (this.#requests.lastMessage > 0) this.#line.wakeAt(this.#line.now)
  }

  #report(commands: readonly Asked[]): void {
    for (const command of commands) this.#line.report({ kind: 'done', command })
  }

  #login({ name, password }: CommandOf<'login'>): boolean {
    const lines = loginLines(name, password, this.#hasIntroduced)
    if (lines?.every((line) => this.#fits(line)) !== true) return false
    this.#requests.add('login', LOBBY)
    this.#nick = name
    this.#hasIntroduced = true
    for (const line of lines) this.#line.write(line)
    return true
  }

  #fits(line: string): boolean {
    return Buffer.byteLength(line) <= this.#options.maxLine
  }

  #numeric(name: NumericName, reply: Message): void {
    const { command, params } = reply
    switch (name) {
      case 'RPL_WELCOME':
        this.#nick = params[0] ?? this.#nick
        return this.#line.write(clientLine('JOIN', [LOBBY]))
      case 'RPL_NAMREPLY':
        return this.#requests.listed(params[2] ?? '', namesOf(params[3] ?? ''))
      case 'RPL_ENDOFNAMES':
        return this.#done(['login', 'joinRoom', 'list'], params[1])
      case 'RPL_NOWAWAY':
      case 'RPL_UNAWAY':
        return this.#done(['away'])
      case 'ERR_NOMOTD':
        return
      case 'RPL_TRYAGAIN':
        return this.#refused(name, reply)
      default:
        return /^[45]/.test(command) ? this.#refused(name, reply) : undefined
    }
  }

  /** The names at the end of a JOIN complete it, and the login. */
  #done(kinds: readonly Asked[], target?: string): void {
    const answered = this.#requests.done(kinds, target)
    if (answered === undefined) return
    const { kind, before, names } = answered
    this.#report(before)
    this.#line.report({ kind: 'done', command: kind, ...(kind === 'list' && { names }) })
  }

  #pong(token: string): void {
    if (token === `p${this.#pinged}`) this.#sent(this.#pinged)
  }

  /** A server that knows no PING has read what stood before it, too. */
  #refused(name: NumericName, { params }: Message): void {
    const about = params[1] ?? ''
    if (name === 'ERR_UNKNOWNCOMMAND' && about === 'PING' && this.#pinged > 0) {
      return this.#sent(this.#pinged)
    }
    const refused = this.#requests.refused(name, about)
    this.#report(refused?.before ?? [])
    const text = params.slice(1).join(' ')
    this.#line.report({ kind: 'refused', command: refused?.kind, text })
  }

  /** What comes from no user is the server’s. */
  #heard(from: string, { source = '', params: [target = '', text = ''] }: Message): void {
    const line = this.#line
    if (!source.includes('!')) return line.report({ kind: 'notice', text })
    const to = isChannel(target) ? 'everyone' : 'me'
    const isOfRoom = to === 'everyone' && !isSame(target, LOBBY)
    const place = isOfRoom ? ({ to, room: target } as const) : ({ to } as const)
    const ctcp = ctcpOf(text)
    if (ctcp === undefined) return line.report({ kind: 'heard', from, text, ...place })
    if (ctcp.verb === 'ACTION')
      line.report({ kind: 'heard', from, text: `* ${ctcp.rest}`, ...place })
  }

  #joined(who: string, channel: string): void {
    if (isSame(channel, LOBBY) && !isSame(who, this.#nick)) this.#presence(who, true)
  }

  #presence(name: string, online: boolean): void {
    if (!isSame(name, this.#nick)) this.#line.report({ kind: 'presence', name, online })
  }

  #parted(who: string, channel: string): void {
    if (isSame(who, this.#nick)) this.#done(['leaveRoom'], channel)
    else if (isSame(channel, LOBBY)) this.#presence(who, false)
  }

  #renamed(from: string, to: string): void {
    if (isSame(from, this.#nick)) {
      this.#nick = to
      return this.#done(['rename'])
    }
    this.#presence(from, false)
    this.#presence(to, true)
  }

  /** 5.4: after QUIT it is the goodbye. */
  #ended(text: string): void {
    const logout = this.#requests.done(['logout'])
    if (logout === undefined) return this.#line.report({ kind: 'notice', text })
    this.#report([...logout.before, 'logout'])
    this.#line.close()
  }
}

/** `@` stands before the name of an operator. */
function namesOf(text: string): readonly string[] {
  return text.split(' ').flatMap((name) => {
    const bare = name.replace(/^[@+]/, '')
    return bare === '' ? [] : [bare]
  })
}

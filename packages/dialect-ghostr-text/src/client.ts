import {
  type ClientLine,
  type ClientSession,
  type ClientSide,
  type Command,
  type CommandKind,
  type CommandOf,
  canonicalName,
  isName,
  isOfRoom,
} from '@parley/contract'
import { cleanText } from '@parley/framing'
import { type Asked, Flight } from './client/in-flight.ts'
import { movedText, roomRequest } from './client-rooms.ts'
import type { ListType, Reply, RequestType } from './frames.ts'
import type { Options } from './options.ts'
import { replySplitter } from './parser.ts'
import { refusal, UNDELIVERED } from './replies.ts'
import { EVERYONE, escaped, readPlace, request, SERVER } from './serializer.ts'

/** The most names of one list. */
const MOST_NAMES = 65_536

/** What is answered with a list, which may go on. */
const lists: ReadonlySet<RequestType> = new Set([
  ...(['WHOELSE', 'WHOELSESINCE'] as const),
  ...(['ROOMS', 'MEMBERS', 'BANS'] as const),
])

/** What is sent where a login has no password, so that one is sent. */
const NO_PASSWORD = 'parley'

/** The client’s side: its splitter, and a session that knows which answer belongs to what. */
export const client: ClientSide<Reply, Options> = {
  splitter: replySplitter,
  open: (line, options) => new GhostrTextClient(line, options),
}

/** Besides the commands of the contract it can forget what it has asked. */
export class GhostrTextClient implements ClientSession<Reply> {
  readonly #line: ClientLine
  readonly #options: Options
  readonly #flight: Flight
  #name = ''
  /** What has come of a list that goes on (1.5). */
  #names: string[] = []

  constructor(line: ClientLine, options: Options) {
    this.#line = line
    this.#options = options
    this.#flight = new Flight(line, options.pace, () => this.#probe())
  }

  /** The server says nothing on connecting. */
  begin(): void {
    this.#line.report({ kind: 'ready' })
  }

  ask(command: Command): boolean {
    const { kind } = command
    const ofRoom = this.#options.strict ? undefined : roomRequest(command, this.#name)
    if (ofRoom !== undefined) return this.#say(kind, ofRoom.type, ofRoom.values, ofRoom.counted)
    if (isOfRoom(command)) return false
    switch (kind) {
      case 'login':
        return this.#login(command)
      case 'logout':
        return this.#say(kind, 'LOGOUT', [this.#name])
      case 'send':
        return this.#send(command)
      case 'broadcast':
        return this.#say(kind, 'BROADCAST', [this.#name, this.#asSaid(command.text)], [this.#name])
      case 'list':
        return this.#say(kind, 'WHOELSE', [this.#name])
      case 'listSince': {
        const seconds = Math.max(0, Math.ceil((this.#line.now - command.since) / 1000))
        return this.#say(kind, 'WHOELSESINCE', [`${seconds}`, this.#name])
      }
      case 'block':
        return isName(command.name) && this.#say(kind, 'BLOCK', [command.name, this.#name])
      case 'unblock':
        return isName(command.name) && this.#say(kind, 'UNBLOCK', [command.name, this.#name])
      case 'findPeer':
        return isName(command.name) && this.#say(kind, 'PRIVREQ', [command.name, this.#name])
      default:
        return false
    }
  }

  take(reply: Reply): void {
    switch (reply.kind) {
      case 'LOGON':
        return this.#loggedOn(reply)
      case 'AUTH':
        return this.#outcome('AUTH', reply.ok, `PASW: 0;;ATMP: ${reply.left};;`)
      case 'LOGGEDIN':
      case 'LOGGEDOUT': {
        const online = reply.kind === 'LOGGEDIN'
        return this.#line.report({ kind: 'presence', name: reply.who, online })
      }
      case 'MSG':
      case 'PRIVMSG':
        return this.#message(reply)
      case 'WHOELSE':
      case 'ROOMS':
      case 'MEMBERS':
      case 'BANS':
        return this.#listed(reply)
      case 'JOINED':
      case 'LEFT':
        return this.#line.report({ kind: 'notice', text: movedText(reply) })
      case 'BLOCK':
      case 'UNBLOCK':
        return this.#blocked(reply)
      case 'PRIVREQ':
        return this.#placed(reply)
      case 'LOGOUT':
        return this.#outcome('LOGOUT', true, '')
      case 'ERROR':
        return this.#failed(reply.of, reply.text)
      case 'PRIVSTOP':
      case 'TIMEOUT':
        return this.#line.report({ kind: 'notice', text: reply.kind })
      case 'nonsense':
        return this.#line.report(reply)
      default:
        return this.#outcome(reply.kind, reply.ok, reply.text)
    }
  }

  /** Waits no more for the answer to what was said, so that what waits can be said. */
  forget(): void {
    this.#flight.endSilent()
    this.#flight.endAnswered()
    this.#names = []
    this.#flight.pump()
  }

  wake(): void {
    if (this.#flight.silentIsOver) this.#silentDone()
    if (this.#flight.answeredIsOver) this.#giveUp()
    this.#flight.pump()
  }

  /** 9.1, 9.2. What a value cannot hold cannot be a password here. */
  #login({ name, password = NO_PASSWORD }: CommandOf<'login'>): boolean {
    if (!isName(name) || escaped(password) !== password) return false
    const isShort = request(this.#options, [], 'AUTH', name, password, '0') !== undefined
    return isShort && this.#say('login', 'LOGON', [name], [], password)
  }

  /** 9.4, 9.11. */
  #send({ kind, to, text, private: isPrivate }: CommandOf<'send'>): boolean {
    const from = this.#name
    const said = this.#asSaid(text)
    if (!isName(to)) return false
    return isPrivate === true
      ? this.#say(kind, 'PRIVMSG', [to, from, said], [from, to])
      : this.#say(kind, 'MSG', [from, to, said], [from, to])
  }

  /** A text as the server passes it on. */
  #asSaid(text: string): string {
    return this.#options.strict ? text : cleanText(text)
  }

  #say(
    kind: CommandKind,
    type: RequestType,
    values: readonly string[],
    counted: readonly string[] = [],
    password = '',
  ): boolean {
    const frame = request(this.#options, counted, type, ...values)
    if (frame === undefined) return false
    const name = counted[1] ?? values[0] ?? ''
    return this.#flight.add({ kind, type, frame, name, password })
  }

  /** What is answered always, so that what was said before is known to have succeeded (8.2). */
  #probe(): Asked | undefined {
    const frame = request(this.#options, [], 'WHOELSE', this.#name)
    return frame === undefined ? undefined : { kind: undefined, type: 'WHOELSE', frame, name: '' }
  }

  #silentDone(): void {
    const asked = this.#flight.endSilent()
    if (asked?.kind !== undefined) this.#line.report({ kind: 'done', command: asked.kind })
  }

  /** What is unanswered, if it is of that type: no longer, and what was said before it is done. */
  #endAnswered(type: string): Asked | undefined {
    if (this.#flight.answered?.type !== type) return undefined
    this.#silentDone()
    return this.#flight.endAnswered()
  }

  #outcome(type: RequestType, ok: boolean, text: string): void {
    const asked = this.#endAnswered(type)
    if (asked?.kind === undefined) return this.#line.report({ kind: 'nonsense', text: type })
    if (!ok) this.#line.report({ kind: 'refused', command: asked.kind, text })
    else {
      if (asked.kind === 'login') this.#name = canonicalName(asked.name)
      this.#line.report({ kind: 'done', command: asked.kind })
    }
    this.#flight.pump()
  }

  /** 9.1: what comes next, or why nothing does. */
  #loggedOn({ ok, isNew, text }: Extract<Reply, { kind: 'LOGON' }>): void {
    const asked = this.#flight.answered
    if (!ok || asked?.type !== 'LOGON') return this.#outcome('LOGON', false, text)
    const { name, password = '' } = asked
    const frame = request(this.#options, [], 'AUTH', name, password, isNew ? '1' : '0')
    if (frame !== undefined) this.#flight.goOn({ ...asked, type: 'AUTH', frame })
  }

  /** 9.4: the server itself says what does not arrive. */
  #message({ kind, from, to, text }: Extract<Reply, { kind: 'MSG' | 'PRIVMSG' }>): void {
    const room = kind === 'MSG' && to.startsWith('#') ? { room: to } : {}
    if (from !== SERVER) {
      const isToAll = kind === 'MSG' && (to === EVERYONE || 'room' in room)
      const whom = isToAll ? 'everyone' : 'me'
      return this.#line.report({ kind: 'heard', from, text, to: whom, ...room })
    }
    if ('room' in room) return this.#line.report({ kind: 'notice', text: `${to}: ${text}` })
    const isAbout = this.#flight.silent?.kind === 'send' ? this.#flight.silent.name : ''
    if (isAbout !== '' && text === refusal('unknown-user', isAbout)) this.#refuseSilent(text)
    else this.#line.report({ kind: 'notice', text })
  }

  #refuseSilent(text: string): void {
    const command = this.#flight.endSilent()?.kind
    this.#line.report({ kind: 'refused', command, text })
    this.#flight.pump()
  }

  /** 9.9 where somebody else is the blocker, else 9.8. */
  #blocked({ kind, blocker, ok, text }: Extract<Reply, { kind: 'BLOCK' | 'UNBLOCK' }>): void {
    if (blocker === this.#name && this.#flight.answered?.type === kind) {
      return this.#outcome(kind, ok, text)
    }
    const { silent } = this.#flight
    const isAbout = silent?.kind === 'send' && silent.name === blocker && text !== UNDELIVERED
    if (isAbout) this.#refuseSilent(text)
    else this.#line.report({ kind: 'notice', text })
  }

  /** 4.2. */
  #failed(of: string, text: string): void {
    if (this.#flight.silent?.type === of) return this.#refuseSilent(text)
    const asked = this.#endAnswered(of)
    if (asked === undefined || asked.kind !== undefined) {
      this.#line.report({ kind: 'refused', command: asked?.kind, text })
    }
    this.#flight.pump()
  }

  /** 9.6, 9.7, 10.2, 10.4; `goesOn`: the list is continued in the next message. */
  #listed({ kind: list, names, goesOn }: Extract<Reply, { kind: 'WHOELSE' | ListType }>): void {
    const { kind, type } = this.#flight.answered ?? {}
    const isAsked = type === list || (list === 'WHOELSE' && type === 'WHOELSESINCE')
    if (type === undefined || !isAsked) {
      return this.#line.report({ kind: 'notice', text: names.join(', ') })
    }
    if (kind !== undefined) this.#names.push(...names.slice(0, MOST_NAMES))
    if (goesOn && this.#names.length < MOST_NAMES) {
      this.#flight.extend()
    } else this.#listDone(type)
  }

  /** The server names the others alone; of a room it is not known whether one is in it. */
  #listDone(type: RequestType): void {
    const command = this.#endAnswered(type)?.kind
    const others = this.#names
    this.#names = []
    const names = type === 'WHOELSE' ? [this.#name, ...others] : others
    if (command !== undefined) this.#line.report({ kind: 'done', command, names })
    this.#flight.pump()
  }

  /** 9.10. */
  #placed({ ok, place: text }: Extract<Reply, { kind: 'PRIVREQ' }>): void {
    const place = ok ? readPlace(text) : undefined
    if (place === undefined) return this.#outcome('PRIVREQ', false, ok ? text : 'RET: 0')
    const command = this.#endAnswered('PRIVREQ')?.kind
    if (command !== undefined) this.#line.report({ kind: 'done', command, place })
    this.#flight.pump()
  }

  /** What was to come by now will not. */
  #giveUp(): void {
    const type = this.#flight.answered?.type
    if (type !== undefined && lists.has(type)) return this.#listDone(type)
    this.#outcome('LOGOUT', true, '')
    this.#line.close()
  }
}

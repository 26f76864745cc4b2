import {
  type ClientLine,
  type ClientSession,
  type ClientSide,
  type Command,
  type CommandKind,
  type CommandOf,
  isName,
  isOfRoom,
  type Peer,
} from '@parley/contract'
import { JsonSplitter, mapped } from '@parley/framing'
import { movedText, roomRequest } from './client-rooms.ts'
import type { Action, NamesAction, Reply } from './frames.ts'
import { longestRequest, type Options } from './options.ts'
import { parseReply } from './parser.ts'
import { words } from './replies.ts'
import { NAME_ROOM, object, widthOf } from './serializer.ts'

/** What is read of a server: the originals put a list of any length into one object, in bytes. */
const LIMITS = { bytes: 4 * 1024 * 1024, depth: 32 } as const

/** The most commands that may wait for their turn, so that a silent server costs little memory. */
const MOST_WAITING = 4096

/** The most names of one list. */
const MOST_NAMES = 65_536

/** The most names of which it is known that they have been blocked on this connection. */
const MOST_BLOCKED = 1024

/** What stands for a password where none is given. */
const ANY_PASSWORD = 'parley'

/** A command as it goes out. */
interface Asked {
  readonly kind: CommandKind
  readonly action: Action
  readonly frame: string
  /** The name of a login. */
  readonly name: string
  readonly isOfRoom: boolean
}

/** The client's side: its splitter, and a session that has one request in flight (8.1). */
export const client: ClientSide<Reply, Options> = {
  splitter: () => mapped(new JsonSplitter(LIMITS), parseReply),
  open: (line, options) => new GhostrClient(line, options),
}

/** Besides the commands of the contract it can forget what it has asked. */
export class GhostrClient implements ClientSession<Reply> {
  readonly #line: ClientLine
  readonly #options: Options
  readonly #waiting: Asked[] = []
  readonly #blocked = new Set<string>()
  #inFlight: Asked | undefined
  #name = ''
  /** Where this client takes private chats (2.1); 0 = nowhere. */
  #port = 0
  /** What has come of a list that goes on (4.4). */
  #names: string[] = []
  #nextAt = 0

  constructor(line: ClientLine, options: Options) {
    this.#line = line
    this.#options = options
  }

  /** The server says nothing on connecting (1.4). */
  begin(): void {
    this.#line.report({ kind: 'ready' })
  }

  ask(command: Command): boolean {
    const ofRoom = this.#options.strict ? undefined : roomRequest(command)
    if (ofRoom !== undefined) return this.#say(command.kind, ofRoom.action, ofRoom.fields)
    if (isOfRoom(command)) return false
    switch (command.kind) {
      case 'login':
        return this.#login(command)
      case 'logout':
        return this.#say('logout', 'logout', {})
      case 'send':
        return this.#send(command)
      case 'broadcast':
        return this.#say('broadcast', 'broadcast', { message: command.text })
      case 'list':
        return this.#say('list', 'whoelse', {})
      case 'listSince': {
        const seconds = Math.ceil(Math.max(0, this.#line.now - command.since) / 1000)
        return this.#say('listSince', 'whoelsesince', { since: String(seconds) })
      }
      case 'block':
      case 'unblock':
        return this.#block(command)
      case 'announcePeer':
        return this.#announce(command)
      case 'findPeer':
        return isName(command.name) && this.#say('findPeer', 'startprivate', { user: command.name })
      default:
        return false
    }
  }

  take(reply: Reply): void {
    switch (reply.kind) {
      case 'status':
        if (reply.status === words.success) return this.#done(reply.action)
        return this.#refused(reply.action, reply.status)
      case 'sent':
        return this.#done('broadcast')
      case 'names':
        return this.#listed(reply.action, reply.names, reply.more)
      case 'place':
        return this.#done('startprivate', { place: { address: reply.address, port: reply.port } })
      case 'words':
        if (reply.action === 'logout' && reply.text === words.loggedOut) return this.#done('logout')
        return this.#refused(reply.action, reply.text)
      case 'received':
        return this.#received(reply)
      case 'presence':
        return this.#line.report(reply)
      case 'entered':
      case 'departed':
        return this.#line.report({ kind: 'notice', text: movedText(reply) })
      case 'timeout':
        return this.#line.report({ kind: 'notice', text: 'You are timed out' })
      case 'nonsense':
        return this.#line.report(reply)
      case 'line-end':
        return
    }
  }

  /** Waits no more for the answer to what is in flight, so that the next request can go. */
  forget(): void {
    this.#inFlight = undefined
    this.#names = []
    this.#goOn()
  }

  wake(): void {
    this.#goOn()
  }

  /** `private_port` is always there (8.1). */
  #login({ name, password }: CommandOf<'login'>): boolean {
    const username = name.toWellFormed()
    const fields = { username, password: password ?? ANY_PASSWORD, private_port: this.#port }
    return this.#say('login', 'login', fields, 0, username)
  }

  /** What the login will carry; too late once it is said. */
  #announce({ transport, port }: CommandOf<'announcePeer'>): boolean {
    if (transport !== 'tcp' || this.#name !== '' || this.#inFlight !== undefined) return false
    this.#port = port
    this.#line.report({ kind: 'done', command: 'announcePeer' })
    return true
  }

  /** Short names do not decide what can be said. */
  #send({ to, text }: CommandOf<'send'>): boolean {
    const spare = Math.max(0, NAME_ROOM - widthOf(to))
    return isName(to) && this.#say('send', 'message', { message: text, user: to }, spare)
  }

  /** Real servers die of an `unblock` of somebody who is not blocked (8.1). */
  #block({ kind, name }: CommandOf<'block' | 'unblock'>): boolean {
    if (!isName(name) || (kind === 'unblock' && !this.#blocked.has(name))) return false
    if (!this.#say(kind, kind, { user: name })) return false
    if (kind === 'unblock') this.#blocked.delete(name)
    else if (this.#blocked.size < MOST_BLOCKED) this.#blocked.add(name)
    return true
  }

  /** `spare`: bytes that are left unused. */
  #say(
    kind: CommandKind,
    action: Action,
    fields: Readonly<Record<string, string | number>>,
    spare = 0,
    name = '',
  ): boolean {
    const frame = object({ action, ...fields })
    if (frame.length + spare > longestRequest(this.#options)) return false
    if (this.#waiting.length >= MOST_WAITING) return false
    this.#waiting.push({ kind, action, frame, name, isOfRoom: 'room' in fields })
    this.#goOn()
    return true
  }

  /** Says the next command, if it is its turn. */
  #goOn(): void {
    const { now } = this.#line
    if (this.#inFlight !== undefined || this.#waiting.length === 0) return
    if (now < this.#nextAt) return this.#line.wakeAt(this.#nextAt)
    this.#inFlight = this.#waiting.shift()
    this.#nextAt = now + this.#options.pace
    if (this.#inFlight !== undefined) this.#line.write(this.#inFlight.frame)
  }

  /** The command that an answer is to; undefined, and reported, where nobody asked. */
  #answered(action: Action): Asked | undefined {
    const asked = this.#inFlight
    if (asked?.action === action) {
      this.#inFlight = undefined
      return asked
    }
    this.#line.report({ kind: 'nonsense', text: `an answer to ${action}, which was not asked` })
    return undefined
  }

  #done(action: Action, found: { names?: readonly string[]; place?: Peer } = {}): void {
    const asked = this.#answered(action)
    if (asked === undefined) return
    if (action === 'login') this.#name = asked.name
    this.#line.report({ kind: 'done', command: asked.kind, ...found })
    this.#goOn()
  }

  #refused(action: Action, text: string): void {
    const asked = this.#answered(action)
    if (asked === undefined) return
    this.#names = []
    this.#line.report({ kind: 'refused', command: asked.kind, text })
    this.#goOn()
  }

  /**
   * Of the users online the server leaves out the one who asks; here that one comes first. Of the users in
   * a room it cannot be known whether that one is among them.
   */
  #listed(action: NamesAction, names: readonly string[], more: boolean): void {
    if (this.#inFlight?.action === action) {
      const room = MOST_NAMES - this.#names.length
      this.#names.push(...names.slice(0, room))
      if (more) return
    }
    const isOfAll = action === 'whoelse' && this.#inFlight?.isOfRoom !== true
    const all = isOfAll ? [this.#name, ...this.#names] : this.#names
    this.#names = []
    this.#done(action, { names: all })
  }

  #received({ from, text, to, room }: Extract<Reply, { kind: 'received' }>): void {
    const place = room === undefined ? {} : { room }
    if (from !== 'server') this.#line.report({ kind: 'heard', from, text, to, ...place })
    else this.#line.report({ kind: 'notice', text: room === undefined ? text : `${room}: ${text}` })
  }
}

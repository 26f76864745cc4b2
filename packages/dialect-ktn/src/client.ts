import {
  type ClientLine,
  type ClientSession,
  type ClientSide,
  type Command,
  type CommandOf,
  isOfRoom,
} from '@parley/contract'
import {
  type AskedKind,
  informed,
  listing,
  maybeSilent,
  presence,
  reportedAs,
} from './client/expected-infos.ts'
import { ListReply } from './client/list-reply.ts'
import { asSaid, messageRequest } from './client/messages.ts'
import { type Match, OwnCopies, type Said } from './client/own-copies.ts'
import { ReplySplitter } from './client/reply-stream.ts'
import { RequestPacer } from './client/request-pacer.ts'
import { plainRequest } from './client/requests.ts'
import type { Reply, Spoken } from './frames.ts'
import type { Options } from './options.ts'
import { namesIn } from './reply-parser.ts'

/** Timeout for a reply, in milliseconds (8.2). */
const QUIET = 2000

/** Limit of unanswered commands, so that a silent server costs no memory. */
const MOST_UNANSWERED = 65_536

/** A command that was sent; `text`: the name of a login, or the copy that a message returns. */
interface Asked extends Said {
  readonly kind: AskedKind
}

/** The client's side: its splitter, and a session that matches replies to commands. */
export const client: ClientSide<Reply, Options> = {
  splitter: () => new ReplySplitter(),
  open: (line, options) => new KtnClient(line, options),
}

/** Adds help, and giving up on unanswered commands, to the commands of the contract. */
export class KtnClient implements ClientSession<Reply> {
  readonly #line: ClientLine
  readonly #options: Options
  readonly #pacer: RequestPacer
  readonly #unanswered: Asked[] = []
  #name = ''
  readonly #copies = new OwnCopies((text) => asSaid(text, this.#options))
  readonly #list = new ListReply({
    listed: (names) => this.#listed(names),
    notice: (text) => this.#line.report({ kind: 'notice', text }),
    wait: () => this.#waitQuiet(),
  })
  /** Of a list of 6.6 to 6.8 that goes on. */
  #names: string[] = []
  #quietAt = Number.POSITIVE_INFINITY

  constructor(line: ClientLine, options: Options) {
    this.#line = line
    this.#options = options
    this.#pacer = new RequestPacer(line, options)
  }

  /** No greeting. */
  begin(): void {
    this.#line.report({ kind: 'ready' })
  }

  ask(command: Command): boolean {
    const { strict } = this.#options
    if (strict && isOfRoom(command)) return false
    switch (command.kind) {
      case 'login':
        return this.#say({ kind: 'login', text: command.name.trimEnd() }, 'login', command.name)
      case 'logout':
        return this.#logout()
      case 'send':
      case 'broadcast':
        return this.#sayMessage(command)
      case 'list':
        if (command.room !== undefined) return this.#plain(command)
        return this.#say({ kind: 'list', text: '' }, 'names', null)
      default:
        return !strict && this.#plain(command)
    }
  }

  /** 6.9: messages have no numbers here. `content`: who has written it, the room if any, and the time. */
  remove(content: string): boolean {
    return this.#say({ kind: 'remove', text: '' }, 'remove', content)
  }

  /** 3.9. Its reply is reported as a notice, or as a refusal without a command. */
  help(): boolean {
    return this.#say({ kind: 'help', text: '' }, 'help', null)
  }

  /** Gives up on all replies. A login may have succeeded nevertheless. */
  forget(): void {
    const login = this.#unanswered.findLast(({ kind }) => kind === 'login')
    if (login !== undefined) this.#name = login.text
    this.#unanswered.length = 0
    this.#list.clear()
    this.#copies.clear()
    this.#quietAt = Number.POSITIVE_INFINITY
  }

  take(reply: Reply): void {
    switch (reply.kind) {
      case 'error':
        this.#list.settle()
        return this.#refused(reply.text)
      case 'info':
        return this.#informed(reply.text, reply.room)
      case 'history':
        return this.#past(reply.messages)
      case 'message':
        return this.#message(reply)
      case 'names':
        return this.#list.named(reply.names)
      case 'nonsense':
        return this.#line.report(reply)
      case 'line-end':
        return
    }
  }

  wake(now: number): void {
    if (now >= this.#quietAt) this.#giveUp()
    this.#pacer.wake(now)
    this.#wakeInTime()
  }

  #logout(): boolean {
    if (!this.#say({ kind: 'logout', text: '' }, 'logout', null)) return false
    this.#waitQuiet()
    return true
  }

  #waitQuiet(): void {
    this.#quietAt = this.#line.now + QUIET
    this.#wakeInTime()
  }

  #sayMessage(command: CommandOf<'send' | 'broadcast'>): boolean {
    const asked = messageRequest(command, this.#options)
    return asked !== undefined && this.#say(asked, 'msg', asked.content, asked.spare)
  }

  #plain(command: Command): boolean {
    const asked = plainRequest(command)
    return (
      asked !== undefined && this.#say({ kind: asked.kind, text: '' }, asked.word, asked.content)
    )
  }

  /** `spare`: bytes left free, so that the limit does not depend on the length of a name. */
  #say(asked: Asked, word: string, content: string | null, spare = 0): boolean {
    if (this.#unanswered.length >= MOST_UNANSWERED) return false
    this.#unanswered.push(asked)
    const said = this.#pacer.say(word, content, spare)
    if (said) this.#wakeInTime()
    else this.#unanswered.pop()
    return said
  }

  #wakeInTime(): void {
    const time = Math.min(this.#pacer.nextAt, this.#quietAt)
    if (time < Number.POSITIVE_INFINITY) this.#line.wakeAt(time)
  }

  /** Gives up on commands whose timeout has passed. */
  #giveUp(): void {
    this.#quietAt = Number.POSITIVE_INFINITY
    this.#list.giveUp()
    const logout = this.#oldest('logout')
    if (logout >= 0) this.#done(logout)
  }

  #oldest(kind: AskedKind): number {
    return this.#unanswered.findIndex((asked) => asked.kind === kind)
  }

  /** Completes the command at `index` and those before it, which got no reply. */
  #done(index: number, names?: readonly string[]): void {
    for (const { kind, text } of this.#unanswered.splice(0, index + 1)) {
      const isListed = kind === 'list' || listing.has(kind)
      const listed = isListed && names !== undefined ? { names } : {}
      const command = reportedAs(kind)
      if (kind === 'login') this.#loggedIn(text)
      if (command !== undefined) this.#line.report({ kind: 'done', command, ...listed })
    }
  }

  #loggedIn(name: string): void {
    this.#name = name
    this.#list.owner = name
  }

  /** An error is the reply to the oldest command. */
  #refused(text: string): void {
    const kind = this.#unanswered.shift()?.kind
    const command = kind === undefined ? undefined : reportedAs(kind)
    this.#line.report({ kind: 'refused', command, text })
  }

  #informed(text: string, room: string | undefined): void {
    if (room === undefined && this.#isPresence(text)) return
    const index = this.#unanswered.findIndex(({ kind }) => {
      return informed[kind](text, room) || !maybeSilent.has(kind)
    })
    const kind = this.#unanswered[index]?.kind
    const isAnswer = kind !== undefined && informed[kind](text, room)
    if (isAnswer && kind === 'help') this.#done(index)
    if (!isAnswer || kind === 'help') return this.#line.report({ kind: 'notice', text })
    if (listing.has(kind)) this.#namesBehind(index, text)
    else if (kind !== 'list') this.#done(index)
    else if (!this.#list.informed(text)) this.#informed(text, room)
  }

  /** 6.6 to 6.8: behind an opening, and where it ends with a comma, with more to come. */
  #namesBehind(index: number, text: string): void {
    const colon = text.indexOf(': ')
    if (colon >= 0) this.#names.push(...namesIn(text.slice(colon + 2)))
    if (text.endsWith(',') && this.#names.length < MOST_UNANSWERED) return
    this.#done(index, this.#names)
    this.#names = []
  }

  /** Some servers send a user the notice of their own login in place of a reply. */
  #isPresence(text: string): boolean {
    const [, name, way] = presence.exec(text) ?? []
    const [oldest] = this.#unanswered
    if (name === undefined || (oldest?.kind === 'login' && oldest.text === name)) return false
    this.#line.report({ kind: 'presence', name, online: way === 'in' })
    return true
  }

  #listed(names: readonly string[]): void {
    const index = this.#oldest('list')
    if (index >= 0) this.#done(index, names)
    else this.#line.report({ kind: 'notice', text: names.join(', ') })
  }

  #past(messages: readonly Spoken[]): void {
    for (const message of messages) this.#heard(message)
    const index = this.#oldest('history')
    if (index >= 0) this.#done(index)
  }

  #message(message: Spoken): void {
    const { from, text, room } = message
    if (from === this.#name && this.#isCopy(text, room)) return
    if (this.#unanswered[0]?.kind === 'history') this.#done(0)
    this.#heard(message)
  }

  #heard({ from, text, room }: Spoken): void {
    const where = room === undefined ? {} : { room }
    this.#line.report({ kind: 'heard', from, text, ...where })
  }

  /** Whether this is the author’s copy (3.6) or the next part of it. */
  #isCopy(text: string, room: string | undefined): boolean {
    const index = this.#unanswered.findIndex(({ kind }) => kind === 'broadcast' || kind === 'send')
    const asked = this.#unanswered[index]
    if (asked === undefined || text === '') return false
    const match = this.#copies.match(asked, text, room)
    if (match === 'part') return true
    if (match !== 'none') {
      this.#copied(index, match)
      return true
    }
    const part = this.#copies.takePart()
    if (part === undefined) return false
    this.#heard({ time: undefined, from: this.#name, ...part })
    return this.#isCopy(text, room)
  }

  /** A text to one user or a room that comes back as a message to everyone went there (6.1, 6.7). */
  #copied(index: number, match: Match): void {
    const asked = this.#unanswered[index]
    if (asked?.kind !== 'send' && match === 'whole') return this.#done(index)
    if (index > 0) this.#done(index - 1)
    this.#refused(asked?.whole ?? asked?.text ?? '')
  }
}

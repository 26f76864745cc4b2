import {
  type ClientLine,
  type ClientSession,
  type ClientSide,
  type Command,
  isName,
  isOfRoom,
} from '@parley/contract'
import { cleanText } from '@parley/framing'
import { type AskedKind, informed, maybeSilent, presence } from './client/expected-infos.ts'
import { ListReply } from './client/list-reply.ts'
import { ReplySplitter } from './client/reply-stream.ts'
import { RequestPacer } from './client/request-pacer.ts'
import type { Reply, Spoken } from './frames.ts'
import type { Options } from './options.ts'
import { NAME_ROOM, widthOf } from './serializer.ts'

/** Timeout for a reply, in milliseconds (8.2). */
const QUIET = 2000

/** Limit of unanswered commands, so that a silent server costs no memory. */
const MOST_UNANSWERED = 65_536

/** A command that was sent; `text`: the name of a login, or the copy that a message returns. */
interface Asked {
  readonly kind: AskedKind
  readonly text: string
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
  /** Received parts of the copy of an own message (1.5). */
  #part = ''
  readonly #list = new ListReply({
    listed: (names) => this.#listed(names),
    notice: (text) => this.#line.report({ kind: 'notice', text }),
    wait: () => this.#waitQuiet(),
  })
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
    if (isOfRoom(command)) return false
    const { strict } = this.#options
    switch (command.kind) {
      case 'login':
        return this.#say({ kind: 'login', text: command.name.trimEnd() }, 'login', command.name)
      case 'logout':
        return this.#logout()
      case 'send':
        return this.#send(command.to, command.text)
      case 'broadcast':
        return this.#broadcast(command.text)
      case 'list':
        return this.#say({ kind: 'list', text: '' }, 'names', null)
      case 'history':
        return !strict && this.#say({ kind: 'history', text: '' }, 'history', null)
      case 'block':
      case 'unblock': {
        const { kind, name } = command
        return !strict && this.#say({ kind, text: '' }, kind, name)
      }
      default:
        return false
    }
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
    this.#part = ''
    this.#quietAt = Number.POSITIVE_INFINITY
  }

  take(reply: Reply): void {
    switch (reply.kind) {
      case 'error':
        this.#list.settle()
        return this.#refused(reply.text)
      case 'info':
        return this.#informed(reply.text)
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

  /** 6.1; an empty text is none (3.11). */
  #send(to: string, text: string): boolean {
    if (this.#options.strict || !isName(to) || this.#asSaid(text) === '') return false
    const spare = Math.max(0, NAME_ROOM - widthOf(to))
    const whole = `@${to} ${text}`
    return this.#say({ kind: 'send', text: this.#asSaid(whole) }, 'msg', whole, spare)
  }

  /** 3.6; a text that 6.1 would send to one user cannot be sent to everyone. */
  #broadcast(text: string): boolean {
    const copy = this.#asSaid(text)
    if (copy === '' || (!this.#options.strict && isToOne(copy))) return false
    return this.#say({ kind: 'broadcast', text: copy }, 'msg', text)
  }

  /** A text as the server forwards it. */
  #asSaid(text: string): string {
    return (this.#options.strict ? text : cleanText(text)).trimEnd()
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
      const listed = kind === 'list' && names !== undefined ? { names } : {}
      if (kind === 'login') this.#loggedIn(text)
      if (kind !== 'help') this.#line.report({ kind: 'done', command: kind, ...listed })
    }
  }

  #loggedIn(name: string): void {
    this.#name = name
    this.#list.owner = name
  }

  /** An error is the reply to the oldest command. */
  #refused(text: string): void {
    const kind = this.#unanswered.shift()?.kind
    const command = kind === 'help' ? undefined : kind
    this.#line.report({ kind: 'refused', command, text })
  }

  #informed(text: string): void {
    if (this.#isPresence(text)) return
    const index = this.#unanswered.findIndex(({ kind }) => {
      return informed[kind](text) || !maybeSilent.has(kind)
    })
    const kind = this.#unanswered[index]?.kind
    if (kind === 'help') this.#done(index)
    if (kind === undefined || kind === 'help' || !informed[kind](text)) {
      return this.#line.report({ kind: 'notice', text })
    }
    if (kind !== 'list') this.#done(index)
    else if (!this.#list.informed(text)) this.#informed(text)
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
    for (const { from, text } of messages) this.#line.report({ kind: 'heard', from, text })
    const index = this.#oldest('history')
    if (index >= 0) this.#done(index)
  }

  #message({ from, text }: Spoken): void {
    if (from === this.#name && this.#isCopy(text)) return
    if (this.#unanswered[0]?.kind === 'history') this.#done(0)
    this.#line.report({ kind: 'heard', from, text })
  }

  /** Whether this is the author’s copy (3.6) or the next part of it. */
  #isCopy(text: string): boolean {
    const index = this.#unanswered.findIndex(({ kind }) => kind === 'broadcast' || kind === 'send')
    const asked = this.#unanswered[index]
    if (asked === undefined || text === '') return false
    const soFar = this.#part + text
    if (this.#isSame(soFar, asked.text)) {
      this.#part = ''
      this.#copied(index)
      return true
    }
    if (asked.text.startsWith(soFar)) {
      this.#part = soFar
      return true
    }
    if (this.#part === '') return false
    this.#line.report({ kind: 'heard', from: this.#name, text: this.#part })
    this.#part = ''
    return this.#isCopy(text)
  }

  /** Some servers trim the text. */
  #isSame(heard: string, said: string): boolean {
    return heard === said || this.#asSaid(heard).trim() === said.trim()
  }

  /** A text to one user that comes back as a message went to everyone (6.1). */
  #copied(index: number): void {
    const asked = this.#unanswered[index]
    if (asked?.kind !== 'send') return this.#done(index)
    if (index > 0) this.#done(index - 1)
    this.#refused(asked.text)
  }
}

function isToOne(text: string): boolean {
  const blank = text.indexOf(' ')
  return text.startsWith('@') && blank > 0 && isName(text.slice(1, blank))
}

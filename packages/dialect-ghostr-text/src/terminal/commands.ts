import {
  type CommandKind,
  type CommandOf,
  canonicalName,
  isName,
  type Peer,
  type Report,
  type TerminalLine,
} from '@parley/contract'
import { readTyped, type Typed, type Verb } from './input.ts'
import { noChat, oneLine, placeText, refusalText, texts } from './texts.ts'

/** The most private chats at once. */
const MOST_CHATS = 1024

/** What a user asks of the server. */
type Said = CommandOf<
  'send' | 'broadcast' | 'list' | 'listSince' | 'block' | 'unblock' | 'findPeer'
>

interface Asked {
  readonly kind: Said['kind']
  readonly verb: Exclude<Verb, 'stopprivate' | 'logout'>
  readonly name: string
}

/** What a user who is logged in types, and what comes of it. */
export class Commands {
  readonly #line: TerminalLine
  readonly #ask: (command: Said) => boolean
  readonly #name: string
  /** What has no answer yet; the client reports in this order (8.2). */
  readonly #asked: Asked[] = []
  /** With whom a private chat was begun. It is all between the two clients (9.10, 9.11). */
  readonly #chats = new Set<string>()

  /** `name`: who is logged in. */
  constructor(line: TerminalLine, name: string, ask: (command: Said) => boolean) {
    this.#line = line
    this.#name = name
    this.#ask = ask
  }

  /**
   * Whether the next line has to wait. One message does not make it wait, since nothing comes unless
   * it fails, and whatever is asked next is answered behind that.
   */
  get outstanding(): 'nothing' | 'answer' {
    const silent = this.#asked.filter(({ kind }) => kind === 'send' || kind === 'broadcast')
    return silent.length < 2 && silent.length === this.#asked.length ? 'nothing' : 'answer'
  }

  /** What has no answer yet is not waited for any more; gives how many requests that were. */
  forget(): number {
    return this.#asked.splice(0).length
  }

  /** `logout` is for the caller to do. */
  typed(line: string): Verb | undefined {
    const typed = readTyped(line)
    if (typed === undefined) this.#trouble(texts.invalid)
    else this.#run(typed)
    return typed?.verb
  }

  done({ command, names = [], place }: Extract<Report, { kind: 'done' }>): void {
    const asked = this.#answered(command)
    if (asked === undefined) return
    switch (asked.verb) {
      case 'message':
      case 'broadcast':
      case 'private':
        return
      case 'whoelse':
        return this.#names(texts.online, names)
      case 'whoelsesince':
        return this.#names(texts.onlineSince, names)
      case 'block':
        return this.#line.show(`${asked.name} is blocked`, 'aside')
      case 'unblock':
        return this.#line.show(`${asked.name} is unblocked`, 'aside')
      case 'startprivate':
        return this.#begin(asked.name, place)
    }
  }

  refused({ command, text }: Extract<Report, { kind: 'refused' }>): void {
    const asked = this.#answered(command)
    if (asked?.verb === 'startprivate') this.#trouble(texts.noPlace)
    else this.#trouble(refusalText(text, asked?.name ?? ''))
  }

  /** What a report is about; undefined where it is about nothing that was typed. */
  #answered(kind: CommandKind | undefined): Asked | undefined {
    return this.#asked[0]?.kind === kind ? this.#asked.shift() : undefined
  }

  #run({ verb, name, text }: Typed): void {
    switch (verb) {
      case 'message':
        return this.#say(verb, name, { kind: 'send', to: name, text })
      case 'broadcast':
        return this.#say(verb, '', { kind: 'broadcast', text })
      case 'whoelse':
        return this.#say(verb, '', { kind: 'list' })
      case 'whoelsesince': {
        const since = this.#line.now - Number(name) * 1000
        return this.#say(verb, '', { kind: 'listSince', since })
      }
      case 'block':
        return this.#say(verb, name, { kind: 'block', name })
      case 'unblock':
        return this.#say(verb, name, { kind: 'unblock', name })
      case 'startprivate':
        return this.#say(verb, name, { kind: 'findPeer', name })
      case 'private': {
        if (!this.#chats.has(canonicalName(name))) return this.#trouble(noChat(name))
        return this.#say(verb, name, { kind: 'send', to: name, text, private: true })
      }
      case 'stopprivate': {
        if (!this.#chats.delete(canonicalName(name))) return this.#trouble(noChat(name))
        return this.#line.show(texts.stopped, 'aside')
      }
      case 'logout':
        return
    }
  }

  /** What cannot be said is about nobody, or does not fit into a message (8.1). */
  #say(verb: Asked['verb'], name: string, command: Said): void {
    this.#asked.push({ kind: command.kind, verb, name })
    if (this.#ask(command)) return
    this.#asked.pop()
    this.#trouble(name !== '' && !isName(name) ? texts.unknownUser : texts.tooLong)
  }

  #begin(name: string, place: Peer | undefined): void {
    if (this.#chats.size < MOST_CHATS) this.#chats.add(canonicalName(name))
    if (place !== undefined) this.#line.show(placeText(name, place), 'aside')
    this.#line.show(texts.connected, 'aside')
  }

  /** Without oneself, whom the client puts first. */
  #names(head: string, names: readonly string[]): void {
    const others = names.filter((name) => name !== this.#name)
    this.#line.show([head, ...others.map(oneLine)].join('\n'))
  }

  #trouble(text: string): void {
    this.#line.show(text, 'trouble')
  }
}

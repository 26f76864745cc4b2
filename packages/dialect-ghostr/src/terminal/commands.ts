import {
  type CallNews,
  type CommandOf,
  canonicalName,
  isName,
  type Peer,
  type Report,
  type TerminalLine,
} from '@parley/contract'
import type { Reply } from '../frames.ts'
import { longestRequest, type Options } from '../options.ts'
import { object } from '../serializer.ts'
import { readTyped, type Typed, type Verb } from './input.ts'
import { noChat, oneLine, refusalText, said, texts } from './texts.ts'

/** The most names of which it is kept that they are blocked. */
const MOST_BLOCKED = 1024

/** Who speaks in a private chat without saying so; no user can be called that. */
const NOBODY = '*unknown*'

/** What a user asks of the server. */
type Said = CommandOf<
  'send' | 'broadcast' | 'list' | 'listSince' | 'block' | 'unblock' | 'findPeer'
>

/** How far a broadcast went. */
type Counts = Extract<Reply, { kind: 'sent' }>

interface Asked {
  readonly verb: Exclude<Verb, 'private' | 'stopprivate' | 'logout'>
  readonly name: string
}

/** What a user who is logged in types, and what comes of it. */
export class Commands {
  readonly #line: TerminalLine
  readonly #longest: number
  readonly #ask: (command: Said) => boolean
  readonly #name: string
  /** What has no answer yet. The client has one request in flight, so answers keep the order. */
  readonly #asked: Asked[] = []
  /** Whose clients are being called. */
  readonly #dialled = new Set<string>()
  /** With whose clients there is a call. */
  readonly #open = new Set<string>()
  /** Blocked since the login, which the server has confirmed. */
  readonly #blocked = new Set<string>()
  /** Of the broadcast that was answered last. */
  #counts: Counts = { kind: 'sent', reached: 0, blocked: 0 }

  /** `name`: who is logged in. */
  constructor(line: TerminalLine, options: Options, name: string, ask: (command: Said) => boolean) {
    this.#line = line
    this.#longest = longestRequest(options)
    this.#name = name
    this.#ask = ask
  }

  /** What is outstanding: at the server, or only at clients that are being called. */
  get outstanding(): 'nothing' | 'answer' | 'call' {
    if (this.#asked.length > 0) return 'answer'
    return this.#dialled.size > 0 ? 'call' : 'nothing'
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

  /** Calls that have not come about are not waited for any more. */
  giveUpCalls(): void {
    this.#dialled.clear()
  }

  /** What a server counts of a broadcast, ahead of `done`. */
  counted(counts: Counts): void {
    this.#counts = counts
  }

  done({ names = [], place }: Extract<Report, { kind: 'done' }>): void {
    const asked = this.#asked.shift()
    if (asked === undefined) return
    switch (asked.verb) {
      case 'message':
        return
      case 'broadcast':
        return this.#sent()
      case 'whoelse':
        return this.#names(texts.online, names)
      case 'whoelsesince':
        return this.#names(texts.onlineSince, names)
      case 'block':
        if (this.#blocked.size < MOST_BLOCKED) this.#blocked.add(asked.name)
        return this.#line.show(`${asked.name} is blocked`, 'aside')
      case 'unblock':
        this.#blocked.delete(asked.name)
        return this.#line.show(`${asked.name} is unblocked`, 'aside')
      case 'startprivate':
        return this.#call(asked.name, place)
    }
  }

  refused(word: string): void {
    const asked = this.#asked.shift()
    this.#trouble(refusalText(asked?.verb ?? '', word))
  }

  called(news: CallNews): void {
    switch (news.kind) {
      case 'call-opened':
        this.#dialled.delete(news.name)
        this.#open.add(news.name)
        return this.#line.show(texts.connected, 'aside')
      case 'call-failed':
        this.#dialled.delete(news.name)
        this.#open.delete(news.name)
        return this.#trouble(`${noChat(news.name)}: ${oneLine(news.why)}`)
      case 'call-ended':
        this.#dialled.delete(news.name)
        if (this.#open.delete(news.name)) this.#line.show(texts.stopped, 'aside')
        return
      case 'call-said': {
        const from = news.from === '' ? NOBODY : news.from
        return this.#line.show(said(`${from} (private):`, news.text), 'said')
      }
      case 'file-sent':
      case 'file-failed':
      case 'file-received':
        return
    }
  }

  #run({ verb, name, text }: Typed): void {
    switch (verb) {
      case 'message':
        return this.#say({ verb, name }, { kind: 'send', to: name, text })
      case 'broadcast':
        return this.#say({ verb, name }, { kind: 'broadcast', text })
      case 'whoelse':
        return this.#say({ verb, name }, { kind: 'list' })
      case 'whoelsesince': {
        const since = this.#line.now - Number(name) * 1000
        return this.#say({ verb, name: '' }, { kind: 'listSince', since })
      }
      case 'block':
        return this.#say({ verb, name }, { kind: 'block', name })
      case 'unblock':
        if (!this.#blocked.has(name)) return this.#trouble(texts.neverBlocked)
        return this.#say({ verb, name }, { kind: 'unblock', name })
      case 'startprivate':
        return this.#say({ verb, name }, { kind: 'findPeer', name })
      case 'private':
        return this.#speak(canonicalName(name), text)
      case 'stopprivate':
        return this.#hangUp(canonicalName(name))
      case 'logout':
        return
    }
  }

  /** What cannot be said is about nobody, or does not fit into a request (8.1). */
  #say(asked: Asked, command: Said): void {
    this.#asked.push(asked)
    if (this.#ask(command)) return
    this.#asked.pop()
    const isAboutNobody = asked.name !== '' && !isName(asked.name)
    this.#trouble(isAboutNobody ? texts.unknownUser : texts.tooLong)
  }

  #call(name: string, place: Peer | undefined): void {
    if (place === undefined) return
    const key = canonicalName(name)
    this.#dialled.add(key)
    this.#line.call(key, place)
  }

  /** Clients, too, take one read for one object, of a bounded length (1.1). */
  #speak(name: string, text: string): void {
    const { length } = object({ from: this.#name, message: text })
    if (length > this.#longest) return this.#trouble(texts.tooLong)
    const isSaid = this.#open.has(name) && this.#line.speak(name, this.#name, text)
    if (!isSaid) this.#trouble(noChat(name))
  }

  #hangUp(name: string): void {
    this.#open.delete(name)
    if (this.#line.hangUp(name)) this.#line.show(texts.stopped, 'aside')
    else this.#trouble(noChat(name))
  }

  #sent(): void {
    this.#line.show(`sent to ${this.#counts.reached} user(s)`, 'aside')
    if (this.#counts.blocked > 0) this.#trouble(texts.notToAll)
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

import { type CallNews, canonicalName, type Peer } from '@parley/contract'
import {
  type Asked,
  Commands,
  type CommandsSetting,
  type Done,
  noChat,
  onOneLine,
  said,
  type Typed,
  texts,
} from '@parley/line-terminal'
import type { Reply } from '../frames.ts'
import { longestRequest, type Options } from '../options.ts'
import { object } from '../serializer.ts'
import { refusalText } from './texts.ts'

/** The most names of which it is kept that they are blocked. */
const MOST_BLOCKED = 1024

/** Who speaks in a private chat without saying so; no user can be called that. */
const NOBODY = '*unknown*'

/** How far a broadcast went. */
type Counts = Extract<Reply, { kind: 'sent' }>

/** What a user who is logged in types, and what comes of it. */
export class GhostrCommands extends Commands {
  readonly #longest: number
  /** Whose clients are being called. */
  readonly #dialled = new Set<string>()
  /** With whose clients there is a call. */
  readonly #open = new Set<string>()
  /** Blocked since the login, which the server has confirmed. */
  readonly #blocked = new Set<string>()
  /** Of the broadcast that was answered last. */
  #counts: Counts = { kind: 'sent', reached: 0, blocked: 0 }

  constructor(setting: CommandsSetting, options: Options) {
    super(setting)
    this.#longest = longestRequest(options)
  }

  override get outstanding(): 'nothing' | 'answer' | 'call' {
    return this.#dialled.size > 0 && this.asked.length === 0 ? 'call' : super.outstanding
  }

  override giveUpCalls(): void {
    this.#dialled.clear()
  }

  /** What a server counts of a broadcast, ahead of `done`. */
  counted(counts: Counts): void {
    this.#counts = counts
  }

  called(news: CallNews): void {
    switch (news.kind) {
      case 'call-opened':
        this.#dialled.delete(news.name)
        this.#open.add(news.name)
        return this.line.show(texts.connected, 'aside')
      case 'call-failed':
        this.#dialled.delete(news.name)
        this.#open.delete(news.name)
        return this.trouble(`${noChat(news.name)}: ${onOneLine(news.why)}`)
      case 'call-ended':
        this.#dialled.delete(news.name)
        if (this.#open.delete(news.name)) this.line.show(texts.stopped, 'aside')
        return
      case 'call-said': {
        const from = news.from === '' ? NOBODY : news.from
        return this.line.show(said(`${from} (private):`, news.text), 'said')
      }
      case 'file-sent':
      case 'file-failed':
      case 'file-received':
        return
    }
  }

  protected override run(typed: Typed): void {
    const { verb, name, text } = typed
    if (verb === 'private') this.#speak(canonicalName(name), text)
    else if (verb === 'stopprivate') this.#hangUp(canonicalName(name))
    else if (verb === 'unblock' && !this.#blocked.has(name)) this.trouble(texts.neverBlocked)
    else super.run(typed)
  }

  /** The client has one request in flight, so any answer is to the oldest. */
  protected override answered(): Asked | undefined {
    return this.asked.shift()
  }

  protected override succeeded(asked: Asked, report: Done): void {
    super.succeeded(asked, report)
    const { verb, name } = asked
    if (verb === 'broadcast' || verb === 'say') this.#sent()
    else if (verb === 'block' && this.#blocked.size < MOST_BLOCKED) this.#blocked.add(name)
    else if (verb === 'unblock') this.#blocked.delete(name)
    else if (verb === 'startprivate') this.#call(name, report.place)
  }

  protected override refusalText(asked: Asked | undefined, word: string): string {
    return refusalText(asked?.verb ?? '', word)
  }

  #call(name: string, place: Peer | undefined): void {
    if (place === undefined) return
    const key = canonicalName(name)
    this.#dialled.add(key)
    this.line.call(key, place)
  }

  /** Clients, too, take one read for one object, of a bounded length (1.1). */
  #speak(name: string, text: string): void {
    const { length } = object({ from: this.name, message: text })
    if (length > this.#longest) return this.trouble(texts.tooLong)
    const isSaid = this.#open.has(name) && this.line.speak(name, this.name, text)
    if (!isSaid) this.trouble(noChat(name))
  }

  #hangUp(name: string): void {
    this.#open.delete(name)
    if (this.line.hangUp(name)) this.line.show(texts.stopped, 'aside')
    else this.trouble(noChat(name))
  }

  #sent(): void {
    this.line.show(`sent to ${this.#counts.reached} user(s)`, 'aside')
    if (this.#counts.blocked === 0) return
    this.trouble('Your message could not be delivered to some recipients')
  }
}

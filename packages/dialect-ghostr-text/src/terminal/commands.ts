import { canonicalName, type Peer } from '@parley/contract'
import { type Asked, Commands, type Done, noChat, type Typed, texts } from '@parley/line-terminal'
import { placeText, refusalText } from './texts.ts'

/** The most private chats at once. */
const MOST_CHATS = 1024

/** What a user who is logged in types, and what comes of it. The client reports in order (8.2). */
export class GhostrTextCommands extends Commands {
  /** With whom a private chat was begun. It is all between the two clients (9.10, 9.11). */
  readonly #chats = new Set<string>()

  /**
   * One message does not make the next line wait, since nothing comes unless it fails, and whatever is
   * asked next is answered behind that.
   */
  override get outstanding(): 'nothing' | 'answer' {
    const silent = this.asked.filter(({ kind }) => kind === 'send' || kind === 'broadcast')
    return silent.length < 2 && silent.length === this.asked.length ? 'nothing' : 'answer'
  }

  protected override run(typed: Typed): void {
    const { verb, name, text } = typed
    if (verb === 'private') this.#speak(name, text)
    else if (verb === 'stopprivate') this.#stop(name)
    else super.run(typed)
  }

  protected override succeeded(asked: Asked, report: Done): void {
    super.succeeded(asked, report)
    if (asked.verb === 'startprivate') this.#begin(asked.name, report.place)
  }

  protected override refusalText(asked: Asked | undefined, words: string): string {
    if (asked?.verb !== 'startprivate') return refusalText(words, asked?.name ?? '')
    return 'Error. That user does not exist, is offline, or blocked you'
  }

  #begin(name: string, place: Peer | undefined): void {
    if (this.#chats.size < MOST_CHATS) this.#chats.add(canonicalName(name))
    if (place !== undefined) this.line.show(placeText(name, place), 'aside')
    this.line.show(texts.connected, 'aside')
  }

  #speak(name: string, text: string): void {
    if (!this.#chats.has(canonicalName(name))) return this.trouble(noChat(name))
    this.say('private', name, { kind: 'send', to: name, text, private: true })
  }

  #stop(name: string): void {
    if (!this.#chats.delete(canonicalName(name))) return this.trouble(noChat(name))
    this.line.show(texts.stopped, 'aside')
  }
}

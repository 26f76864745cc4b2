import { Buffer } from 'node:buffer'
import type { DirectMessage } from '@parley/contract'
import { detach, memoLast } from '@parley/framing'
import { newsOfDirect, newsOfGateway } from './serializer.ts'

/** Of what the gateway itself has to say the newest are kept. */
export const MOST_NOTICES = 16

/**
 * So many direct messages wait for a user who asks for nothing, and so many UTF-16 units of their
 * texts: more than the mailbox keeps for one account, so that past it only those go which another
 * session of the user has been told already.
 */
export const MOST_DIRECT = 2000
export const MOST_DIRECT_TEXT = 4 * 1024 * 1024

interface Notice {
  readonly kind: 'notice'
  readonly text: string
}

type Item = DirectMessage | Notice

/** What one reply takes along. */
export interface Load {
  /** Lines below the reply's own body. */
  readonly lines: string
  readonly items: readonly Item[]
  /** Of the first message that is left, so many lines are told. */
  readonly told: number
  /** The last direct message that is told whole, if there is one. */
  readonly upTo: number | undefined
}

/** What waits for a reply that can take it along (4.2). */
export class PendingNews {
  readonly #items: Item[] = []
  #notices = 0
  #directs = 0
  #length = 0
  /** Of the first item, so many lines have been told. */
  #told = 0
  /** A long message is cut once, however many replies it goes along with. */
  readonly #linesOf = memoLast(newsOfDirect)

  get isEmpty(): boolean {
    return this.#items.length === 0
  }

  put(message: DirectMessage): void {
    this.#items.push({ ...message, text: detach(message.text) })
    this.#count(1, message.text.length)
    while (this.#directs > MOST_DIRECT || this.#length > MOST_DIRECT_TEXT) this.#forgetOldest()
  }

  #count(directs: number, length: number): void {
    this.#directs += directs
    this.#length += length
  }

  #forgetOldest(): void {
    const index = this.#items.findIndex(({ kind }) => kind === 'direct')
    const [oldest] = this.#items.splice(index, 1)
    this.#count(-1, -(oldest?.text.length ?? 0))
    if (index === 0) this.#told = 0
  }

  /** With more than a few, the oldest notice is forgotten. */
  putNotice(text: string): void {
    this.#items.push({ kind: 'notice', text: newsOfGateway(text) })
    this.#notices += 1
    if (this.#notices <= MOST_NOTICES) return
    this.#items.splice(
      this.#items.findIndex(({ kind }) => kind === 'notice'),
      1,
    )
    this.#notices -= 1
  }

  /** Takes what fits into `room` bytes; it is gone from here unless it is given back. */
  take(room: number): Load {
    const lines: string[] = []
    let left = room
    let whole = 0
    let told = this.#told
    let upTo: number | undefined
    for (const item of this.#items) {
      const all = item.kind === 'direct' ? this.#linesOf(item) : [item.text]
      for (const line of all.slice(told)) {
        left -= Buffer.byteLength(line) + 1
        if (left < 0) break
        lines.push(line)
        told += 1
      }
      if (left < 0) break
      if (item.kind === 'direct') upTo = item.id
      whole += 1
      told = 0
    }
    return this.#taken(lines, whole, told, upTo)
  }

  #taken(lines: readonly string[], whole: number, told: number, upTo: number | undefined): Load {
    const before = this.#told
    const items = this.#items.splice(0, whole)
    for (const item of items) this.#counted(item, -1)
    this.#told = told
    return { lines: lines.map((line) => `\n${line}`).join(''), items, told: before, upTo }
  }

  /** Puts back what could not be told. */
  giveBack({ items, told }: Load): void {
    this.#items.unshift(...items)
    for (const item of items) this.#counted(item, 1)
    this.#told = told
  }

  #counted(item: Item, sign: 1 | -1): void {
    if (item.kind === 'notice') this.#notices += sign
    else this.#count(sign, sign * item.text.length)
  }
}

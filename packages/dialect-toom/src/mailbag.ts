import { Buffer } from 'node:buffer'
import type { DirectMessage } from '@parley/contract'
import { memoLast } from '@parley/framing'
import { newsOfDirect, newsOfGateway } from './serializer.ts'

/** Of what the gateway itself has to say the newest are kept. */
export const MOST_NOTICES = 16

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
export class Mailbag {
  readonly #items: Item[] = []
  #notices = 0
  /** Of the first item, so many lines have been told. */
  #told = 0
  /** A long message is cut once, however many replies it goes along with. */
  readonly #linesOf = memoLast(newsOfDirect)

  get isEmpty(): boolean {
    return this.#items.length === 0
  }

  put(message: DirectMessage): void {
    this.#items.push(message)
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
    for (const { kind } of items) if (kind === 'notice') this.#notices -= 1
    this.#told = told
    return { lines: lines.map((line) => `\n${line}`).join(''), items, told: before, upTo }
  }

  /** Puts back what could not be told. */
  giveBack({ items, told }: Load): void {
    this.#items.unshift(...items)
    for (const { kind } of items) if (kind === 'notice') this.#notices += 1
    this.#told = told
  }
}

import type { PublicMessage } from '@parley/contract'
import { detach } from './detach.ts'
import type { Timeline } from './ports.ts'

type Entry = Omit<PublicMessage, 'number'>

/** What an in-memory timeline keeps at the most. */
export interface TimelineLimits {
  /** Public messages. */
  readonly timelineMessages: number
  /** UTF-16 units of all public texts together. */
  readonly timelineText: number
}

/** So many entries that are no longer kept may stand before the others until they are taken away. */
const MOST_STALE = 1024

/** The newest public messages. An entry's number follows from its place. */
export class MemoryTimeline implements Timeline {
  readonly #limits: TimelineLimits
  #entries: Entry[] = []
  /** The index of the oldest entry that is kept. */
  #from = 0
  /** How many messages have been let go before the oldest that is kept. */
  #before = 0
  #text = 0

  constructor(limits: TimelineLimits) {
    this.#limits = limits
  }

  append({ id, time, from, text }: Omit<PublicMessage, 'number' | 'kind'>): number {
    this.#entries.push({ kind: 'public', id, time, from, text: detach(text) })
    this.#text += text.length
    this.#letGo()
    return this.#numberAt(this.#entries.length - 1)
  }

  last(count: number): readonly PublicMessage[] {
    return this.#numbered(Math.max(this.#from, this.#entries.length - count))
  }

  since(time: number, most: number) {
    const later = this.#numbered(this.#from)
      .filter((message) => message.time >= time)
      .sort((one, other) => one.time - other.time || one.number - other.number)
    return { messages: later.slice(0, most), total: later.length }
  }

  find(number: number): PublicMessage | undefined {
    const entry = this.#entries[this.#indexOf(number)]
    return entry === undefined ? undefined : { ...entry, number }
  }

  edit(number: number, text: string, time: number): void {
    const index = this.#indexOf(number)
    const entry = this.#entries[index]
    if (entry === undefined) return
    this.#text += text.length - entry.text.length
    this.#entries[index] = { ...entry, time, text: detach(text), edited: true }
    this.#letGo()
  }

  remove(number: number): void {
    const index = this.#indexOf(number)
    const entry = this.#entries[index]
    if (entry === undefined) return
    this.#text -= entry.text.length
    this.#entries.splice(index, 1)
  }

  #numberAt(index: number): number {
    return this.#before + index - this.#from + 1
  }

  /** -1 where the number's message is not kept. */
  #indexOf(number: number): number {
    const index = number - this.#before + this.#from - 1
    return Number.isInteger(index) && index >= this.#from ? index : -1
  }

  #numbered(from: number): PublicMessage[] {
    return this.#entries
      .slice(from)
      .map((entry, index) => ({ ...entry, number: this.#numberAt(from + index) }))
  }

  #letGo(): void {
    const { timelineMessages, timelineText } = this.#limits
    while (this.#entries.length - this.#from > timelineMessages || this.#text > timelineText) {
      this.#text -= this.#entries[this.#from]?.text.length ?? 0
      this.#from += 1
      this.#before += 1
    }
    if (this.#from < MOST_STALE || this.#from * 2 < this.#entries.length) return
    this.#entries = this.#entries.slice(this.#from)
    this.#from = 0
  }
}

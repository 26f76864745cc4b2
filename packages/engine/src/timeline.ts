import type { PublicMessage } from '@parley/contract'
import { keptText, TextBudget } from './past-text.ts'
import type { Timeline } from './ports.ts'
import { Sorted } from './sorted.ts'

type Entry = Omit<PublicMessage, 'number'>

/** All that a timeline holds, as plain data. */
export interface TimelineState {
  /** How many messages were let go before the first. */
  readonly before: number
  readonly messages: readonly Entry[]
  /** Whose they are, by id. */
  readonly owners: readonly (readonly [number, string])[]
}

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
  /** By the message's id. */
  readonly #owners = new Map<number, string>()
  /** The index of the oldest entry that is kept. */
  #from = 0
  /** How many messages have been let go before the oldest that is kept. */
  #before = 0
  #text = 0
  readonly #byTime = new Sorted<Entry>((one, other) => one.time - other.time || one.id - other.id)

  constructor(limits: TimelineLimits) {
    this.#limits = limits
  }

  get state(): TimelineState {
    const messages = this.#entries.slice(this.#from)
    return { before: this.#before, messages, owners: [...this.#owners] }
  }

  /** Into one that is empty. */
  restore({ before, messages, owners }: TimelineState): void {
    this.#before = before
    for (const entry of messages) {
      this.#entries.push(entry)
      this.#byTime.add(entry)
      this.#text += entry.text.length
    }
    for (const [id, owner] of owners) this.#owners.set(id, owner)
  }

  append(
    { id, time, from, text, form }: Omit<PublicMessage, 'number' | 'kind' | 'room'>,
    owner?: string,
  ): number {
    if (owner !== undefined) this.#owners.set(id, owner)
    const said = { kind: 'public', id, time, from, text: keptText(text) } as const
    const entry: Entry = form === undefined ? said : { ...said, form }
    this.#entries.push(entry)
    this.#byTime.add(entry)
    this.#text += entry.text.length
    this.#dropOldest()
    return this.#numberAt(this.#entries.length - 1)
  }

  last(count: number): readonly PublicMessage[] {
    const messages: PublicMessage[] = []
    const budget = new TextBudget()
    const oldest = Math.max(this.#from, this.#entries.length - count)
    for (let index = this.#entries.length - 1; index >= oldest; index--) {
      const entry = this.#entries[index]
      if (entry === undefined || !budget.take(entry.text)) break
      messages.push({ ...entry, number: this.#numberAt(index) })
    }
    return messages.reverse()
  }

  since(time: number, most: number) {
    const earlier = this.#byTime.count((entry) => entry.time < time)
    const messages: PublicMessage[] = []
    const budget = new TextBudget()
    for (const entry of this.#byTime.slice(earlier, earlier + Math.max(0, most))) {
      if (!budget.take(entry.text)) break
      messages.push({ ...entry, number: this.#numberAt(this.#indexOfId(entry.id)) })
    }
    return { messages, total: this.#byTime.size - earlier }
  }

  find(number: number): PublicMessage | undefined {
    const entry = this.#entries[this.#indexOf(number)]
    return entry === undefined ? undefined : { ...entry, number }
  }

  ownerOf(number: number): string | undefined {
    const entry = this.#entries[this.#indexOf(number)]
    return entry === undefined ? undefined : this.#owners.get(entry.id)
  }

  edit(number: number, text: string, time: number): boolean {
    const index = this.#indexOf(number)
    const entry = this.#entries[index]
    if (entry === undefined) return false
    const edited: Entry = { ...entry, time, text: keptText(text), edited: true }
    this.#text += edited.text.length - entry.text.length
    this.#entries[index] = edited
    this.#byTime.remove(entry)
    this.#byTime.add(edited)
    this.#dropOldest()
    return true
  }

  remove(number: number): boolean {
    const index = this.#indexOf(number)
    const entry = this.#entries[index]
    if (entry === undefined) return false
    this.#text -= entry.text.length
    this.#owners.delete(entry.id)
    this.#entries.splice(index, 1)
    this.#byTime.remove(entry)
    return true
  }

  #numberAt(index: number): number {
    return this.#before + index - this.#from + 1
  }

  /** -1 where the number's message is not kept. */
  #indexOf(number: number): number {
    const index = number - this.#before + this.#from - 1
    return Number.isInteger(index) && index >= this.#from ? index : -1
  }

  /** Ids ascend with the places. */
  #indexOfId(id: number): number {
    let low = this.#from
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#entries[middle]?.id ?? 0) < id) low = middle + 1
      else high = middle
    }
    return low
  }

  #dropOldest(): void {
    const { timelineMessages, timelineText } = this.#limits
    while (this.#entries.length - this.#from > timelineMessages || this.#text > timelineText) {
      const oldest = this.#entries[this.#from]
      if (oldest === undefined) break
      this.#text -= oldest.text.length
      this.#byTime.remove(oldest)
      this.#owners.delete(oldest.id)
      this.#from += 1
      this.#before += 1
    }
    if (this.#from < MOST_STALE || this.#from * 2 < this.#entries.length) return
    this.#entries = this.#entries.slice(this.#from)
    this.#from = 0
  }
}

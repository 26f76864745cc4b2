import { Buffer } from 'node:buffer'
import { type PublicMessage, shortened } from '@parley/contract'
import { MOST_KEPT_TEXT, Sorted, TextBudget, type Timeline } from '@parley/engine'
import type { Row, Value } from './database.ts'
import { formIn } from './forms.ts'
import { Numbering } from './numbering.ts'
import type { TimelineQueries } from './timeline-queries.ts'
import type { Transaction } from './transaction.ts'

/** Rows of one query: with texts of the greatest length they are two answers’ worth of text. */
const READ_AT_ONCE = 32

/** The form of a plain message. */
const PLAIN = ''

/** The owner of what is nobody's. */
const NOBODY = ''

/** What is kept of public messages; past it the oldest are let go. */
export interface TimelineBounds {
  readonly messages: number
  /** UTF-8 bytes of all texts together. */
  readonly bytes: number
}

/**
 * So many of the oldest messages are let go at once, or a 64th of all where that is less: deleting
 * many together costs each new message little, and one turn no more than a few milliseconds.
 */
const LET_GO_AT_ONCE = 256

/** The time of a message that is kept, and the bytes of its text. */
type Kept = readonly [time: number, bytes: number]

/** The numbered public messages. */
export class StoredTimeline implements Timeline {
  readonly #transaction: Transaction
  readonly #numbering: Numbering
  readonly #statements: TimelineQueries
  readonly #of: readonly Value[]
  /** When each message that is kept was posted, or edited last. */
  readonly #times: Sorted<number>
  readonly #bounds: TimelineBounds
  /** Of all texts. */
  #bytes: number

  /** `of`: the number of a room, where the queries are those of rooms. */
  constructor(
    transaction: Transaction,
    queries: TimelineQueries,
    bounds: TimelineBounds,
    of: readonly Value[] = [],
  ) {
    this.#bounds = bounds
    this.#bytes = queries.bytes.row(...of)?.integer(0) ?? 0
    this.#transaction = transaction
    this.#numbering = numberingOf(queries, of)
    this.#times = timesOf(queries, of)
    this.#statements = queries
    this.#of = of
  }

  append(
    message: Omit<PublicMessage, 'number' | 'kind' | 'room'>,
    owner = NOBODY,
  ): number | undefined {
    const { id, time, from, form = PLAIN } = message
    const text = shortened(message.text, MOST_KEPT_TEXT)
    const place = this.#numbering.last + 1
    const number = this.#numbering.size + 1
    const bytes = Buffer.byteLength(text)
    const undo = () => {
      this.#numbering.takeBack()
      this.#replace([time, bytes], undefined)
    }
    const { append } = this.#statements
    const change = [append, ...this.#of, place, id, time, from, text, owner, form] as const
    if (!this.#transaction.write(undo, change)) return undefined
    this.#numbering.add()
    this.#replace(undefined, [time, bytes])
    this.dropOldest()
    return number
  }

  /** Lets the oldest messages go, some of them, where there are too many. False where nothing went. */
  dropOldest(): boolean {
    const { messages, bytes } = this.#bounds
    if (this.#times.size <= messages && this.#bytes <= bytes) return false
    const gone: Kept[] = []
    let left = this.#times.size
    let size = this.#bytes
    let place = 0
    const few = messages - Math.floor(messages / 64)
    const small = bytes - Math.floor(bytes / 64)
    for (const row of this.#statements.oldest.rows(...this.#of, LET_GO_AT_ONCE)) {
      if (left <= few && size <= small) break
      gone.push([row.integer(1), row.integer(2)])
      left -= 1
      size -= row.integer(2)
      place = row.integer(0)
    }
    return this.#delete(place, gone, size)
  }

  last(count: number): readonly PublicMessage[] {
    const messages: PublicMessage[] = []
    const budget = new TextBudget()
    let left = Math.max(0, Math.min(count, this.#times.size))
    let before = Number.MAX_SAFE_INTEGER
    while (left > 0) {
      const rows = this.#statements.before.rows(...this.#of, before, Math.min(left, READ_AT_ONCE))
      for (const row of rows) {
        const message = this.#message(row)
        if (!budget.take(message.text)) return messages.reverse()
        messages.push(message)
        before = row.integer(0)
      }
      left = rows.length < READ_AT_ONCE ? 0 : left - rows.length
    }
    return messages.reverse()
  }

  since(time: number, most: number) {
    const total = this.#times.size - this.#times.count((one) => one < time)
    const messages: PublicMessage[] = []
    const budget = new TextBudget()
    const wanted = Math.max(0, Math.min(most, total))
    while (messages.length < wanted) {
      const few = Math.min(wanted - messages.length, READ_AT_ONCE)
      const rows = this.#statements.since.rows(...this.#of, time, few, messages.length)
      for (const row of rows) {
        const message = this.#message(row)
        if (!budget.take(message.text)) return { messages, total }
        messages.push(message)
      }
      if (rows.length < few) break
    }
    return { messages, total }
  }

  find(number: number): PublicMessage | undefined {
    const place = this.#numbering.placeOf(number)
    const row = place === undefined ? undefined : this.#statements.find.row(...this.#of, place)
    return row === undefined ? undefined : this.#message(row)
  }

  ownerOf(number: number): string | undefined {
    const place = this.#numbering.placeOf(number)
    return place === undefined ? undefined : this.#statements.owner.row(...this.#of, place)?.text(0)
  }

  edit(number: number, given: string, time: number): boolean {
    const place = this.#numbering.placeOf(number)
    const before = this.#keptAt(place)
    if (place === undefined || before === undefined) return false
    const text = shortened(given, MOST_KEPT_TEXT)
    const after = [time, Buffer.byteLength(text)] as const
    const change = [this.#statements.edit, text, time, ...this.#of, place] as const
    if (!this.#transaction.write(() => this.#replace(after, before), change)) return false
    this.#replace(before, after)
    return true
  }

  remove(number: number): boolean {
    const place = this.#numbering.placeOf(number)
    const before = this.#keptAt(place)
    if (place === undefined || before === undefined) return false
    const undo = () => {
      this.#numbering.restore(place)
      this.#replace(undefined, before)
    }
    const { remove, markRemoved } = this.#statements
    const at = [...this.#of, place] as const
    if (!this.#transaction.write(undo, [remove, ...at], [markRemoved, ...at])) return false
    this.#numbering.remove(place)
    this.#replace(before, undefined)
    return true
  }

  #delete(place: number, gone: readonly Kept[], bytes: number): boolean {
    const until = this.#numbering.until(place)
    const before = this.#bytes
    const times = gone.map(([time]) => time).sort((one, other) => one - other)
    let takeBack = () => {}
    const undo = () => {
      takeBack()
      this.#bytes = before
      for (const time of times) this.#times.add(time)
    }
    const { dropOldest, dropRemoved, markDropped } = this.#statements
    const of = this.#of
    const mark = [markDropped, ...of, until.place, until.removed] as const
    const changes = [[dropOldest, ...of, place], [dropRemoved, ...of, place], mark] as const
    if (!this.#transaction.write(undo, ...changes)) return false
    takeBack = this.#numbering.dropOldest(until)
    this.#bytes = bytes
    this.#times.removeAll(times)
    return true
  }

  #keptAt(place: number | undefined): Kept | undefined {
    const row = place === undefined ? undefined : this.#statements.kept.row(...this.#of, place)
    return row === undefined ? undefined : [row.integer(0), row.integer(1)]
  }

  #replace(before: Kept | undefined, after: Kept | undefined): void {
    if (before !== undefined) this.#times.remove(before[0])
    if (after !== undefined) this.#times.add(after[0])
    this.#bytes += (after?.[1] ?? 0) - (before?.[1] ?? 0)
  }

  #message(row: Row): PublicMessage {
    const message: PublicMessage = {
      kind: 'public',
      id: row.integer(1),
      time: row.integer(2),
      number: this.#numbering.numberOf(row.integer(0)),
      from: row.text(3),
      text: shortened(row.longText(4), MOST_KEPT_TEXT),
    }
    const form = formIn(row, 6)
    const said = form === undefined ? message : { ...message, form }
    return row.integer(5) === 1 ? { ...said, edited: true } : said
  }
}

function numberingOf(queries: TimelineQueries, of: readonly Value[]): Numbering {
  const removed = queries.removed.rows(...of)
  const newest = queries.newest.row(...of)
  const places = removed.map((row) => row.integer(0))
  const row = queries.dropped.row(...of)
  const dropped = { place: row?.integer(0) ?? 0, removed: row?.integer(1) ?? 0 }
  const last = Math.max(newest?.integer(0) ?? 0, places.at(-1) ?? 0, dropped.place)
  return new Numbering(last, places, dropped)
}

function timesOf(queries: TimelineQueries, of: readonly Value[]): Sorted<number> {
  const times: unknown = JSON.parse(queries.times.row(...of)?.text(0) ?? '[]')
  return new Sorted((one, other) => one - other, Array.isArray(times) ? times.map(Number) : [])
}

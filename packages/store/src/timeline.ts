import { Buffer } from 'node:buffer'
import { type PublicMessage, shortened } from '@parley/contract'
import { MOST_KEPT_TEXT, Sorted, TextBudget, type Timeline } from '@parley/engine'
import type { Database, Row, Statement } from './database.ts'
import { Numbering } from './numbering.ts'
import type { Transaction } from './transaction.ts'

/**
 * UTF-8 bytes in which the kept part of any text has room, and a little more: what was written
 * before texts were shortened is not read beyond it.
 */
const READ_BYTES = 3 * MOST_KEPT_TEXT + 4

const CELLS = `seq, id, time, sender, substr(CAST(text AS BLOB), 1, ${READ_BYTES}), edited`

/** Rows of one query: with texts of the greatest length they are two answers’ worth of text. */
const READ_AT_ONCE = 32

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
  readonly #statements: ReturnType<typeof prepare>
  /** When each message that is kept was posted, or edited last. */
  readonly #times: Sorted<number>
  readonly #bounds: TimelineBounds
  /** Of all texts. */
  #bytes: number

  constructor(database: Database, transaction: Transaction, bounds: TimelineBounds) {
    this.#bounds = bounds
    this.#bytes = bytesIn(database)
    this.#transaction = transaction
    this.#numbering = numberingOf(database)
    this.#times = timesOf(database)
    this.#statements = prepare(database)
  }

  append(message: Omit<PublicMessage, 'number' | 'kind'>, owner = NOBODY): number | undefined {
    const { id, time, from } = message
    const text = shortened(message.text, MOST_KEPT_TEXT)
    const place = this.#numbering.last + 1
    const number = this.#numbering.size + 1
    const bytes = Buffer.byteLength(text)
    const undo = () => {
      this.#numbering.takeBack()
      this.#replace([time, bytes], undefined)
    }
    const change = [this.#statements.append, place, id, time, from, text, owner] as const
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
    for (const row of this.#statements.oldest.rows(LET_GO_AT_ONCE)) {
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
      const rows = this.#statements.before.rows(before, Math.min(left, READ_AT_ONCE))
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
      const rows = this.#statements.since.rows(time, few, messages.length)
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
    const row = place === undefined ? undefined : this.#statements.find.row(place)
    return row === undefined ? undefined : this.#message(row)
  }

  ownerOf(number: number): string | undefined {
    const place = this.#numbering.placeOf(number)
    return place === undefined ? undefined : this.#statements.owner.row(place)?.text(0)
  }

  edit(number: number, given: string, time: number): boolean {
    const place = this.#numbering.placeOf(number)
    const before = this.#keptAt(place)
    if (place === undefined || before === undefined) return false
    const text = shortened(given, MOST_KEPT_TEXT)
    const after = [time, Buffer.byteLength(text)] as const
    const change = [this.#statements.edit, text, time, place] as const
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
    if (!this.#transaction.write(undo, [remove, place], [markRemoved, place])) return false
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
    const mark = [markDropped, until.place, until.removed] as const
    const changes = [[dropOldest, place], [dropRemoved, place], mark] as const
    if (!this.#transaction.write(undo, ...changes)) return false
    takeBack = this.#numbering.dropOldest(until)
    this.#bytes = bytes
    this.#times.removeAll(times)
    return true
  }

  #keptAt(place: number | undefined): Kept | undefined {
    const row = place === undefined ? undefined : this.#statements.kept.row(place)
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
    return row.integer(5) === 1 ? { ...message, edited: true } : message
  }
}

function prepare(database: Database) {
  return {
    append: database.query(
      `INSERT INTO messages (seq, id, time, sender, text, owner)
       VALUES (?, ?, ?, ?, ?, nullif(?, '${NOBODY}'))`,
    ),
    before: database.select(
      `SELECT ${CELLS} FROM messages WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
    ),
    since: database.select(
      `SELECT ${CELLS} FROM messages INDEXED BY messages_by_time
       WHERE time >= ? ORDER BY time, seq LIMIT ? OFFSET ?`,
    ),
    kept: database.select('SELECT time, octet_length(text) FROM messages WHERE seq = ?'),
    oldest: database.select(
      'SELECT seq, time, octet_length(text) FROM messages ORDER BY seq LIMIT ?',
    ),
    dropOldest: database.query('DELETE FROM messages WHERE seq <= ?'),
    dropRemoved: database.query('DELETE FROM removed WHERE seq <= ?'),
    markDropped: database.query('UPDATE let_go SET seq = ?, removed = ?'),
    find: database.select(`SELECT ${CELLS} FROM messages WHERE seq = ?`),
    owner: database.select('SELECT owner FROM messages WHERE seq = ? AND owner IS NOT NULL'),
    edit: database.query('UPDATE messages SET text = ?, time = ?, edited = 1 WHERE seq = ?'),
    remove: database.query('DELETE FROM messages WHERE seq = ?'),
    markRemoved: database.query('INSERT INTO removed (seq) VALUES (?)'),
  } satisfies Record<string, Statement>
}

function numberingOf(database: Database): Numbering {
  const removed = database.select('SELECT seq FROM removed ORDER BY seq').rows()
  const newest = database.select('SELECT seq FROM messages ORDER BY seq DESC LIMIT 1').row()
  const places = removed.map((row) => row.integer(0))
  const row = database.select('SELECT seq, removed FROM let_go').row()
  const dropped = { place: row?.integer(0) ?? 0, removed: row?.integer(1) ?? 0 }
  const last = Math.max(newest?.integer(0) ?? 0, places.at(-1) ?? 0, dropped.place)
  return new Numbering(last, places, dropped)
}

function timesOf(database: Database): Sorted<number> {
  const row = database.select('SELECT json_group_array(time ORDER BY time) FROM messages').row()
  const times: unknown = JSON.parse(row?.text(0) ?? '[]')
  return new Sorted((one, other) => one - other, Array.isArray(times) ? times.map(Number) : [])
}

function bytesIn(database: Database): number {
  const row = database.select('SELECT coalesce(sum(octet_length(text)), 0) FROM messages').row()
  return row?.integer(0) ?? 0
}

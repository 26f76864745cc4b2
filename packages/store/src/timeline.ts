import type { PublicMessage } from '@parley/contract'
import { keptText, MOST_KEPT_TEXT, Sorted, TextBudget, type Timeline } from '@parley/engine'
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

/** The numbered public messages; all are kept. */
export class StoredTimeline implements Timeline {
  readonly #transaction: Transaction
  readonly #numbering: Numbering
  readonly #statements: ReturnType<typeof prepare>
  /** When each message was posted, or edited last. */
  readonly #times: Sorted<number>

  constructor(database: Database, transaction: Transaction) {
    this.#transaction = transaction
    this.#numbering = numberingOf(database)
    this.#times = timesOf(database)
    this.#statements = prepare(database)
  }

  append({ id, time, from, text }: Omit<PublicMessage, 'number' | 'kind'>): number | undefined {
    const place = this.#numbering.last + 1
    const number = this.#numbering.size + 1
    const undo = () => {
      this.#numbering.takeBack()
      this.#times.remove(time)
    }
    const change = [this.#statements.append, place, id, time, from, keptText(text)] as const
    if (!this.#transaction.write(undo, change)) return undefined
    this.#numbering.add()
    this.#times.add(time)
    return number
  }

  last(count: number): readonly PublicMessage[] {
    const messages: PublicMessage[] = []
    const budget = new TextBudget()
    let left = Math.max(0, Math.min(count, this.#numbering.size))
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

  edit(number: number, text: string, time: number): boolean {
    const place = this.#numbering.placeOf(number)
    if (place === undefined) return false
    const before = this.#timeAt(place)
    const undo = () => this.#move(time, before)
    const change = [this.#statements.edit, keptText(text), time, place] as const
    if (!this.#transaction.write(undo, change)) return false
    this.#move(before, time)
    return true
  }

  remove(number: number): boolean {
    const place = this.#numbering.placeOf(number)
    if (place === undefined) return false
    const time = this.#timeAt(place)
    const undo = () => {
      this.#numbering.restore(place)
      this.#times.add(time)
    }
    const { remove, markRemoved } = this.#statements
    if (!this.#transaction.write(undo, [remove, place], [markRemoved, place])) return false
    this.#numbering.remove(place)
    this.#times.remove(time)
    return true
  }

  #timeAt(place: number): number {
    return this.#statements.time.row(place)?.integer(0) ?? 0
  }

  #move(before: number, after: number): void {
    this.#times.remove(before)
    this.#times.add(after)
  }

  #message(row: Row): PublicMessage {
    const message: PublicMessage = {
      kind: 'public',
      id: row.integer(1),
      time: row.integer(2),
      number: this.#numbering.numberOf(row.integer(0)),
      from: row.text(3),
      text: keptText(row.longText(4)),
    }
    return row.integer(5) === 1 ? { ...message, edited: true } : message
  }
}

function prepare(database: Database) {
  return {
    append: database.query(
      'INSERT INTO messages (seq, id, time, sender, text) VALUES (?, ?, ?, ?, ?)',
    ),
    before: database.select(
      `SELECT ${CELLS} FROM messages WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
    ),
    since: database.select(
      `SELECT ${CELLS} FROM messages INDEXED BY messages_by_time
       WHERE time >= ? ORDER BY time, seq LIMIT ? OFFSET ?`,
    ),
    time: database.select('SELECT time FROM messages WHERE seq = ?'),
    find: database.select(`SELECT ${CELLS} FROM messages WHERE seq = ?`),
    edit: database.query('UPDATE messages SET text = ?, time = ?, edited = 1 WHERE seq = ?'),
    remove: database.query('DELETE FROM messages WHERE seq = ?'),
    markRemoved: database.query('INSERT INTO removed (seq) VALUES (?)'),
  } satisfies Record<string, Statement>
}

function numberingOf(database: Database): Numbering {
  const removed = database.select('SELECT seq FROM removed ORDER BY seq').rows()
  const newest = database.select('SELECT seq FROM messages ORDER BY seq DESC LIMIT 1').row()
  const places = removed.map((row) => row.integer(0))
  return new Numbering(Math.max(newest?.integer(0) ?? 0, places.at(-1) ?? 0), places)
}

function timesOf(database: Database): Sorted<number> {
  const row = database.select('SELECT json_group_array(time ORDER BY time) FROM messages').row()
  const times: unknown = JSON.parse(row?.text(0) ?? '[]')
  return new Sorted((one, other) => one - other, Array.isArray(times) ? times.map(Number) : [])
}

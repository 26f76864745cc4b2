import { roomKey } from '@parley/contract'
import type { RoomRecord, RoomRecords, Timeline } from '@parley/engine'
import type { Database, Row, Statement } from './database.ts'
import { StoredTimeline, type TimelineBounds } from './timeline.ts'
import { roomQueries, type TimelineQueries } from './timeline-queries.ts'
import type { Transaction } from './transaction.ts'

/** What is kept of the messages of one room. */
export const roomBounds: TimelineBounds = { messages: 1_000, bytes: 256 * 1024 }

/** The number of the lobby. */
const LOBBY = 0

/** Rooms and their messages. A room has a number that no other room has while the folder is open. */
export class StoredRooms implements RoomRecords {
  readonly #transaction: Transaction
  readonly #statements: ReturnType<typeof prepare>
  readonly #queries: TimelineQueries
  readonly #numbers = new Map<string, number>()
  readonly #timelines = new Map<string, StoredTimeline>()
  readonly #records: readonly RoomRecord[]
  #last: number

  constructor(database: Database, transaction: Transaction) {
    this.#transaction = transaction
    this.#statements = prepare(database)
    this.#queries = roomQueries(database)
    this.#last = this.#statements.last.row()?.integer(0) ?? 0
    const rows = this.#statements.all.rows()
    for (const row of rows) this.#numbers.set(recordOf(row).key, row.integer(0))
    this.#records = rows.map(recordOf)
  }

  /** As they were when the folder was opened. */
  all(): Iterable<RoomRecord> {
    return this.#records
  }

  put({ key, name, maker = '', topic, used }: RoomRecord): void {
    const number = this.#numberOf(key)
    const { text = '', by = '', time = 0 } = topic ?? {}
    const values = [number, name, maker, used, text, by, time] as const
    this.#transaction.writeEventually(`room ${number}`, this.#statements.put, ...values)
  }

  remove(key: string): void {
    const number = this.#numbers.get(key)
    if (number === undefined) return
    this.#numbers.delete(key)
    this.#timelines.delete(key)
    this.#transaction.writeEventually(`end of room ${number}`, this.#statements.remove, number)
  }

  timeline(key: string): Timeline {
    const of = [this.#numberOf(key)]
    const timeline =
      this.#timelines.get(key) ??
      new StoredTimeline(this.#transaction, this.#queries, roomBounds, of)
    this.#timelines.set(key, timeline)
    return timeline
  }

  #numberOf(key: string): number {
    if (key === '') return LOBBY
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#last += 1
    this.#numbers.set(key, this.#last)
    return this.#last
  }
}

/** Takes away rooms of which there is no message: a gateway that was killed saw nobody leave them. */
export function forgetEmptyRooms(database: Database, transaction: Transaction): void {
  const forget = database.query(
    `DELETE FROM rooms WHERE number <> ${LOBBY}
       AND NOT EXISTS (SELECT 1 FROM room_messages WHERE room = number)`,
  )
  transaction.writeEventually('empty rooms', forget)
}

function prepare(database: Database) {
  return {
    all: database.select(
      `SELECT number, name, maker, used, topic, topic_by, topic_time FROM rooms
       WHERE number = ${LOBBY} OR EXISTS (SELECT 1 FROM room_messages WHERE room = number)
       ORDER BY used, number`,
    ),
    last: database.select(
      `SELECT max(coalesce((SELECT max(number) FROM rooms), 0),
         coalesce((SELECT max(room) FROM room_messages), 0))`,
    ),
    put: database.query(
      `INSERT OR REPLACE INTO rooms (number, name, maker, used, topic, topic_by, topic_time)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    remove: database.query('DELETE FROM rooms WHERE number = ?'),
  } satisfies Record<string, Statement>
}

function recordOf(row: Row): RoomRecord {
  const [name, maker, text] = [row.text(1), row.text(2), row.text(4)]
  const key = name === '' ? '' : roomKey(name)
  return {
    key,
    name,
    used: row.integer(3),
    ...(maker !== '' && { maker }),
    ...(text !== '' && { topic: { text, by: row.text(5), time: row.integer(6) } }),
  }
}

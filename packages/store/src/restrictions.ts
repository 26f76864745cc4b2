import { type NameKeys, roomKey } from '@parley/contract'
import {
  MemoryRestrictions,
  type Restricted,
  type Restriction,
  type Restrictions,
} from '@parley/engine'
import type { Database, Row, Statement } from './database.ts'
import type { Transaction } from './transaction.ts'

type Kind = Restriction['kind']

/** Bans and mutes: in the table, and in memory for the question that every message asks. */
export class StoredRestrictions implements Restrictions {
  readonly #transaction: Transaction
  readonly #statements: ReturnType<typeof prepare>
  readonly #memory = new MemoryRestrictions()

  /** `isRoom`: whether there is a room of that key. */
  constructor(database: Database, transaction: Transaction, isRoom: (key: string) => boolean) {
    this.#transaction = transaction
    this.#statements = prepare(database)
    for (const one of this.#statements.all.rows().map(restrictionOf)) {
      if (one.room === '' || isRoom(one.room)) this.#memory.put(one)
      else this.#forget(one.room)
    }
  }

  get none(): boolean {
    return this.#memory.none
  }

  find(kind: Kind, room: string, who: Restricted, now: number): Restriction | undefined {
    return this.#memory.find(kind, room, who, now)
  }

  put(restriction: Restriction): boolean {
    const { kind, room, name, address = '', by, since, until = 0, reason = '' } = restriction
    const before = this.#memory.named(kind, room, name)
    if (!this.#memory.put(restriction)) return false
    const undo = () => {
      this.#memory.delete(kind, room, name)
      if (before !== undefined) this.#memory.put(before)
    }
    const { put, clean } = this.#statements
    const values = [kind, room, name, address, by, since, until, reason] as const
    if (!this.#transaction.write(undo, [put, ...values])) {
      undo()
      return false
    }
    this.#transaction.writeEventually('restrictions that are over', clean, since)
    return true
  }

  remove(kind: Kind, room: string, keys: NameKeys): boolean {
    const found = this.#memory.alike(kind, room, keys)
    if (found.length === 0) return false
    const undo = () => {
      for (const one of found) this.#memory.put(one)
    }
    const changes = found.map(({ name }) => [this.#statements.remove, kind, room, name] as const)
    if (!this.#transaction.write(undo, ...changes)) return false
    return this.#memory.remove(kind, room, keys)
  }

  of(kind: Kind, room: string, now: number): readonly Restriction[] {
    return this.#memory.of(kind, room, now)
  }

  clear(room: string): void {
    if (this.#memory.clear(room)) this.#forget(room)
  }

  #forget(room: string): void {
    this.#transaction.writeEventually(`restrictions of ${room}`, this.#statements.clear, room)
  }
}

function prepare(database: Database) {
  return {
    all: database.select(
      `SELECT kind, room, name, address, decided_by, since, until, reason FROM restrictions
       ORDER BY since`,
    ),
    put: database.query('INSERT OR REPLACE INTO restrictions VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    remove: database.query('DELETE FROM restrictions WHERE kind = ? AND room = ? AND name = ?'),
    clear: database.query('DELETE FROM restrictions WHERE room = ?'),
    clean: database.query('DELETE FROM restrictions WHERE until BETWEEN 1 AND ?'),
  } satisfies Record<string, Statement>
}

function restrictionOf(row: Row): Restriction {
  const [room, address, until, reason] = [row.text(1), row.text(3), row.integer(6), row.text(7)]
  return {
    kind: row.text(0) === 'mute' ? 'mute' : 'ban',
    room: room === '' ? '' : roomKey(room),
    name: row.text(2),
    by: row.text(4),
    since: row.integer(5),
    ...(address !== '' && { address }),
    ...(until !== 0 && { until }),
    ...(reason !== '' && { reason }),
  }
}

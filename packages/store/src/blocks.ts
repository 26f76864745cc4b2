import type { NameKeys } from '@parley/contract'
import { BlockList, type Blocks } from '@parley/engine'
import type { Database, Statement } from './database.ts'
import type { Transaction } from './transaction.ts'

/** Who has blocked whom: in the table, and in memory for the question that every message asks. */
export class StoredBlocks implements Blocks {
  readonly #transaction: Transaction
  readonly #statements: ReturnType<typeof prepare>
  #blocked = new Map<string, BlockList>()
  #version = 0

  constructor(database: Database, transaction: Transaction) {
    this.#transaction = transaction
    this.#statements = prepare(database)
    this.refresh()
  }

  get none(): boolean {
    return this.#blocked.size === 0
  }

  has(blocker: string, name: NameKeys): boolean {
    return this.#blocked.get(blocker)?.has(name) ?? false
  }

  add(blocker: string, name: string): boolean {
    if (this.#blocked.get(blocker)?.isFull) return false
    const undo = () => this.#delete(blocker, name)
    if (!this.#transaction.write(undo, [this.#statements.add, blocker, name])) return false
    this.#insert(blocker, name)
    return true
  }

  remove(blocker: string, name: string): boolean {
    const alike = [...(this.#blocked.get(blocker)?.alike(name) ?? [])]
    const undo = () => {
      for (const one of alike) this.#insert(blocker, one)
    }
    const changes = alike.map((one) => [this.#statements.remove, blocker, one] as const)
    if (!this.#transaction.write(undo, ...changes)) return false
    for (const one of alike) this.#delete(blocker, one)
    return true
  }

  move(from: string, to: string): void {
    const blocked = this.#blocked.get(from)
    if (blocked === undefined) return
    this.#blocked.delete(from)
    this.#blocked.set(to, blocked)
    this.#transaction.writeEventually(`${clearingOf(from)} moved`, this.#statements.move, to, from)
  }

  clear(blocker: string): void {
    if (!this.#blocked.delete(blocker)) return
    this.#transaction.writeEventually(clearingOf(blocker), this.#statements.clear, blocker)
  }

  /** Reads all again if another process has changed the database: it may have removed an account. */
  refresh(): void {
    const version = this.#statements.version.row()?.integer(0) ?? 0
    if (version === this.#version) return
    this.#version = version
    this.#blocked = new Map()
    for (const row of this.#statements.all.rows()) {
      const blocker = row.text(0)
      if (this.#transaction.pendingValues(clearingOf(blocker)) !== undefined) continue
      this.#insert(blocker, row.text(1))
    }
  }

  #insert(blocker: string, name: string): void {
    const blocked = this.#blocked.get(blocker) ?? new BlockList()
    blocked.add(name)
    this.#blocked.set(blocker, blocked)
  }

  #delete(blocker: string, name: string): void {
    const blocked = this.#blocked.get(blocker)
    blocked?.delete(name)
    if (blocked?.isEmpty) this.#blocked.delete(blocker)
  }
}

function prepare(database: Database) {
  return {
    version: database.select('PRAGMA data_version'),
    all: database.select('SELECT blocker, blocked FROM blocks'),
    add: database.query('INSERT OR IGNORE INTO blocks (blocker, blocked) VALUES (?, ?)'),
    remove: database.query('DELETE FROM blocks WHERE blocker = ? AND blocked = ?'),
    move: database.query('UPDATE OR REPLACE blocks SET blocker = ? WHERE blocker = ?'),
    clear: database.query('DELETE FROM blocks WHERE blocker = ?'),
  } satisfies Record<string, Statement>
}

function clearingOf(blocker: string): string {
  return `blocks of ${blocker}`
}

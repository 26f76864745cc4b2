import type { Database, Statement, Value } from './database.ts'

type Standing =
  | { readonly kind: 'idle' }
  | { readonly kind: 'open' }
  | { readonly kind: 'broken'; readonly reason: unknown }

const idle: Standing = { kind: 'idle' }
const open: Standing = { kind: 'open' }

/**
 * What one turn writes: begun by its first write, ended by `commit`. A write that fails breaks the
 * turn: all that it wrote is taken back at once, in memory too, what it still writes does nothing,
 * and `commit` throws what had failed.
 */
export class Transaction {
  readonly #database: Database
  #standing: Standing = idle
  #undo: (() => void)[] = []

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * Gives how many rows were changed; undefined where the turn is broken. `undo` takes back what the
   * caller changes in memory after this succeeded.
   */
  write(undo: (() => void) | undefined, statement: Statement, ...values: readonly Value[]) {
    try {
      if (!this.#begin()) return undefined
      const changes = statement.run(...values)
      if (undo !== undefined) this.#undo.push(undo)
      return changes
    } catch (reason) {
      this.#break(reason)
      return undefined
    }
  }

  commit(): void {
    const standing = this.#standing
    switch (standing.kind) {
      case 'idle':
        return
      case 'open':
        this.#commit()
        return
      case 'broken':
        this.#standing = idle
        throw standing.reason
    }
  }

  #begin(): boolean {
    if (this.#standing.kind === 'idle') {
      this.#database.execute('BEGIN IMMEDIATE')
      this.#standing = open
    }
    return this.#standing.kind === 'open'
  }

  #commit(): void {
    try {
      this.#database.execute('COMMIT')
    } catch (reason) {
      this.#break(reason)
      this.#standing = idle
      throw reason
    }
    this.#standing = idle
    this.#undo = []
  }

  #break(reason: unknown): void {
    this.#standing = { kind: 'broken', reason }
    for (const undo of this.#undo.reverse()) undo()
    this.#undo = []
    if (this.#database.inTransaction) this.#database.execute('ROLLBACK')
  }
}

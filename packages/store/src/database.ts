import { createRequire } from 'node:module'
import type Libsql from 'libsql'
import { DriverError, messageOf, StoreError } from './errors.ts'

/** Milliseconds for which a statement waits for another process that is writing. */
const BUSY_TIMEOUT = 5_000

/** What goes into a statement's `?`s. */
export type Value = string | number

/** A row as it comes out: cells in the order of the statement, each still to be read as something. */
export class Row {
  readonly #cells: readonly unknown[]

  constructor(cells: readonly unknown[]) {
    this.#cells = cells
  }

  text(index: number): string {
    const cell = this.#cells[index]
    return typeof cell === 'string' ? cell : unexpected(cell, 'text')
  }

  integer(index: number): number {
    const cell = this.#cells[index]
    return Number.isSafeInteger(cell) ? Number(cell) : unexpected(cell, 'an integer')
  }

  /** A text that was selected as a blob: as text, the driver would end it at its first U+0000. */
  longText(index: number): string {
    const cell = this.#cells[index]
    return Buffer.isBuffer(cell) ? cell.toString('utf8') : unexpected(cell, 'a blob')
  }
}

function unexpected(cell: unknown, expected: string): never {
  throw new StoreError(`the database holds a ${typeof cell} where ${expected} was expected`)
}

function rowOf(cells: unknown): Row {
  return Array.isArray(cells) ? new Row(cells) : unexpected(cells, 'a row')
}

/** A prepared statement. */
export class Statement {
  readonly #statement: Libsql.Statement<[readonly Value[]]>

  constructor(statement: Libsql.Statement<[readonly Value[]]>) {
    this.#statement = statement
  }

  /** Gives how many rows it changed. */
  run(...values: readonly Value[]): number {
    return this.#statement.run(values).changes
  }

  row(...values: readonly Value[]): Row | undefined {
    const cells = this.#statement.get(values)
    return cells === undefined ? undefined : rowOf(cells)
  }

  rows(...values: readonly Value[]): Row[] {
    return this.#statement.all(values).map(rowOf)
  }
}

/**
 * One connection to a database file. It never opens the file by other means: closing a second
 * descriptor of it would give up the locks that this process holds on it.
 */
export class Database {
  readonly file: string
  readonly #connection: Libsql.Database
  #use: 'shared' | 'alone' = 'shared'

  /** Makes the file if there is none. */
  constructor(file: string, busyTimeout = BUSY_TIMEOUT) {
    this.file = file
    this.#connection = connect(file)
    this.execute(`PRAGMA busy_timeout = ${busyTimeout}`)
  }

  execute(sql: string): void {
    this.#connection.exec(sql)
  }

  query(sql: string): Statement {
    const statement = this.#connection.prepare<[readonly Value[]]>(sql)
    return new Statement(statement)
  }

  /** A query that gives rows. */
  select(sql: string): Statement {
    return new Statement(this.#connection.prepare<[readonly Value[]]>(sql).raw())
  }

  /**
   * Makes this the only connection that can use the file. It needs no room then for what processes
   * share beside it. Called before anything else is done.
   */
  takeAlone(): void {
    this.execute('PRAGMA locking_mode = EXCLUSIVE')
    this.#use = 'alone'
  }

  get isAlone(): boolean {
    return this.#use === 'alone'
  }

  /** Lets other processes use the file again; throws where there is no room for that yet. */
  share(): void {
    this.execute('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL')
    this.execute('PRAGMA journal_mode = WAL')
    this.#use = 'shared'
  }

  /** Whether a transaction is open: a failing statement may have ended it. */
  get inTransaction(): boolean {
    return this.#connection.inTransaction
  }

  /** Statements keep the connection alive until they are collected; nothing may be using them. */
  close(): void {
    if (this.inTransaction) this.execute('ROLLBACK')
    this.#connection.close()
  }
}

function connect(file: string): Libsql.Database {
  const Driver = databaseDriver()
  try {
    return new Driver(file)
  } catch (error) {
    throw new StoreError(`${file} cannot be opened: ${messageOf(error)}`)
  }
}

/** What loads a module as `require` does. */
type Load = (name: string) => typeof Libsql

/** The driver of the database: native code, which npm leaves out where there is none for a platform. */
export function databaseDriver(load: Load = createRequire(import.meta.url)): typeof Libsql {
  try {
    return load('libsql')
  } catch (error) {
    const [why = ''] = messageOf(error).split('\n')
    throw new DriverError(`the database driver libsql cannot be loaded (${why})`)
  }
}

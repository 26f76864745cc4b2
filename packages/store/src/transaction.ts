import { Buffer } from 'node:buffer'
import type { Database, Statement, Value } from './database.ts'
import { hasCode, StoreError } from './errors.ts'

type Standing =
  | { readonly kind: 'idle' }
  /** `single`: each change is committed at once. */
  | { readonly kind: 'open'; readonly single: boolean }
  | { readonly kind: 'broken'; readonly reason: unknown }

const idle: Standing = { kind: 'idle' }
const shared: Standing = { kind: 'open', single: false }
const single: Standing = { kind: 'open', single: true }

/** One statement with what goes into its `?`s. */
export type Change = readonly [statement: Statement, ...values: readonly Value[]]

/**
 * Changes that wait until they can be written, at the most: each concerns one name or one lock. Past
 * it the oldest is forgotten: after a restart a lock is undone, mail is handed over twice, or a name that
 * was online is unknown.
 */
const MOST_PENDING = 10_000

/** What a transaction asks of the store around it. */
export interface Surroundings {
  /** Undefined while the database file is the one that was opened, else what has become of it. */
  missing(): string | undefined
  /**
   * Whether a commit is likely to fail. Each change is committed by itself then: what cannot be kept
   * is refused, and takes nothing else of its turn with it.
   */
  readonly careful: boolean
  /** A write has failed. Another process’s lock is no failure. */
  failed(reason: unknown): void
  succeeded(): void
}

const untroubled: Surroundings = {
  missing: () => undefined,
  careful: false,
  failed: () => {},
  succeeded: () => {},
}

/**
 * What one turn writes: begun by its first write, ended by `commit`. A change that cannot be written
 * is refused, and the others of its turn stay. Where the whole turn is lost, because its commit
 * fails or the disk is full in the middle of it, all that it wrote is taken back, in memory too, and
 * `commit` throws.
 */
export class Transaction {
  readonly #database: Database
  readonly #surroundings: Surroundings
  #standing: Standing = idle
  /** Changes of this turn that were said to be made. */
  #made = 0
  #undo: (() => void)[] = []
  readonly #pending = new Map<string, Change>()
  /** Pending changes that this turn writes. */
  #flushed: (readonly [string, Change])[] = []
  /** What failed last, for who has to say why. */
  #failure: unknown

  constructor(database: Database, surroundings = untroubled) {
    this.#database = database
    this.#surroundings = surroundings
  }

  /** Whether a write is possible now; `busy`: another process is writing. */
  begin(): 'open' | 'busy' | 'failed' {
    if (this.#standing.kind !== 'idle') return this.#standing.kind === 'open' ? 'open' : 'failed'
    const missing = this.#surroundings.missing()
    if (missing !== undefined) return this.#failed(new StoreError(missing))
    try {
      this.#database.execute('BEGIN IMMEDIATE')
    } catch (reason) {
      if (!hasCode(reason, 'SQLITE_BUSY')) return this.#failed(reason)
      this.#failure = reason
      return 'busy'
    }
    this.#standing = this.#surroundings.careful ? single : shared
    this.#writeAllPending()
    return this.#isOpen ? 'open' : 'failed'
  }

  /**
   * Makes the changes, all or none; false where it cannot. `undo` takes back what the caller changes
   * in memory after this succeeded.
   */
  write(undo: (() => void) | undefined, ...changes: readonly Change[]): boolean {
    if (this.begin() !== 'open' || !this.#make(changes)) return false
    if (this.#standing === single) return this.#end() === undefined
    this.#made += 1
    if (undo !== undefined) this.#undo.push(undo)
    return true
  }

  /** Makes a change now or, where that is not possible, later; it replaces one of the same key. */
  writeEventually(key: string, ...change: Change): void {
    this.#pending.delete(key)
    if (this.begin() !== 'open' || !this.#make([change])) return this.#queue(key, change)
    this.#flushed.push([key, change])
    if (this.#standing === single) this.#end()
  }

  /** The values of a change that waits to be written. */
  pendingValues(key: string): readonly Value[] | undefined {
    const change = this.#pending.size === 0 ? undefined : this.#pending.get(key)
    if (change === undefined) return undefined
    const [, ...values] = change
    return values
  }

  /** Writes what waits, if that is possible. Not called within a turn. */
  writePending(): void {
    if (this.#pending.size > 0 && this.#standing === idle && this.begin() === 'open') this.end()
  }

  /** Throws what has failed, where anything since the last call has, or still waits. */
  commitOrThrow(): void {
    this.commit()
    const failure = this.#failure
    this.#failure = undefined
    if (failure !== undefined) throw failure
  }

  commit(): void {
    if (this.#standing.kind === 'open') this.#end()
    if (this.#standing.kind !== 'broken') return
    const { reason } = this.#standing
    this.#standing = idle
    throw reason
  }

  /** Commits; what fails with it is reported to the surroundings and pending again. */
  end(): void {
    if (this.#isOpen) this.#end()
  }

  get #isOpen(): boolean {
    return this.#standing.kind === 'open'
  }

  #failed(reason: unknown): 'failed' {
    this.#failure = reason
    this.#surroundings.failed(reason)
    return 'failed'
  }

  #queue(key: string, [statement, ...values]: Change): void {
    this.#pending.set(detached(key), [statement, ...values.map(detached)])
    for (const [oldest] of this.#pending) {
      if (this.#pending.size <= MOST_PENDING) return
      this.#pending.delete(oldest)
    }
  }

  #writeAllPending(): void {
    for (const [key, change] of this.#pending) {
      if (!this.#make([change])) return
      this.#flushed.push([key, change])
      this.#pending.delete(key)
    }
  }

  #make(changes: readonly Change[]): boolean {
    try {
      if (changes.length > 1) this.#database.execute('SAVEPOINT several')
      for (const [statement, ...values] of changes) statement.run(...values)
      if (changes.length > 1) this.#database.execute('RELEASE several')
      return true
    } catch (reason) {
      this.#failed(reason)
      if (!this.#database.inTransaction) this.#takeBack(reason)
      else if (changes.length > 1) this.#database.execute('ROLLBACK TO several; RELEASE several')
      return false
    }
  }

  /** Commits. Gives what failed, after taking all back. */
  #end(): { readonly reason: unknown } | undefined {
    try {
      this.#database.execute('COMMIT')
    } catch (reason) {
      this.#failed(reason)
      this.#takeBack(reason)
      return { reason }
    }
    this.#standing = idle
    this.#made = 0
    this.#undo = []
    this.#flushed = []
    this.#surroundings.succeeded()
    return undefined
  }

  /** The transaction is lost: so is the turn, if something in it was said to be made. */
  #takeBack(reason: unknown): void {
    if (this.#database.inTransaction) this.#database.execute('ROLLBACK')
    this.#standing = this.#made === 0 ? idle : { kind: 'broken', reason }
    for (const undo of this.#undo.reverse()) undo()
    const latest = new Map(this.#flushed)
    for (const [key, change] of latest) if (!this.#pending.has(key)) this.#queue(key, change)
    this.#made = 0
    this.#undo = []
    this.#flushed = []
  }
}

/** A copy: a text that waits must not keep a longer one alive that it was cut from. */
function detached<Of extends Value>(value: Of): Of | string {
  return typeof value === 'string' ? Buffer.from(value).toString() : value
}

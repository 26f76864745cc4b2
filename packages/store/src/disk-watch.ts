import { type Stats, type StatsFs, statfs, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from './database.ts'
import { messageOf } from './errors.ts'
import type { Surroundings } from './transaction.ts'

/** Tells whoever runs the gateway what has happened to the store. */
export type Say = (level: 'error' | 'warn' | 'info', text: string) => void

/** Milliseconds between two looks at the files and at the room on the disk. */
const INTERVAL = 1_000

/**
 * With fewer bytes left on the disk than these each change is committed by itself, which is slower:
 * so much could not be written within one interval unnoticed.
 */
const LITTLE_ROOM = 16 * 1024 * 1024

/** Bytes that must be left on the disk before a database that was opened alone is shared again. */
const ROOM_TO_SHARE = 512 * 1024

/** Milliseconds without a failure after which writes are taken to be possible again. */
const CALM = 10_000

/** Watches over the database file and the disk that it is on, and says what has to be said once. */
export class DiskWatch implements Surroundings {
  readonly #file: string
  readonly #say: Say
  readonly #clock: () => number
  readonly #opened: Stats | undefined
  #log: Stats | undefined
  #missing: string | undefined
  #trouble: { last: number; over: boolean } | undefined
  #room: 'enough' | 'little' = 'enough'
  /** Bytes that are left on the disk. */
  #bytes = 0
  #timer: NodeJS.Timeout | undefined

  constructor(file: string, say: Say, clock = () => performance.now()) {
    this.#file = file
    this.#say = say
    this.#clock = clock
    this.#opened = statSync(file, { throwIfNoEntry: false })
  }

  /** `then` is called after each look. */
  begin(then: () => void): void {
    this.#timer = setInterval(() => {
      this.look()
      then()
    }, INTERVAL)
    this.#timer.unref()
    this.#measured(statfsSync(dirname(this.#file)))
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** Whether nothing could be written the last time that it was tried. */
  get isFailing(): boolean {
    return this.#missing !== undefined || this.#trouble?.over === false
  }

  get careful(): boolean {
    return this.#trouble !== undefined || this.#room === 'little'
  }

  missing(): string | undefined {
    if (this.#missing !== undefined || isSame(this.#opened, this.#file)) return this.#missing
    return this.#lost(this.#file)
  }

  failed(reason: unknown): void {
    if (this.#missing !== undefined) return
    if (this.#trouble === undefined) {
      const why = messageOf(reason)
      this.#say('error', `${this.#file} cannot be written: ${why}; what has to be kept is refused`)
    }
    this.#trouble = { last: this.#clock(), over: false }
  }

  succeeded(): void {
    if (this.#trouble !== undefined) this.#trouble.over = true
  }

  /** Lets other processes use the database, where it was opened alone and there is room now. */
  shareAgain(database: Database): void {
    if (!database.isAlone || this.#bytes < ROOM_TO_SHARE || database.inTransaction) return
    try {
      database.share()
      this.#log = undefined
      this.#say('info', `${this.#file} can be used by other processes again`)
    } catch (error) {
      this.failed(error)
    }
  }

  /** Puts what was kept before the files went into a new one beside them. */
  save(database: Database): void {
    const path = `${this.#file}.saved-${Date.now()}`
    try {
      database.execute(`VACUUM INTO '${path.replaceAll("'", "''")}'`)
      this.#say('error', `what was kept before is in ${path}; put it in the place of ${this.#file}`)
    } catch (error) {
      this.#say('error', `what was kept before cannot be saved: ${messageOf(error)}`)
    }
  }

  look(): void {
    if (this.missing() !== undefined) return
    const log = `${this.#file}-wal`
    this.#log ??= statSync(log, { throwIfNoEntry: false })
    if (this.#log !== undefined && !isSame(this.#log, log)) this.#lost(log)
    this.#measure()
    if (this.#trouble?.over !== true || this.#clock() - this.#trouble.last < CALM) return
    this.#trouble = undefined
    this.#say('info', `${this.#file} can be written again`)
  }

  #lost(file: string): string {
    this.#missing = `${file} has been removed or replaced`
    const rest = 'nothing can be kept any more; stop it, and what was kept is saved beside it'
    this.#say('error', `${this.#missing} while the gateway was running: ${rest}`)
    return this.#missing
  }

  #measure(): void {
    statfs(dirname(this.#file), (error, stats) => {
      if (error === null) this.#measured(stats)
    })
  }

  #measured({ bavail, bsize }: StatsFs): void {
    this.#bytes = bavail * bsize
    const room = this.#bytes < LITTLE_ROOM ? 'little' : 'enough'
    if (room === 'little' && this.#room === 'enough') {
      this.#say('warn', `${this.#file}: its disk has ${this.#bytes} bytes left`)
    }
    this.#room = room
  }
}

function isSame(before: Stats | undefined, file: string): boolean {
  const now = statSync(file, { throwIfNoEntry: false })
  return now !== undefined && now.ino === before?.ino && now.dev === before.dev
}

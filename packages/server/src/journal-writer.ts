import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileChange, Happening, Journal, PublicMessage } from '@parley/contract'
import type { Log } from './log.ts'

/** A file is written anew no sooner than so long after the last time, in milliseconds. */
export const REWRITE_PAUSE = 1000

/** So much of a file is put together before it is written and others have their turn, in characters. */
const PIECE = 64 * 1024

/** So much may wait to be added to a file that is slow to write, in characters; past it, it is lost. */
export const MOST_WAITING = 16 * 1024 * 1024

/** A change whose time has come. */
type Due =
  | Extract<FileChange, { mode: 'append' }>
  | { readonly file: string; readonly mode: 'replace'; readonly lines: Iterable<string> }

/** Puts what a dialect’s journal says into files, one change after another. */
export class JournalWriter {
  readonly #journal: Journal
  readonly #log: Log
  /** What is still to be written, by file. */
  readonly #pending = new Map<string, FileChange>()
  /** When each file was last written anew. */
  readonly #rewritten = new Map<string, number>()
  #writing: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #state: 'running' | 'ending' = 'running'

  constructor(journal: Journal, log: Log) {
    this.#journal = journal
    this.#log = log
  }

  /** Rejects where the folder or the files cannot be made; what is heard meanwhile comes behind. */
  async begin(newest: Iterable<PublicMessage>): Promise<void> {
    for (const change of this.#journal.begin(newest)) this.#add(change)
    const beginning = this.#begin()
    this.#writing = beginning.catch(() => {})
    try {
      await beginning
    } finally {
      this.#writing = undefined
    }
    this.#start()
  }

  hear(happening: Happening): void {
    for (const change of this.#journal.hear(happening)) this.#add(change)
    this.#start()
  }

  /** Resolves once everything is written. */
  async end(): Promise<void> {
    this.#state = 'ending'
    this.#start()
    while (this.#writing !== undefined) await this.#writing
  }

  async #begin(): Promise<void> {
    await mkdir(this.#journal.folder, { recursive: true })
    for (const change of this.#takeDue()) await this.#write(change)
  }

  /** A text that is to be added joins what waits; lines that are asked for later have it already. */
  #add(change: FileChange): void {
    const waiting = this.#pending.get(change.file)
    if (waiting === undefined || change.mode === 'replace') {
      this.#pending.set(change.file, change)
    } else if (waiting.mode === 'append') {
      const text = waiting.text + change.text
      if (text.length <= MOST_WAITING) this.#pending.set(change.file, { ...waiting, text })
      else this.#log('error', `${change.file}: too much waits to be written, and a line is lost`)
    }
  }

  #start(): void {
    if (this.#writing !== undefined) return
    clearTimeout(this.#timer)
    const wait = this.#wait()
    if (wait === 0) this.#writing = this.#writeAll()
    else if (wait < Number.POSITIVE_INFINITY)
      this.#timer = setTimeout(() => this.#start(), wait).unref()
  }

  /** How long the next change that waits is to wait; infinite where none does. */
  #wait(): number {
    const waits = [...this.#pending.values()].map((change) => this.#waitFor(change))
    return Math.min(Number.POSITIVE_INFINITY, ...waits)
  }

  #waitFor({ file, mode }: FileChange): number {
    if (mode === 'append' || this.#state === 'ending') return 0
    const last = this.#rewritten.get(file)
    return last === undefined ? 0 : Math.max(0, last + REWRITE_PAUSE - performance.now())
  }

  #takeDue(): readonly Due[] {
    const due = [...this.#pending.values()].filter((change) => this.#waitFor(change) === 0)
    return due.flatMap((change) => {
      this.#pending.delete(change.file)
      return this.#asDue(change)
    })
  }

  /** The lines of a file are asked for here: what is added afterwards comes behind them. */
  #asDue(change: FileChange): readonly Due[] {
    if (change.mode === 'append') return [change]
    try {
      return [{ file: change.file, mode: 'replace', lines: change.lines() }]
    } catch (error) {
      this.#failed(error)
      return []
    }
  }

  async #writeAll(): Promise<void> {
    await Promise.resolve()
    for (let due = this.#takeDue(); due.length > 0; due = this.#takeDue()) {
      for (const change of due) await this.#write(change).catch(this.#failed)
    }
    this.#writing = undefined
    this.#start()
  }

  readonly #failed = (error: unknown): void => {
    const why = error instanceof Error ? error.message : String(error)
    this.#log('error', `cannot write in ${this.#journal.folder}: ${why}`)
  }

  async #write(change: Due): Promise<void> {
    const path = join(this.#journal.folder, change.file)
    if (change.mode === 'append') return appendFile(path, change.text)
    await replaceFile(path, change.lines)
    this.#rewritten.set(change.file, performance.now())
  }
}

/**
 * Writes a file beside, in pieces, and puts it in place of the one that is there. The file beside is this
 * writer's alone: others may write into the same folder.
 */
async function replaceFile(path: string, lines: Iterable<string>): Promise<void> {
  const beside = `${path}.${randomUUID()}.new`
  try {
    await writeLines(beside, lines)
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {})
    throw error
  }
}

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const file = await open(path, 'wx')
  try {
    let piece = ''
    for (const line of lines) {
      piece += line
      if (piece.length < PIECE) continue
      await file.write(piece)
      piece = ''
    }
    await file.write(piece)
  } finally {
    await file.close()
  }
}

import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileChange, Happening, Journal } from '@parley/contract'
import type { Log } from './log.ts'

/** Puts what a dialect’s journal says into files, one change after another. */
export class JournalWriter {
  readonly #journal: Journal
  readonly #log: Log
  /** What is still to be written, by file. */
  #pending = new Map<string, FileChange>()
  #writing: Promise<void> | undefined

  constructor(journal: Journal, log: Log) {
    this.#journal = journal
    this.#log = log
  }

  /** Rejects where the folder or the files cannot be made; what is heard meanwhile comes behind. */
  async begin(): Promise<void> {
    const beginning = this.#begin()
    this.#writing = beginning.catch(() => {})
    await beginning
    this.#writing = this.#pending.size > 0 ? this.#writeAll() : undefined
  }

  hear(happening: Happening): void {
    for (const change of this.#journal.hear(happening)) this.#add(change)
    if (this.#pending.size > 0) this.#writing ??= this.#writeAll()
  }

  /** Resolves once everything is written. */
  async end(): Promise<void> {
    await this.#writing
  }

  async #begin(): Promise<void> {
    await mkdir(this.#journal.folder, { recursive: true })
    for (const change of this.#journal.begin()) await this.#write(change)
  }

  /** A text that is to be added joins what waits; a text for the whole takes its place. */
  #add(change: FileChange): void {
    const waiting = this.#pending.get(change.file)
    if (waiting === undefined || change.mode === 'replace') {
      this.#pending.set(change.file, change)
    } else this.#pending.set(change.file, { ...waiting, text: waiting.text + change.text })
  }

  async #writeAll(): Promise<void> {
    await Promise.resolve()
    while (this.#pending.size > 0) {
      const changes = [...this.#pending.values()]
      this.#pending = new Map()
      try {
        for (const change of changes) await this.#write(change)
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error)
        this.#log('error', `cannot write in ${this.#journal.folder}: ${why}`)
      }
    }
    this.#writing = undefined
  }

  async #write({ file, text, mode }: FileChange): Promise<void> {
    const path = join(this.#journal.folder, file)
    await (mode === 'append' ? appendFile(path, text) : writeFile(path, text))
  }
}

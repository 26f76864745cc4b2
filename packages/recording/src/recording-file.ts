import { Buffer } from 'node:buffer'
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { extname } from 'node:path'

/** So many names are tried for a file that is there already. */
const MOST_NAMES = 1000

/** A recording holds what people have said to each other: only its owner may read it. */
const MODE = 0o600

/** A file that is written at once, piece by piece: what has been written survives the program. */
export class RecordingFile {
  /** The file that is written: the one that was asked for, or a numbered one where that was there. */
  readonly path: string
  readonly #file: number
  /** What was written, in bytes. */
  written = 0

  private constructor(path: string, file: number) {
    this.path = path
    this.#file = file
  }

  /**
   * Makes the file. One that is there is not replaced: `a.ndjson` becomes `a-2.ndjson`. A device, as
   * `/dev/null`, is written to. Throws the system’s error.
   */
  static create(path: string): RecordingFile {
    const there = statSync(path, { throwIfNoEntry: false })
    if (there?.isCharacterDevice() === true) return new RecordingFile(path, openSync(path, 'w'))
    if (there !== undefined && !there.isFile()) throw new Error('it is no file')
    for (let number = 1; ; number++) {
      const name = number === 1 ? path : numbered(path, number)
      try {
        return new RecordingFile(name, openSync(name, 'wx', MODE))
      } catch (error) {
        if (!isThere(error) || number === MOST_NAMES) throw error
      }
    }
  }

  /** Throws the system’s error where it cannot be written, as on a full disk. */
  write(data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data
    let at = 0
    while (at < bytes.length) at += writeSync(this.#file, bytes, at)
    this.written += bytes.length
  }

  close(): void {
    closeSync(this.#file)
  }
}

function numbered(path: string, number: number): string {
  const ending = extname(path)
  return `${path.slice(0, path.length - ending.length)}-${number}${ending}`
}

function isThere(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST'
}

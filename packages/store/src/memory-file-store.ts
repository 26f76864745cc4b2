import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import type { FileLabel, FileRefusal, FileStore, OpenFile } from '@parley/engine'
import { FileQuota, type FileUsage } from './quota.ts'

/** Bytes of an id: nobody guesses 128 random bits. In hex, so that no id is taken for a flag. */
export const ID_BYTES = 16

/** A file store that is lost with the process. */
export interface MemoryFiles extends FileStore {
  /** What is kept under an id. */
  find(id: string): { readonly label: FileLabel; readonly bytes: Uint8Array } | undefined
}

/** Keeps files in memory, `quota` bytes of them all together. */
export function memoryFiles(quota: number): MemoryFiles {
  const room = new FileQuota(quota)
  const kept = new Map<string, { label: FileLabel; bytes: Uint8Array }>()
  return {
    find: (id) => kept.get(id),
    begin: (label) => {
      const taking = { sender: label.from, size: 0 }
      const refusal = room.enter(taking)
      if (refusal !== undefined) return refusal
      return new MemoryFile(room, taking, (bytes) => {
        const id = randomBytes(ID_BYTES).toString('hex')
        kept.set(id, { label, bytes })
        return id
      })
    },
  }
}

class MemoryFile implements OpenFile {
  readonly #room: FileQuota
  readonly #taking: FileUsage
  readonly #keep: (bytes: Uint8Array) => string
  readonly #chunks: Uint8Array[] = []

  constructor(room: FileQuota, taking: FileUsage, keep: (bytes: Uint8Array) => string) {
    this.#room = room
    this.#taking = taking
    this.#keep = keep
  }

  write(bytes: Uint8Array): FileRefusal | undefined {
    const refusal = this.#room.grow(this.#taking, bytes.length)
    if (refusal === undefined) this.#chunks.push(Uint8Array.from(bytes))
    return refusal
  }

  keep(): string {
    return this.#keep(Buffer.concat(this.#chunks))
  }

  drop(): void {
    this.#room.leave(this.#taking)
  }
}

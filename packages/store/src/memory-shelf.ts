import { Buffer } from 'node:buffer'
import { randomBytes } from 'node:crypto'
import type { FileLabel, OpenFile, Shelf } from '@parley/engine'
import { Room } from './room.ts'

/** Bytes of an id: nobody guesses 128 random bits. */
export const ID_BYTES = 16

/** A shelf that is lost with the process. */
export interface MemoryShelf extends Shelf {
  /** What is kept under an id. */
  find(id: string): { readonly label: FileLabel; readonly bytes: Uint8Array } | undefined
}

/** Keeps files in memory, `quota` bytes of them all together. */
export function memoryShelf(quota: number): MemoryShelf {
  const room = new Room(quota)
  const kept = new Map<string, { label: FileLabel; bytes: Uint8Array }>()
  return {
    find: (id) => kept.get(id),
    begin: (label) => {
      if (!room.enter()) return undefined
      return new MemoryFile(room, (bytes) => {
        const id = randomBytes(ID_BYTES).toString('base64url')
        kept.set(id, { label, bytes })
        return id
      })
    },
  }
}

class MemoryFile implements OpenFile {
  readonly #room: Room
  readonly #keep: (bytes: Uint8Array) => string
  readonly #chunks: Uint8Array[] = []
  #size = 0

  constructor(room: Room, keep: (bytes: Uint8Array) => string) {
    this.#room = room
    this.#keep = keep
  }

  write(bytes: Uint8Array): boolean {
    if (!this.#room.grow(bytes.length)) return false
    this.#chunks.push(Uint8Array.from(bytes))
    this.#size += bytes.length
    return true
  }

  keep(): string {
    return this.#keep(Buffer.concat(this.#chunks))
  }

  drop(): void {
    this.#room.leave(this.#size)
  }
}

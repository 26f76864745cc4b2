import type { Tone } from '@parley/contract'

/** One entry of what a person sees: a text, what was typed, or bytes on the wire. */
export type Entry =
  | { readonly kind: 'shown'; readonly text: string; readonly tone: Tone }
  | { readonly kind: 'typed'; readonly text: string; readonly isSecret: boolean }
  | { readonly kind: 'bytes'; readonly from: 'client' | 'server'; readonly bytes: Uint8Array }

/** So many entries are kept, with so many characters and bytes together. */
const MOST_ENTRIES = 2000
const MOST_CONTENT = 8 * 1024 * 1024

/** The newest entries of one connection. */
export class Entries {
  readonly all: Entry[] = []
  /** How many older entries were dropped. */
  dropped = 0
  #content = 0
  readonly #added: (entry: Entry) => void

  constructor(added: (entry: Entry) => void) {
    this.#added = added
  }

  add(entry: Entry): void {
    this.all.push(entry)
    this.#content += lengthOf(entry)
    while (this.all.length > MOST_ENTRIES || this.#content > MOST_CONTENT) this.#drop()
    this.#added(entry)
  }

  #drop(): void {
    const oldest = this.all.shift()
    if (oldest === undefined) return
    this.#content -= lengthOf(oldest)
    this.dropped += 1
  }
}

function lengthOf(entry: Entry): number {
  return entry.kind === 'bytes' ? entry.bytes.length : entry.text.length
}

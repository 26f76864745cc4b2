import type { Happened } from './findings.ts'

/** Of very much the first and the last entries are kept, and so many bytes of them. */
const FIRST_ENTRIES = 100
const FIRST_BYTES = 16 * 1024
const LAST_ENTRIES = 300
const LAST_BYTES = 48 * 1024

/** The most bytes of one entry that are kept. */
const MOST_BYTES = LAST_BYTES

/** What happens in one check, in order; of very much, its first and its last part. */
export class CheckLog {
  readonly #begun: number
  readonly #clock: () => number
  readonly #head: Happened[] = []
  readonly #tail: Happened[] = []
  #headBytes = 0
  #tailBytes = 0
  /** How many entries between the two are left out, and when the first of them happened. */
  #cut: { readonly count: number; readonly time?: number } = { count: 0 }

  constructor(clock: () => number) {
    this.#clock = clock
    this.#begun = clock()
  }

  /** Since the check began, in milliseconds. */
  get time(): number {
    return this.#clock() - this.#begun
  }

  get entries(): readonly Happened[] {
    return [...this.#head, ...this.#gap, ...this.#tail]
  }

  bytes(kind: 'sent' | 'came', wire: string, bytes: Uint8Array): void {
    this.#add({
      kind,
      time: this.time,
      wire,
      bytes: Uint8Array.from(bytes.subarray(0, MOST_BYTES)),
    })
  }

  text(kind: 'event' | 'typed' | 'shown', wire: string, text: string): void {
    this.#add({ kind, time: this.time, wire, text: text.slice(0, MOST_BYTES) })
  }

  #add(entry: Happened): void {
    const size = sizeOf(entry)
    const isFull = this.#head.length >= FIRST_ENTRIES || this.#headBytes + size > FIRST_BYTES
    if (this.#tail.length === 0 && !isFull) {
      this.#head.push(entry)
      this.#headBytes += size
      return
    }
    this.#tail.push(entry)
    this.#tailBytes += size
    while (this.#tail.length > LAST_ENTRIES || this.#tailBytes > LAST_BYTES) {
      const [oldest] = this.#tail
      if (oldest === undefined || this.#tail.length === 1) return
      this.#tail.shift()
      this.#tailBytes -= sizeOf(oldest)
      this.#cut = { count: this.#cut.count + 1, time: this.#cut.time ?? oldest.time }
    }
  }

  /** Stands for what is left out. */
  get #gap(): readonly Happened[] {
    const { count, time } = this.#cut
    if (time === undefined) return []
    const text = count === 1 ? '1 line is left out here' : `${count} lines are left out here`
    return [{ kind: 'event', time, wire: '', text }]
  }
}

function sizeOf(entry: Happened): number {
  return 'bytes' in entry ? entry.bytes.length : entry.text.length
}

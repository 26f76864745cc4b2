import type { Happened } from './findings.ts'

const MOST_ENTRIES = 400
const MOST_BYTES = 64 * 1024

/** What happens in one check, in order; of very much, the last part. */
export class CheckLog {
  readonly #begun: number
  readonly #clock: () => number
  readonly #entries: Happened[] = []
  #bytes = 0

  constructor(clock: () => number) {
    this.#clock = clock
    this.#begun = clock()
  }

  /** Since the check began, in milliseconds. */
  get time(): number {
    return this.#clock() - this.#begun
  }

  get entries(): readonly Happened[] {
    return [...this.#entries]
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
    this.#entries.push(entry)
    this.#bytes += sizeOf(entry)
    while (this.#entries.length > MOST_ENTRIES || this.#bytes > MOST_BYTES) {
      const [oldest] = this.#entries
      if (oldest === undefined || this.#entries.length === 1) return
      this.#entries.shift()
      this.#bytes -= sizeOf(oldest)
    }
  }
}

function sizeOf(entry: Happened): number {
  return 'bytes' in entry ? entry.bytes.length : entry.text.length
}

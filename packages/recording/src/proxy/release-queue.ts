/** What leaves a direction: bytes that are one write, its end, or the end of the connection. */
export type Release =
  | { readonly kind: 'pass'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'reset' }

/** What waits in one direction before no more is read, in bytes. */
export const MOST_QUEUED = 1024 * 1024

/** Where the rate is limited, a write has what the rate gives in this time, in milliseconds. */
const SLICE = 50

/** What leaves one direction, in order, each at its time and none before the one ahead of it. */
export class ReleaseQueue {
  #waiting: { readonly at: number; readonly release: Release }[] = []
  #bytes = 0
  /** Nothing that is added leaves before. */
  #earliest = Number.NEGATIVE_INFINITY
  /** Nothing leaves before, whatever its time. */
  #frozen = Number.NEGATIVE_INFINITY
  /** Bytes a second. */
  #rate = Number.POSITIVE_INFINITY
  /** When nothing is read. */
  #unread: { readonly from: number; readonly until: number } | undefined

  add(bytes: Uint8Array, at: number): void {
    const slice = Math.max(1, Math.floor((this.#rate * SLICE) / 1000))
    for (let from = 0; from < bytes.length; from += slice) {
      const piece = bytes.subarray(from, from + slice)
      this.#push({ kind: 'pass', bytes: piece }, at)
      this.#bytes += piece.length
      this.pause((piece.length * 1000) / this.#rate)
    }
  }

  /** What is added from now on leaves so much later. */
  pause(milliseconds: number): void {
    this.#earliest += milliseconds
  }

  limit(rate: number): void {
    this.#rate = rate
  }

  /** What is added from now on waits so long; nothing is read meanwhile. */
  stall(at: number, milliseconds = Number.POSITIVE_INFINITY): void {
    const from = Math.max(at, this.#earliest)
    this.#earliest = from + milliseconds
    this.#unread = { from, until: this.#earliest }
  }

  /** Nothing leaves for so long, what waits already included; nothing is read meanwhile. */
  freeze(now: number, milliseconds = Number.POSITIVE_INFINITY): void {
    this.#frozen = Math.max(this.#frozen, now + milliseconds)
    this.#unread = { from: now, until: this.#frozen }
  }

  /** The last that leaves. */
  finish(release: Release, at: number): void {
    this.#push(release, at)
  }

  /** What waits does not leave, and what is added next waits for nothing. */
  clear(): void {
    this.#waiting = []
    this.#bytes = 0
    this.#earliest = Number.NEGATIVE_INFINITY
    this.#frozen = Number.NEGATIVE_INFINITY
  }

  take(now: number): readonly Release[] {
    if (now < this.#frozen) return []
    const first = this.#waiting.findIndex(({ at }) => at > now)
    const due = this.#waiting.splice(0, first < 0 ? this.#waiting.length : first)
    return due.map(({ release }) => {
      if (release.kind === 'pass') this.#bytes -= release.bytes.length
      return release
    })
  }

  /** When something leaves, or more may be read again; infinite where neither will be. */
  get next(): number {
    const leaves = this.#waiting[0]?.at ?? Number.POSITIVE_INFINITY
    const until = this.#unread?.until ?? Number.POSITIVE_INFINITY
    return Math.min(Math.max(leaves, this.#frozen), until)
  }

  hasRoom(now: number): boolean {
    const unread = this.#unread
    if (unread !== undefined && now >= unread.until) this.#unread = undefined
    else if (unread !== undefined && now >= unread.from) return false
    return this.#bytes < MOST_QUEUED
  }

  #push(release: Release, at: number): void {
    const time = Math.max(at, this.#earliest)
    this.#earliest = time
    this.#waiting.push({ at: time, release })
  }
}

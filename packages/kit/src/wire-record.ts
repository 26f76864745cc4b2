import { Buffer } from 'node:buffer'

/** How much is kept of what was said and of what came, in bytes. */
const MOST_SAID = 8 * 1024
const MOST_HEAD = 4 * 1024
const MOST_TAIL = 200

/** More bytes after the end of a connection are no answer that was on its way. */
export const FLOOD = 256 * 1024

/** What was seen of one connection of a check; times as in its log, in milliseconds. */
export interface SeenWire {
  /** What the kit said, piece by piece; its first part where it was more. */
  readonly said: readonly { readonly at: number; readonly bytes: Uint8Array }[]
  /** The first bytes that came, and the last ones; empty where nothing came. */
  readonly head: Uint8Array
  readonly tail: Uint8Array
  /** When something came first, and last. */
  readonly came: { readonly first: number; readonly last: number } | undefined
  /** When the kit ended its side. */
  readonly endedAt: number | undefined
  /** How many bytes came after that. */
  readonly afterEnd: number
  /** How, and when, the program has ended it; `full`: it sent more than the kit keeps. */
  readonly over: { readonly how: 'closed' | 'reset' | 'full'; readonly at: number } | undefined
}

/** Remembers of a connection what its log is too short for, in bounded memory. */
export class WireRecord {
  readonly #said: { readonly at: number; readonly bytes: Uint8Array }[] = []
  #saidBytes = 0
  #head: Uint8Array = Buffer.alloc(0)
  #tail: Uint8Array = Buffer.alloc(0)
  #came: SeenWire['came']
  #endedAt: number | undefined
  #afterEnd = 0
  #over: SeenWire['over']

  get seen(): SeenWire {
    return {
      said: [...this.#said],
      head: this.#head,
      tail: this.#tail,
      came: this.#came,
      endedAt: this.#endedAt,
      afterEnd: this.#afterEnd,
      over: this.#over,
    }
  }

  /** Whether more has come after the kit’s end than could have been on its way. */
  get isFlooded(): boolean {
    return this.#afterEnd > FLOOD
  }

  sent(at: number, bytes: Uint8Array): void {
    if (this.#saidBytes + bytes.length > MOST_SAID) return
    this.#said.push({ at, bytes: Uint8Array.from(bytes) })
    this.#saidBytes += bytes.length
  }

  received(at: number, bytes: Uint8Array): void {
    this.#came = { first: this.#came?.first ?? at, last: at }
    const room = MOST_HEAD - this.#head.length
    if (room > 0) this.#head = Buffer.concat([this.#head, bytes.subarray(0, room)])
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(-MOST_TAIL)]).subarray(-MOST_TAIL)
    if (this.#endedAt !== undefined) this.#afterEnd += bytes.length
  }

  ended(at: number): void {
    this.#endedAt ??= at
  }

  over(how: 'closed' | 'reset' | 'full', at: number): void {
    this.#over ??= { how, at }
  }
}

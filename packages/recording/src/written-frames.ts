import { Buffer } from 'node:buffer'
import { idsText } from './lines.ts'

interface Pending {
  readonly frame: Uint8Array | string
  readonly message: number | undefined
  readonly told: readonly number[]
}

/** The frames of one connection that its session has written, until their bytes go out. */
export class WrittenFrames {
  #pending: Pending[] = []
  /** Of the oldest, so many bytes have gone out. */
  #gone = 0

  add(frame: Pending['frame'], message: number | undefined, told: readonly number[]): void {
    this.#pending.push({ frame, message, told })
  }

  /** What the line of a write says of the frames that end in it: see `framesField`. */
  take(data: Uint8Array | string): string {
    const [first] = this.#pending
    if (this.#pending.length === 1 && first?.frame === data) {
      this.#pending = []
      const { message, told } = first
      if (told.length > 0) return `,"m":[${idsText(idsOf(first))}]`
      return message === undefined ? '' : `,"m":[${message}]`
    }
    return this.#several(this.#gone + lengthOf(data))
  }

  #several(length: number): string {
    let left = length
    let count = 0
    let isAbout = false
    const lengths: number[] = []
    const ids: string[] = []
    for (const one of this.#pending) {
      const own = lengthOf(one.frame)
      if (own > left) break
      left -= own
      count += 1
      lengths.push(own)
      const messages = idsOf(one)
      isAbout ||= messages.length > 0
      ids.push(idsText(messages))
    }
    this.#pending = count === this.#pending.length ? [] : this.#pending.slice(count)
    this.#gone = left
    return `,"n":[${lengths.join()}]${isAbout ? `,"m":[${ids.join()}]` : ''}`
  }
}

function idsOf({ message, told }: Pending): readonly number[] {
  return message === undefined ? told : [message, ...told]
}

function lengthOf(data: Uint8Array | string): number {
  return typeof data === 'string' ? Buffer.byteLength(data) : data.length
}

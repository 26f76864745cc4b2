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

  /** What the line of a write says of the frames that end in it: `n` and `m`. */
  take(data: Uint8Array | string): string {
    const [first] = this.#pending
    if (this.#pending.length !== 1 || first?.frame !== data) return this.#several(data)
    this.#pending = []
    const { message, told } = first
    if (told.length > 0) return `,"m":[${idsText(idsOf(first))}]`
    return message === undefined ? '' : `,"m":[${message}]`
  }

  #several(data: Uint8Array | string): string {
    const length = lengthOf(data)
    // Where each character is a byte, those of the frames need not be counted again.
    const isPlain = this.#gone === 0 && length === data.length
    let left = this.#gone + length
    let count = 0
    let lengths = ''
    let ids = ''
    let isAbout = false
    for (const one of this.#pending) {
      const { frame, message, told } = one
      const own = isPlain ? frame.length : lengthOf(frame)
      if (own > left) break
      left -= own
      const separator = count === 0 ? '' : ','
      count += 1
      lengths += `${separator}${own}`
      if (told.length > 0) ids += `${separator}${idsText(idsOf(one))}`
      else ids += `${separator}${message ?? null}`
      isAbout ||= message !== undefined || told.length > 0
    }
    this.#pending = count === this.#pending.length ? [] : this.#pending.slice(count)
    this.#gone = left
    return `,"n":[${lengths}]${isAbout ? `,"m":[${ids}]` : ''}`
  }
}

function idsOf({ message, told }: Pending): readonly number[] {
  return message === undefined ? told : [message, ...told]
}

function lengthOf(data: Uint8Array | string): number {
  return typeof data === 'string' ? Buffer.byteLength(data) : data.length
}

import type { Annotate } from '@parley/contract'
import { type Hidden, hide, partsOf, type Stretch, stretches } from '@parley/framing'

/** What the gateway writes to one client, with private texts hidden in frames and writes alike. */
export class ServerBytes {
  readonly #annotate: Annotate | undefined
  /** The stretches to hide in what is to be written, counted from the first byte that is not written yet. */
  #stretches: Stretch[] = []
  /** Of the frames that are not written yet, in bytes. */
  #length = 0

  constructor(annotate: Annotate | undefined) {
    this.#annotate = annotate
  }

  frame(data: Uint8Array | string, hidden: Hidden): Uint8Array {
    const bytes = Uint8Array.from(Buffer.from(data))
    for (const { from, to } of stretches(partsOf(this.#annotate, bytes, 'server'), hidden)) {
      hide(bytes, { from, to })
      this.#stretches.push({ from: this.#length + from, to: this.#length + to })
    }
    this.#length += bytes.length
    return bytes
  }

  /** What was written before anybody looked is hidden altogether. */
  write(data: Uint8Array | string): Uint8Array {
    const bytes = Uint8Array.from(Buffer.from(data))
    for (const stretch of this.#stretches) hide(bytes, stretch)
    hide(bytes, { from: this.#length, to: bytes.length })
    const passed = Math.min(bytes.length, this.#length)
    this.#length -= passed
    this.#stretches = this.#stretches
      .map(({ from, to }) => ({ from: Math.max(0, from - passed), to: to - passed }))
      .filter(({ to }) => to > 0)
    return bytes
  }
}

import { Buffer } from 'node:buffer'

/** A way of writing messages that is wrong, and past which they can be read all the same. */
export type Deviation = 'zero-bytes' | 'crlf' | 'empty-lines'

/** Turns what came into what a program without these deviations would have sent. */
export type Reader = (chunk: Uint8Array) => Uint8Array

/** The faults of a dialect, by their names: those that are a deviation say which rules it breaks. */
type Faults = readonly { readonly name: string; readonly breaks: readonly string[] }[]

/**
 * The deviations of a program that were learnt in a run. Each is reported where it was seen first; from
 * then on it is read past, so that everything else is judged on its own. What is about the deviation
 * itself is still judged by the bytes as they came.
 */
export class Tolerance {
  readonly #faults: Faults
  readonly #learnt = new Set<Deviation>()

  constructor(faults: Faults = []) {
    this.#faults = faults
  }

  learn(deviation: Deviation): void {
    this.#learnt.add(deviation)
  }

  has(deviation: Deviation): boolean {
    return this.#learnt.has(deviation)
  }

  /** Makes readers for the connections of a check of that rule. */
  readerFor(rule: string): () => Reader {
    const isAbout = (deviation: Deviation) =>
      this.#faults.some(({ name, breaks }) => name === deviation && breaks.includes(rule))
    const all = [...this.#learnt].filter((deviation) => !isAbout(deviation))
    return () => {
      const steps = all.map((deviation) => makers[deviation]())
      return (chunk) => steps.reduce((left, step) => step(left), chunk)
    }
  }
}

const RETURN = 13
const LINE_END = 10

const makers: Readonly<Record<Deviation, () => Reader>> = {
  'zero-bytes': () => (chunk) => chunk.filter((byte) => byte !== 0),
  crlf: withoutReturns,
  'empty-lines': withoutEmptyLines,
}

/** A carriage return at the end of a chunk is kept until it is known what follows. */
function withoutReturns(): Reader {
  let isHeld = false
  return (chunk) => {
    const bytes = isHeld ? Buffer.concat([Buffer.of(RETURN), chunk]) : chunk
    isHeld = bytes.at(-1) === RETURN
    const end = isHeld ? bytes.length - 1 : bytes.length
    return bytes
      .subarray(0, end)
      .filter((byte, index) => byte !== RETURN || bytes[index + 1] !== LINE_END)
  }
}

function withoutEmptyLines(): Reader {
  let last: number | undefined
  return (chunk) =>
    chunk.filter((byte) => {
      const isEmpty = byte === LINE_END && last === LINE_END
      last = byte
      return !isEmpty
    })
}

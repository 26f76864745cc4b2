import type { Observation, Tap, TapSocket, Tracer } from './tap.ts'

/**
 * Whoever watches the wires of one gateway: one viewer, who may pause and is told how much was missed,
 * and others, who see everything.
 */
export class Taps implements TapSocket {
  /** What connections call: everybody who watches. */
  tap: Tap | undefined
  /** Who traces every connection beside them; there is one at most. */
  tracer: Tracer | undefined
  skipped: number | undefined
  #viewer: Tap | undefined
  readonly #others = new Set<Tap>()

  get viewer(): Tap | undefined {
    return this.#viewer
  }

  set viewer(tap: Tap | undefined) {
    this.#viewer = tap
    this.skipped = undefined
    this.#combine()
  }

  /** The viewer sees nothing more; what it would have seen, but for commands and events, is counted. */
  pause(): void {
    this.#viewer = undefined
    this.skipped = 0
    this.#combine()
  }

  /** Lets one more watch, beside the viewer and without a pause. Gives what takes it out again. */
  add(tap: Tap): () => void {
    this.#others.add(tap)
    this.#combine()
    return () => {
      this.#others.delete(tap)
      this.#combine()
    }
  }

  #combine(): void {
    const viewer = this.#viewer
    const [first, ...more] = this.#others
    if (first === undefined) this.tap = viewer
    else if (more.length > 0 || viewer !== undefined) this.tap = this.#showAll
    else this.tap = this.skipped === undefined ? first : this.#showAll
  }

  readonly #showAll = (observation: Observation): void => {
    this.#viewer?.(observation)
    if (this.skipped !== undefined && isCounted(observation)) this.skipped += 1
    for (const tap of this.#others) tap(observation)
  }
}

function isCounted({ kind }: Observation): boolean {
  return kind !== 'command' && kind !== 'event'
}

/** So many entries of the browser's history have their places kept. */
const MOST_KEPT = 100

/** How far the content was scrolled, in pixels, for each entry of the browser's history. */
export class ScrollPlaces {
  readonly #tops = new Map<number, number>()
  #entry: number
  #newest: number

  /** `state`: of the history's current entry. */
  constructor(state: unknown) {
    this.#entry = numberIn(state) ?? 0
    this.#newest = this.#entry
  }

  /** What the history has to keep with the current entry. */
  get state(): { readonly entry: number } {
    return { entry: this.#entry }
  }

  /**
   * Goes on to another entry of the history, from one that was scrolled as far as `top`. Gives how far the
   * other one is to be scrolled: as far as it was when it was left, and not at all where it is new.
   */
  go(state: unknown, top: number): number {
    this.#tops.delete(this.#entry)
    this.#tops.set(this.#entry, top)
    for (const oldest of this.#tops.keys()) {
      if (this.#tops.size <= MOST_KEPT) break
      this.#tops.delete(oldest)
    }
    const known = numberIn(state)
    this.#entry = known ?? this.#newest + 1
    this.#newest = Math.max(this.#newest, this.#entry)
    return known === undefined ? 0 : (this.#tops.get(known) ?? 0)
  }
}

function numberIn(state: unknown): number | undefined {
  if (typeof state !== 'object' || state === null || !('entry' in state)) return undefined
  const { entry } = state
  return typeof entry === 'number' && Number.isSafeInteger(entry) ? entry : undefined
}

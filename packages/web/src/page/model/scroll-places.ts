/** So many entries of the browser's history have their places kept. */
const MOST_KEPT = 100

/** Where somebody reads in a long list: the row at its upper edge, and how much of that is above, in pixels. */
export interface ListPlace {
  readonly key: number
  readonly above: number
}

/** How far an entry of the browser's history was scrolled. */
export interface ScrollPlace {
  /** Of the content, in pixels. */
  readonly top: number
  /** In its long list; undefined where it has none, or is at the end of one that it follows. */
  readonly list: ListPlace | undefined
}

const beginning: ScrollPlace = { top: 0, list: undefined }

/** How far the content was scrolled for each entry of the browser's history. */
export class ScrollPlaces {
  readonly #places = new Map<number, ScrollPlace>()
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
   * Goes on to another entry of the history, from one that was scrolled to `place`. Gives where the other
   * one is to be scrolled to: where it was when it was left, and its beginning where it is new.
   */
  go(state: unknown, place: ScrollPlace): ScrollPlace {
    this.#places.delete(this.#entry)
    this.#places.set(this.#entry, place)
    for (const oldest of this.#places.keys()) {
      if (this.#places.size <= MOST_KEPT) break
      this.#places.delete(oldest)
    }
    const known = numberIn(state)
    this.#entry = known ?? this.#newest + 1
    this.#newest = Math.max(this.#newest, this.#entry)
    return known === undefined ? beginning : (this.#places.get(known) ?? beginning)
  }
}

function numberIn(state: unknown): number | undefined {
  if (typeof state !== 'object' || state === null || !('entry' in state)) return undefined
  const { entry } = state
  return typeof entry === 'number' && Number.isSafeInteger(entry) ? entry : undefined
}

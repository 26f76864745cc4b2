import { Malformed, NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'

/** A splitter whose frames are made from another one’s: `mapped(new LineSplitter(), parseLine)`. */
export function mapped<Inner, Frame>(
  splitter: Splitter<Inner>,
  parse: (inner: Inner) => Frame,
): Splitter<Frame> {
  return new MappedSplitter(splitter, parse)
}

/** A class, because every connection has one: an object with functions of its own is five times as large. */
class MappedSplitter<Inner, Frame> implements Splitter<Frame> {
  readonly #inner: Splitter<Inner>
  readonly #parse: (inner: Inner) => Frame

  constructor(inner: Splitter<Inner>, parse: (inner: Inner) => Frame) {
    this.#inner = inner
    this.#parse = parse
  }

  get unread(): number | undefined {
    return this.#inner.unread
  }

  push(chunk: Uint8Array): void {
    this.#inner.push(chunk)
  }

  next(bound: number): Frame | NeedMore | Malformed {
    const found: Inner | NeedMore | Malformed = this.#inner.next(bound)
    if (found === NEED_MORE) return NEED_MORE
    if (found instanceof Malformed) return found
    const parse = this.#parse
    return parse(found)
  }
}

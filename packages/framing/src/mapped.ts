import { Malformed, NEED_MORE, type NeedMore, type Splitter } from '@parley/contract'

/** A splitter whose frames are made from another one’s: `mapped(new LineSplitter(), parseLine)`. */
export function mapped<Inner, Frame>(
  splitter: Splitter<Inner>,
  parse: (inner: Inner) => Frame,
): Splitter<Frame> {
  return {
    push: (chunk) => splitter.push(chunk),
    get unread() {
      return splitter.unread
    },
    next: (bound) => {
      const found: Inner | NeedMore | Malformed = splitter.next(bound)
      if (found === NEED_MORE) return NEED_MORE
      return found instanceof Malformed ? found : parse(found)
    },
  }
}

import type { Splitter } from '@parley/contract'

/** A splitter that is given other bytes for each read; none, and it has not happened. */
export function mangled<Frame>(
  splitter: Splitter<Frame>,
  change: (chunk: Uint8Array) => readonly Uint8Array[],
): Splitter<Frame> {
  return {
    push(chunk) {
      for (const piece of change(chunk)) splitter.push(piece)
    },
    next: (bound) => splitter.next(bound),
  }
}

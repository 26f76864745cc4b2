import { Malformed, NEED_MORE, type Splitter } from '@parley/contract'

/** A way to cut bytes into chunks. */
export interface Way {
  readonly name: string
  cut(bytes: Uint8Array): readonly Uint8Array[]
}

/** Whole, byte by byte, and cut in two at every offset. */
export function waysFor(length: number): readonly Way[] {
  const offsets = Array.from({ length: Math.max(0, length - 1) }, (_, index) => index + 1)
  return [
    { name: 'whole', cut: (bytes) => [bytes] },
    { name: 'byte by byte', cut: (bytes) => Array.from(bytes, (byte) => Uint8Array.of(byte)) },
    ...offsets.map((at) => ({
      name: `cut at ${at}`,
      cut: (bytes: Uint8Array) => [bytes.subarray(0, at), bytes.subarray(at)],
    })),
  ]
}

/** Everything a splitter finds; a chunk is overwritten once it has been pushed. */
export function split<Frame>(
  splitter: Splitter<Frame>,
  chunks: readonly Uint8Array[],
  bound: number,
): readonly (Frame | Malformed)[] {
  const found: (Frame | Malformed)[] = []
  for (const chunk of chunks) {
    const scratch = Uint8Array.from(chunk)
    splitter.push(scratch)
    scratch.fill(0x21)
    for (;;) {
      const frame = splitter.next(bound)
      if (frame === NEED_MORE) break
      found.push(frame)
      if (frame instanceof Malformed) return found
    }
  }
  return found
}

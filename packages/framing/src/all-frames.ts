import { Malformed, NEED_MORE, type Splitter } from '@parley/contract'

/** The frames that a splitter cuts out of bytes of which nothing more will come, up to a malformed one. */
export function allFrames<Frame>(
  splitter: Splitter<Frame>,
  bytes: readonly Uint8Array[],
): readonly Frame[] {
  const frames: Frame[] = []
  for (const chunk of bytes) splitter.push(chunk)
  for (;;) {
    const found = splitter.next(Number.MAX_SAFE_INTEGER)
    if (found === NEED_MORE || found instanceof Malformed) return frames
    frames.push(found)
  }
}

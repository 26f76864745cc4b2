import type { CloseReason } from './outcomes.ts'

/** No whole frame is there yet. Not an error: the next bytes may complete it. */
export const NEED_MORE: unique symbol = Symbol('need more')
export type NeedMore = typeof NEED_MORE

/**
 * The stream cannot be read on: the connection ends for this reason.
 * A fault that the dialect can answer and read past is a frame of its own, not this.
 */
export class Malformed {
  readonly reason: CloseReason
  constructor(reason: CloseReason) {
    this.reason = reason
  }
}

/**
 * Cuts one peer's byte stream into frames, however the bytes arrive.
 * A chunk is the caller's again once `push` returns: what is kept is copied.
 */
export interface Splitter<Frame> {
  push(chunk: Uint8Array): void
  /**
   * `bound`: the most bytes that one frame may have just now, with what stands before and behind its
   * content; the end of a line does not count.
   */
  next(bound: number): Frame | NeedMore | Malformed
  /**
   * How many of the bytes that were pushed stand behind the frame that was given last: for whoever wants
   * to know which bytes it was. If absent, a frame is taken to end at a line end, a NUL, `}` or `;`.
   */
  readonly unread?: number | undefined
}

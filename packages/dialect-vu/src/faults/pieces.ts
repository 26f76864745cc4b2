import { Buffer } from 'node:buffer'
import type { Splitter } from '@parley/contract'

/** Reads each piece as whole characters: what is cut becomes U+FFFD on both sides of the cut. */
export class WholeCharacters<Frame> implements Splitter<Frame> {
  readonly #splitter: Splitter<Frame>

  constructor(splitter: Splitter<Frame>) {
    this.#splitter = splitter
  }

  push(chunk: Uint8Array): void {
    this.#splitter.push(Buffer.from(Buffer.from(chunk).toString('utf8')))
  }

  next(bound: number): ReturnType<Splitter<Frame>['next']> {
    return this.#splitter.next(bound)
  }
}

import type { Heard, Judge, Wire } from '@parley/contract'

/** What is notified of everything that passes over a connection. */
export interface Watch<Frame> {
  said(bytes: Uint8Array | string): void
  came(frame: Frame): void
}

/** A connection that reports what is said and heard, and remembers how it was ended. */
export class WatchedWire<Frame> implements Wire<Frame> {
  readonly #wire: Wire<Frame>
  readonly #watch: Watch<Frame>
  #isOver = false

  constructor(wire: Wire<Frame>, watch: Watch<Frame>) {
    this.#wire = wire
    this.#watch = watch
  }

  /** Whether the check has ended or reset it, or has seen that the peer closed it. */
  get isOver(): boolean {
    return this.#isOver
  }

  say(bytes: Uint8Array | string): Promise<void> {
    this.#watch.said(bytes)
    return this.#wire.say(bytes)
  }

  hear(bytes: Uint8Array | string, rule?: string): Promise<void> {
    return this.#wire.hear(bytes, rule)
  }

  async next(expected: string, rule?: string): Promise<Heard<Frame>> {
    return this.#seen(await this.#wire.next(expected, rule))
  }

  expect(expected: string, judge: Judge<Frame>, rule?: string): Promise<Heard<Frame>> {
    return this.#wire.expect(expected, (heard) => judge(this.#seen(heard)), rule)
  }

  find(
    expected: string,
    isMeant: (frame: Frame) => boolean,
    judge?: Judge<Frame>,
    rule?: string,
  ): Promise<Heard<Frame>> {
    const isSeen = (frame: Frame) => {
      this.#watch.came(frame)
      return isMeant(frame)
    }
    return this.#wire.find(expected, isSeen, judge, rule)
  }

  async rest(): Promise<readonly Heard<Frame>[]> {
    const all = await this.#wire.rest()
    return all.map((heard) => this.#seen(heard))
  }

  silent(rule?: string): Promise<void> {
    return this.#wire.silent(rule)
  }

  async closes(rule?: string): Promise<void> {
    await this.#wire.closes(rule)
    this.#isOver = true
  }

  end(): void {
    this.#isOver = true
    this.#wire.end()
  }

  reset(): void {
    this.#isOver = true
    this.#wire.reset()
  }

  pause(): void {
    this.#wire.pause()
  }

  passOver(): Promise<void> {
    return this.#wire.passOver()
  }

  #seen(heard: Heard<Frame>): Heard<Frame> {
    this.#watch.came(heard.frame)
    return heard
  }
}

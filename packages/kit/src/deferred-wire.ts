import type { Heard, Judge, Wire } from '@parley/contract'

/**
 * A connection that a client opens only later, as one that asks for a name first. What is said before
 * waits for it; what is listened for waits for it as well.
 */
export class DeferredWire<Frame> implements Wire<Frame> {
  readonly #connect: () => Promise<Wire<Frame>>
  readonly #said: (Uint8Array | string)[] = []
  #opened: Promise<Wire<Frame>> | undefined
  #wire: Wire<Frame> | undefined

  /** `connect`: waits for the connection, and ends the check where none comes. */
  constructor(connect: () => Promise<Wire<Frame>>) {
    this.#connect = connect
  }

  /** The connection is there, or is now waited for. */
  open(): Promise<Wire<Frame>> {
    this.#opened ??= this.#begin()
    return this.#opened
  }

  async say(bytes: Uint8Array | string): Promise<void> {
    if (this.#wire === undefined) this.#said.push(bytes)
    else await this.#wire.say(bytes)
  }

  async hear(bytes: Uint8Array | string, rule?: string): Promise<void> {
    await (await this.open()).hear(bytes, rule)
  }

  async next(expected: string, rule?: string): Promise<Heard<Frame>> {
    return await (await this.open()).next(expected, rule)
  }

  async expect(expected: string, judge: Judge<Frame>, rule?: string): Promise<Heard<Frame>> {
    return await (await this.open()).expect(expected, judge, rule)
  }

  async find(
    expected: string,
    isMeant: (frame: Frame) => boolean,
    judge?: Judge<Frame>,
    rule?: string,
  ): Promise<Heard<Frame>> {
    return await (await this.open()).find(expected, isMeant, judge, rule)
  }

  async rest(): Promise<readonly Heard<Frame>[]> {
    return this.#wire === undefined ? [] : await this.#wire.rest()
  }

  async silent(rule?: string): Promise<void> {
    await this.#wire?.silent(rule)
  }

  async closes(rule?: string): Promise<void> {
    await (await this.open()).closes(rule)
  }

  end(): void {
    this.#wire?.end()
  }

  reset(): void {
    this.#wire?.reset()
  }

  pause(): void {
    this.#wire?.pause()
  }

  async passOver(): Promise<void> {
    await this.#wire?.passOver()
  }

  async #begin(): Promise<Wire<Frame>> {
    const wire = await this.#connect()
    this.#wire = wire
    for (const bytes of this.#said.splice(0)) await wire.say(bytes)
    return wire
  }
}

import type { ClientLine, Line } from '@parley/contract'
import { ROOM, type Toy, type ToyItem, type ToyOptions, ToySession, toy } from './toy.ts'
import { ToyClient } from './toy-client.ts'

/** How often either side shows that it is there, in milliseconds. */
export const KEEP_ALIVE = 600

/** After so long without a word from the client the server closes, in milliseconds. */
export const IDLE = 2500

/** Writes `"PING" LF` at intervals for ever, and closes where nothing comes back. */
class KeepAliveSession extends ToySession {
  #lastHeard: number

  constructor(line: Line, options: ToyOptions) {
    super(line, options)
    this.#lastHeard = line.now
  }

  override greet(): void {
    super.greet()
    this.line.wakeAt(this.line.now + KEEP_ALIVE)
  }

  override take(item: ToyItem): void {
    this.#lastHeard = this.line.now
    if (item !== 'PONG') super.take(item)
  }

  override wake(): void {
    if (this.line.now - this.#lastHeard >= IDLE) return this.line.close('idle')
    this.line.write('PING\n')
    this.line.wakeAt(this.line.now + KEEP_ALIVE)
  }
}

/** Answers `"PONG" LF`. */
class KeepAliveClient extends ToyClient {
  override take(item: ToyItem): void {
    if (item === 'PING') this.line.write('PONG\n')
    else super.take(item)
  }
}

/** A toy whose sessions want to be woken for ever. */
export const keepAliveToy: Toy = {
  ...toy,
  serve: (line, options) => new KeepAliveSession(line, options),
  client: {
    ...toy.client,
    open: (line: ClientLine, { strict, maxLine }) =>
      new KeepAliveClient(line, strict, maxLine - ROOM),
  },
}

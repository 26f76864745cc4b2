import { memoryPorts, type Passwords } from '@parley/engine'
import { RENEWAL } from '../bounds.ts'
import { decodeOp } from '../op.ts'
import { Replica } from '../replica.ts'
import { SharedEngine } from '../shared-engine.ts'

function fail(error: unknown): never {
  throw error
}

/** A log within one process, for gateways with sockets and without a broker. */
export class LocalLog {
  readonly #entries: { readonly time: number; readonly entry: Uint8Array }[] = []
  readonly #engines: SharedEngine[] = []

  /** The engine of one more gateway; it has come up when this resolves. */
  async join(node: string, passwords: Passwords = memoryPorts().passwords): Promise<SharedEngine> {
    const engine = new SharedEngine({
      node,
      config: '',
      replica: new Replica({}, fail),
      passwords,
      elapsed: () => performance.now(),
      write: (entry) => setImmediate(() => this.#append(entry)),
      lost: () => fail(new Error('cluster-lost')),
      refused: (why) => fail(new Error(why)),
    })
    for (const [at, { time, entry }] of this.#entries.entries()) {
      engine.apply(at + 1, time, decodeOp(entry))
    }
    this.#engines.push(engine)
    setInterval(() => engine.confirm(), RENEWAL).unref()
    engine.rise()
    while (engine.epoch === undefined) await new Promise((resolve) => setImmediate(resolve))
    return engine
  }

  /** All gateways apply it, each in a turn of its own. */
  #append(entry: Uint8Array): void {
    const time = Date.now()
    this.#entries.push({ time, entry })
    const sequence = this.#entries.length
    for (const engine of this.#engines) {
      setImmediate(() => engine.apply(sequence, time, decodeOp(entry)))
    }
  }
}

import type { Peer, Transport } from '@parley/contract'
import { ConnectionTap } from './connection-tap.ts'
import type { ConnectionInfo, TapSocket } from './tap.ts'
import type { Turn } from './turn.ts'

/** A call that has begun. */
export interface BegunCall {
  /** The connection whose user calls. */
  readonly of: ConnectionInfo
  readonly transport: Transport
  readonly peer: Peer
  /** Of ours. */
  readonly local: Peer
}

/** Shows calls to whoever watches the wires: each as a connection of its own. */
export class CallWatch {
  readonly #taps: TapSocket
  readonly #nextId: () => number
  readonly #turn: Turn

  /** `nextId`: a number that no connection of the gateway has. */
  constructor(taps: TapSocket, nextId: () => number, turn: Turn) {
    this.#taps = taps
    this.#nextId = nextId
    this.#turn = turn
  }

  begin({ of, transport, peer, local }: BegunCall): ConnectionTap {
    this.#turn.begin()
    const tap = new ConnectionTap(this.#taps, {
      ...{ id: this.#nextId(), listener: of.listener, dialect: of.dialect },
      ...{ peer, local, since: this.#turn.now, call: { of: of.id, transport } },
    })
    tap.opened()
    return tap
  }
}

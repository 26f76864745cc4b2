import { plainAddress } from './admission.ts'
import type { ByteStream } from './adopt-socket.ts'
import { type ConnectionRefusal, increase } from './counts.ts'
import { Descriptors } from './descriptors.ts'
import type { ListenerContext } from './listener-context.ts'
import type { ConnectionInfo } from './tap.ts'

/** Decides which connections are taken in, and gives each a number. */
export class ConnectionGate {
  readonly #descriptors = new Descriptors()
  #lastId = 0

  /** The number of one that is not of a listener. */
  number(): number {
    return ++this.#lastId
  }

  /**
   * Undefined where it is refused; `context.admission` is left by who was let in. `ownAddress`: the one of
   * this machine to which the peer has connected.
   */
  enter(
    socket: ByteStream,
    { name, port: ownPort, dialect, turn, admission, throttle, counts }: ListenerContext,
    { address, port }: ConnectionInfo['peer'],
    ownAddress: string,
  ): ConnectionInfo | undefined {
    const peer = { address: plainAddress(address), port }
    const info = {
      ...{ id: this.number(), listener: name, dialect: dialect.name },
      ...{ peer, local: { address: ownAddress, port: ownPort }, since: turn.now },
    }
    const refuse = (reason: ConnectionRefusal) => {
      if (counts !== undefined) increase(counts.refused, reason)
      socket.destroy()
    }
    if (this.#descriptors.isLast(socket)) {
      const limit = `ulimit -n is ${this.#descriptors.limit}`
      const text = `out of file descriptors (${limit}): connections are refused; raise the limit`
      throttle.say('out-of-files', text, info)
      return void refuse('out-of-descriptors')
    }
    const refusal = admission.enter(peer.address, turn.elapsed)
    if (refusal === undefined) return info
    throttle.say('refused', `refused: ${refusal}`, info)
    return void refuse(refusal)
  }
}

import type { Transport, TransportEvents } from './browser-terminal.ts'
import { Entries, type Entry } from './entries.ts'

/** A connection on which a person types the protocol: what is typed goes out as it is. */
export class RawConnection {
  state: 'connecting' | 'on' | 'over' = 'connecting'
  /** What is put at the end of each line that is typed, as it can be typed. */
  ending = '\\n'
  readonly #entries: Entries
  readonly #transport: Transport
  readonly #changed: () => void

  constructor(
    connect: (events: TransportEvents) => Transport,
    added: (entry: Entry) => void,
    changed: () => void,
  ) {
    this.#entries = new Entries(added)
    this.#changed = changed
    this.#transport = connect({
      opened: () => this.#become('on'),
      received: (bytes) => this.#entries.add({ kind: 'bytes', from: 'server', bytes }),
      closed: () => this.#become('over'),
    })
  }

  get entries(): readonly Entry[] {
    return this.#entries.all
  }

  get dropped(): number {
    return this.#entries.dropped
  }

  send(bytes: Uint8Array): void {
    if (this.state !== 'on') return
    this.#transport.send(bytes)
    this.#entries.add({ kind: 'bytes', from: 'client', bytes })
  }

  close(): void {
    this.#transport.close()
    this.#become('over')
  }

  #become(state: 'on' | 'over'): void {
    if (this.state === 'over') return
    this.state = state
    this.#changed()
  }
}

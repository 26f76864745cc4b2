import { FEWEST_BETWEEN, MOST_IN_SNAPSHOT, SNAPSHOT_AFTER_BYTES } from './bounds.ts'
import { type LogState, type NatsLink, textOf } from './nats-link.ts'
import { decodeState, encodeState, type ReplicaState } from './replica-state.ts'

/** Writes snapshots, and takes what is before the oldest of them off the log. */
export class SnapshotWriter {
  readonly #link: NatsLink
  readonly #after: number
  readonly #log: (level: 'info' | 'warn', text: string) => void
  /** The sequence of the newest one that this gateway knows of. */
  #newest = 0
  #isWriting = false

  /** `after`: so many entries of the log. */
  constructor(link: NatsLink, after: number, log: (level: 'info' | 'warn', text: string) => void) {
    this.#link = link
    this.#after = after
    this.#log = log
  }

  /** The newest that is whole and of this log; undefined: there is none. */
  async read({ created, last }: LogState): Promise<ReplicaState | undefined> {
    for (const label of await this.#link.snapshots.labels()) {
      if (label.created !== created || label.sequence > last) continue
      const bytes = await this.#link.snapshots.read(label)
      const state = bytes === undefined ? undefined : decodeState(bytes)
      if (state === undefined) {
        this.#log('warn', `the snapshot at entry ${label.sequence} cannot be read`)
        continue
      }
      this.#newest = label.sequence
      return state
    }
    return undefined
  }

  /** For every few seconds. `stateNow` is called where it is time for one; one gateway does this. */
  async look(
    { created, bytes }: LogState,
    sequence: number,
    stateNow: () => ReplicaState,
  ): Promise<void> {
    if (this.#isWriting || !this.#isDue(sequence, bytes)) return
    this.#isWriting = true
    try {
      const known = (await this.#link.snapshots.labels()).find((one) => one.created === created)
      this.#newest = Math.max(this.#newest, known?.sequence ?? 0)
      if (!this.#isDue(sequence, bytes)) return
      const state = stateNow()
      this.#newest = state.sequence
      if (isTooLarge(state)) {
        this.#log('warn', 'no snapshot is written: it would take longer than a lease holds')
        return
      }
      const encoded = await encodeState(state)
      const kept = await this.#link.snapshots.put(created, state.sequence, encoded)
      const oldest = kept.at(-1)
      if (kept.length > 1 && oldest !== undefined) await this.#link.trim(oldest.sequence)
      this.#log('info', `a snapshot was written at entry ${state.sequence} of the log`)
    } catch (error) {
      this.#log('warn', `no snapshot could be written: ${textOf(error)}`)
    } finally {
      this.#isWriting = false
    }
  }

  #isDue(sequence: number, bytes: number): boolean {
    const further = sequence - this.#newest
    return further >= this.#after || (bytes >= SNAPSHOT_AFTER_BYTES && further >= FEWEST_BETWEEN)
  }
}

/** Writing it as text takes about a second for each 100,000 users or accounts, and nobody is answered then. */
function isTooLarge({ engine, ports }: ReplicaState): boolean {
  return engine.seats.length + ports.accounts.accounts.length > MOST_IN_SNAPSHOT
}

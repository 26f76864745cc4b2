import {
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
} from '@nats-io/jetstream'
import { SNAPSHOT_PART, SNAPSHOTS_KEPT } from './bounds.ts'

/** A snapshot that is kept. */
export interface SnapshotLabel {
  /** When the log was made that it is of. */
  readonly created: string
  /** Of the last entry that is in it. */
  readonly sequence: number
  readonly parts: number
}

/** Where the snapshots of one cluster are: a stream beside its log. */
export interface SnapshotPlace {
  readonly stream: string
  /** The first part of the subjects of this stream. */
  readonly subject: string
}

/** Snapshots of what follows from the log, each in parts, with a list of those that are whole. */
export class Snapshots {
  readonly #client: JetStreamClient
  readonly #manager: JetStreamManager
  readonly #place: SnapshotPlace

  constructor(client: JetStreamClient, manager: JetStreamManager, place: SnapshotPlace) {
    this.#client = client
    this.#manager = manager
    this.#place = place
  }

  /** Makes the stream where there is none. */
  static async make(
    manager: JetStreamManager,
    { stream, subject }: SnapshotPlace,
    replicas: number,
  ): Promise<void> {
    try {
      await manager.streams.info(stream)
    } catch (error) {
      if (!isMissing(error)) throw error
      await manager.streams.add({
        name: stream,
        subjects: [`${subject}.>`],
        storage: 'file',
        max_msgs_per_subject: 1,
        num_replicas: replicas,
      })
    }
  }

  /** Those that are whole, the newest first. */
  async labels(): Promise<readonly SnapshotLabel[]> {
    const bytes = await this.#last('list')
    if (bytes === undefined) return []
    const labels: SnapshotLabel[] = JSON.parse(new TextDecoder().decode(bytes))
    return labels
  }

  /** Undefined where a part is missing. */
  async read({ sequence, parts }: SnapshotLabel): Promise<Uint8Array | undefined> {
    const found: Uint8Array[] = []
    for (let part = 0; part < parts; part++) {
      const bytes = await this.#last(`${sequence}.${part}`)
      if (bytes === undefined) return undefined
      found.push(bytes)
    }
    return Buffer.concat(found)
  }

  /** Keeps it, and lets the oldest go. Gives those that are kept then, the newest first. */
  async put(
    created: string,
    sequence: number,
    bytes: Uint8Array,
  ): Promise<readonly SnapshotLabel[]> {
    const parts = Math.ceil(bytes.length / SNAPSHOT_PART)
    for (let part = 0; part < parts; part++) {
      const piece = bytes.subarray(part * SNAPSHOT_PART, (part + 1) * SNAPSHOT_PART)
      await this.#client.publish(this.#subject(`${sequence}.${part}`), piece)
    }
    const known = await this.labels()
    const others = known.filter((one) => one.created === created && one.sequence < sequence)
    const kept = [{ created, sequence, parts }, ...others].slice(0, SNAPSHOTS_KEPT)
    await this.#client.publish(this.#subject('list'), JSON.stringify(kept))
    for (const one of known) {
      if (kept.some(({ sequence }) => sequence === one.sequence)) continue
      const filter = this.#subject(`${one.sequence}.*`)
      await this.#manager.streams.purge(this.#place.stream, { filter })
    }
    return kept
  }

  #subject(rest: string): string {
    return `${this.#place.subject}.${rest}`
  }

  async #last(rest: string): Promise<Uint8Array | undefined> {
    const query = { last_by_subj: this.#subject(rest) }
    try {
      const message = await this.#manager.streams.getMessage(this.#place.stream, query)
      return message?.data
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof JetStreamApiError)) return false
  const { StreamNotFound, NoMessageFound } = JetStreamApiCodes
  return error.code === StreamNotFound || error.code === NoMessageFound
}

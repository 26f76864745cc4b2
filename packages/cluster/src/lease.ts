import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream'
import type { KV } from '@nats-io/kv'
import { ASK_BROKER } from './bounds.ts'

/** What a gateway tells of itself with each renewal. */
export interface LeaseText {
  readonly node: string
  /** Another one for each process. */
  readonly process: string
  readonly epoch: number
  /** When the process began, in milliseconds since the epoch. */
  readonly started: number
  readonly version: string
  readonly users: number
  /** The sequence of the last entry that it has applied. */
  readonly applied: number
  /** It takes nobody more, and is about to go. */
  readonly draining?: boolean
}

/** The lease of one gateway. It ends by itself when it is not renewed. */
export class Lease {
  readonly #leases: KV
  readonly #node: string
  readonly #process: string
  #revision = 0

  constructor(leases: KV, node: string, process: string) {
    this.#leases = leases
    this.#node = node
    this.#process = process
  }

  /** False where another process has the name of this gateway. Rejects where the broker does not answer. */
  async renew(text: LeaseText): Promise<boolean> {
    const value = JSON.stringify(text)
    if (this.#revision === 0) return await this.#claim(value)
    try {
      this.#revision = await this.#leases.update(this.#node, value, this.#revision, ASK_BROKER)
      return true
    } catch (error) {
      if (!isOtherRevision(error)) throw error
    }
    return await this.#claim(value)
  }

  async release(): Promise<void> {
    await this.#leases.delete(this.#node)
  }

  /** The lease is over, another's, or was renewed by an answer that never came. */
  async #claim(value: string): Promise<boolean> {
    const found = await this.#leases.get(this.#node)
    const isFree = found === null || found.operation !== 'PUT'
    if (!isFree && leaseText(found.value)?.process !== this.#process) return false
    try {
      if (isFree) this.#revision = await this.#leases.create(this.#node, value)
      else {
        this.#revision = await this.#leases.update(this.#node, value, found.revision, ASK_BROKER)
      }
      return true
    } catch (error) {
      if (isOtherRevision(error)) return false
      throw error
    }
  }
}

/** Undefined where that is no lease. */
export function leaseText(value: Uint8Array): LeaseText | undefined {
  try {
    const text: LeaseText = JSON.parse(new TextDecoder().decode(value))
    return text
  } catch {
    return undefined
  }
}

function isOtherRevision(error: unknown): boolean {
  if (!(error instanceof JetStreamApiError)) return false
  const { code } = error
  return (
    code === JetStreamApiCodes.StreamWrongLastSequence ||
    code === JetStreamApiCodes.StreamWrongLastSequenceUnknown
  )
}

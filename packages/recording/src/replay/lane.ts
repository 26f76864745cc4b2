import { ClientMask } from '../client-mask.ts'
import { CutStream } from './cut-stream.ts'
import { type Expectation, type Mismatch, Pending } from './expectations.ts'
import type { Bindings } from './pattern.ts'
import type { Script } from './script.ts'

/** One connection of a replay. */
export class Lane {
  readonly connection: number
  readonly pending: Pending
  readonly #stream: CutStream
  readonly #mask: ClientMask | undefined
  /** Frames of the other side that were counted. */
  count = 0
  state: 'unopened' | 'open' | 'left' = 'unopened'
  /** Whether the other side has ended its direction. */
  isGone = false

  constructor(
    script: Script,
    connection: number,
    all: readonly Expectation[],
    bindings: Bindings,
    isExact: boolean,
  ) {
    const { role, dialect, options, header } = script
    this.connection = connection
    this.pending = new Pending(all, bindings, isExact)
    this.#stream = new CutStream(dialect, options, role === 'client' ? 'server' : 'client')
    const hasMasks =
      role === 'server' && header.secrets === 'masked' && dialect.hasSecrets !== false
    if (hasMasks && dialect.annotate !== undefined) this.#mask = new ClientMask(dialect, options)
  }

  /** The frames that end in these bytes, with passwords as they are in the recording. */
  frames(bytes: Uint8Array): readonly Uint8Array[] {
    return this.#stream.push(this.#mask?.masked(bytes) ?? bytes)
  }

  /** What was left at the end of the stream. */
  lastFrames(): readonly Uint8Array[] {
    const rest = this.#stream.rest()
    return rest.length === 0 ? [] : [rest]
  }

  take(frame: Uint8Array): Expectation | Mismatch {
    this.count += 1
    return this.pending.take(frame)
  }
}

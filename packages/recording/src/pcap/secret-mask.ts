import { ClientBytes, secretsOnly } from '@parley/framing'
import type { Observation, OpenListener } from '@parley/server'

/** Replaces the bytes of passwords in what one client has sent. */
export class SecretMask {
  readonly #client: ClientBytes
  readonly #beforeLogin: number
  readonly #afterLogin: number
  /** The most bytes that the next frame may have. */
  #bound: number
  /** What was read, and the bound of each frame that was taken, since the last `apply`. */
  #seen: (Uint8Array | number)[] = []

  private constructor({ speaks, options, frameBeforeLogin }: OpenListener) {
    this.#client = new ClientBytes(() => speaks.splitter(options), speaks.annotate)
    this.#beforeLogin = frameBeforeLogin
    this.#afterLogin = speaks.wire(options).maxFrame
    this.#bound = frameBeforeLogin
  }

  /** Undefined where the dialect has no passwords. */
  static of(listener: OpenListener): SecretMask | undefined {
    const { annotate, hasSecrets } = listener.speaks
    if (annotate === undefined || hasSecrets === false) return undefined
    return new SecretMask(listener)
  }

  /** The bytes will be changed by `apply`. */
  read(bytes: Uint8Array): void {
    this.#seen.push(bytes)
  }

  see(one: Observation): void {
    if (one.kind === 'frame') this.#seen.push(this.#bound)
    if (one.kind !== 'answer' || !one.answer.ok) return
    if (one.command.kind === 'login') this.#bound = this.#afterLogin
    if (one.command.kind === 'logout') this.#bound = this.#beforeLogin
  }

  /** Masks all that has been read since the last call. */
  apply(): void {
    const seen = this.#seen
    if (seen.length === 0) return
    this.#seen = []
    for (const one of seen) {
      if (typeof one === 'number') this.#client.next(one, secretsOnly)
      else this.#client.add(one)
    }
    this.#client.hideWaiting(secretsOnly, this.#bound)
  }
}

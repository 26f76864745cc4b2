import type { ServerDialect } from '@parley/contract'
import { ClientBytes, secretsOnly } from '@parley/framing'

/** Masks the passwords in what one client sends, where nobody tells when a frame was taken. */
export class ClientMask {
  readonly #make: () => ClientBytes
  readonly #bound: number
  #client: ClientBytes

  constructor(dialect: ServerDialect, options: unknown) {
    this.#make = () => new ClientBytes(() => dialect.splitter(options), dialect.annotate)
    this.#bound = dialect.wire(options).maxFrame
    this.#client = this.#make()
  }

  /**
   * A copy of the chunk, with each byte of a password replaced by `*`. What cannot be read as frames is
   * read anew with the next chunk.
   */
  masked(chunk: Uint8Array): Uint8Array {
    const copy = new Uint8Array(chunk)
    this.#client.add(copy)
    while (this.#client.next(this.#bound, secretsOnly) !== undefined);
    this.#client.hideWaiting(secretsOnly, this.#bound)
    if (this.#client.isBroken) this.#client = this.#make()
    return copy
  }
}

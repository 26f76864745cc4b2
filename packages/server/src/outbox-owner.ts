export type Frame = Uint8Array | string

/** The least milliseconds between two writes, and whether several frames may be one. */
export interface WritePolicy {
  readonly pace: number
  readonly joins: boolean
}

/** What an outbox asks of the connection that it belongs to. */
export interface OutboxOwner {
  /** Called with a string frame right before it is sent, where the dialect asks for that. */
  readonly seal: ((frame: string) => string) | undefined
  /** One write to the socket is made of these bytes. */
  wrote(data: Frame): void
  /** The receiver does not take what it is sent: more waits than the limit allows, or for too long. */
  overflow(): void
  /** What waited has become less. */
  eased(): void
  /** The turn's output could not be committed. */
  discarded(): void
}

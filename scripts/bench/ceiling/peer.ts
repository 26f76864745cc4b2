import type { Socket } from 'node:net'

/** What the ceiling needs to know of a wire format. All strings are latin1: one character a byte. */
export interface Dialect {
  readonly name: string
  /** The place of this dialect's head in `Peer.heads`. */
  readonly index: number
  /** Takes the whole frames at the start of `input`; returns how many characters they took. */
  take(peer: Peer, input: string): number
  /** What comes before the text in a message from `sender`; made once for each sender. */
  head(sender: string): string
  direct(head: string, recipient: string, text: string): string
  /** The same for all recipients. */
  public(head: string, text: string): string
  /** What the others are told of a login, empty for nothing. */
  arrival(name: string): string
  /** Whether a public message goes to its author too. */
  readonly echoes: boolean
}

/** Bytes waiting for a receiver that does not read; past it, it is cut off. */
const MOST_WAITING = 4 * 1024 * 1024

const written: Peer[] = []

export class Peer {
  readonly socket: Socket
  readonly dialect: Dialect
  name = ''
  readonly heads: string[] = []
  rest = ''
  /** The recipient of an llp text under way; `*` is everyone. */
  composing = ''
  output = ''

  constructor(socket: Socket, dialect: Dialect) {
    this.socket = socket
    this.dialect = dialect
  }

  /** Output of a turn is joined and written once: a write costs as much as thirty messages. */
  write(text: string): void {
    if (this.output === '') {
      if (written.length === 0) setImmediate(flush)
      written.push(this)
    }
    this.output += text
  }

  flush(): void {
    const { socket, output } = this
    this.output = ''
    if (socket.destroyed) return
    if (!socket.write(output, 'latin1') && socket.writableLength > MOST_WAITING) socket.destroy()
  }
}

function flush(): void {
  for (const peer of written) peer.flush()
  written.length = 0
}

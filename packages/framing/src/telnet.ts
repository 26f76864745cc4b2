import { Buffer } from 'node:buffer'

const IAC = 0xff
const SUBNEGOTIATION = 0xfa
const SUBNEGOTIATION_END = 0xf0
const WILL = 0xfb
const DONT = 0xfe
const CR = 0x0d
const LF = 0x0a

type State = 'text' | 'return' | 'command' | 'option' | 'inside' | 'inside-command'

/**
 * Takes Telnet negotiation (RFC 854) out of a byte stream, cut anywhere: `ff fb|fc|fd|fe X`,
 * `ff fa … ff f0`, `ff ff` for one `ff`, any other `ff X` dropped; `\r\0` becomes `\n`.
 * Nothing is kept but the state, so a subnegotiation of any length takes no memory.
 */
export class TelnetFilter {
  #state: State = 'text'

  /** The chunk without negotiation; the same chunk where there was none. */
  filter(chunk: Uint8Array): Uint8Array {
    if (this.#state === 'text' && !chunk.includes(IAC) && !chunk.includes(CR)) return chunk
    const out = Buffer.allocUnsafe(chunk.length + 1)
    let length = 0
    for (const byte of chunk) {
      if (this.#state === 'return') {
        this.#state = 'text'
        out[length++] = byte === 0 ? LF : CR
        if (byte === 0) continue
      }
      if (this.#state === 'text') {
        if (byte === IAC) this.#state = 'command'
        else if (byte === CR) this.#state = 'return'
        else out[length++] = byte
      } else if (this.#negotiate(byte)) out[length++] = IAC
    }
    return out.subarray(0, length)
  }

  /** Whether the byte ends an escaped `ff`. */
  #negotiate(byte: number): boolean {
    switch (this.#state) {
      case 'command':
        this.#state =
          byte === SUBNEGOTIATION ? 'inside' : byte >= WILL && byte <= DONT ? 'option' : 'text'
        return byte === IAC
      case 'option':
        this.#state = 'text'
        return false
      case 'inside':
        if (byte === IAC) this.#state = 'inside-command'
        return false
      case 'inside-command':
        this.#state = byte === SUBNEGOTIATION_END ? 'text' : 'inside'
        return false
      case 'text':
      case 'return':
        return false
    }
  }
}

import { Buffer } from 'node:buffer'
import type { Transport } from '@parley/contract'
import type { ConnectionInfo, Observation } from '@parley/server'
import type { CaptureEvent, Flow } from './events.ts'
import { MessageNotes } from './message-notes.ts'
import type { SecretMask } from './secret-mask.ts'

/** A read or write whose comment is not complete before the turn is over. */
interface Waiting {
  readonly event: CaptureEvent
  /** The chat messages that it is about. */
  readonly messages: Set<number>
}

/** What a capture has to know of a listener. */
export interface CapturedListener {
  /** Over UDP each read and each write is a datagram, and nothing opens or closes. */
  readonly transport: Transport
  /** Undefined where nothing is to be hidden. */
  secretMask(): SecretMask | undefined
}

/** What is known of one connection between two observations. */
interface Wire {
  readonly flow: Flow
  readonly unit: 'bytes' | 'datagram'
  /** Of what was written and has not gone out: its length in bytes, and its chat messages. */
  readonly unsent: { length: number; readonly messages: readonly number[] }[]
  /** What was read last, which the answers that follow belong to. */
  read: Waiting | undefined
  readonly mask: SecretMask | undefined
}

/**
 * Makes what a tap sees into the events of a capture. A read is seen before its message has a number,
 * so events wait until `settle`, which is to be called once the turn is over.
 */
export class LiveCapture {
  readonly #now: () => number
  readonly #listenerOf: (name: string) => CapturedListener | undefined
  readonly #wires = new Map<number, Wire>()
  readonly #notes = new MessageNotes()
  #waiting: Waiting[] = []
  /** Of connections from which something was read since the last `settle`. */
  readonly #masks = new Set<SecretMask>()
  #bytes = 0

  /** `now`: microseconds since the epoch. */
  constructor(now: () => number, listenerOf: (name: string) => CapturedListener | undefined) {
    this.#now = now
    this.#listenerOf = listenerOf
  }

  /** How many bytes of reads and writes wait for `settle`. */
  get waitingBytes(): number {
    return this.#bytes
  }

  /** Gives whether it has made an event wait. */
  see(one: Observation): boolean {
    const wire = this.#wireOf(one.at)
    const { flow, unit } = wire
    wire.mask?.see(one)
    switch (one.kind) {
      case 'opened':
        if (unit === 'datagram') return false
        return this.#add({ kind: 'open', time: this.#now(), flow })
      case 'bytes-in': {
        const bytes = Uint8Array.from(one.bytes)
        this.#add({ kind: unit, time: this.#now(), flow, from: 'client', bytes })
        wire.read = this.#waiting.at(-1)
        if (wire.mask !== undefined) this.#masks.add(wire.mask)
        wire.mask?.read(bytes)
        return true
      }
      case 'bytes-out': {
        const bytes = Uint8Array.from(Buffer.from(one.data))
        const messages = sentWith(wire, bytes.length)
        return this.#add({ kind: unit, time: this.#now(), flow, from: 'server', bytes }, messages)
      }
      case 'closed':
        this.#wires.delete(one.at.id)
        if (unit === 'datagram') return false
        return this.#add(
          { kind: 'close', time: this.#now(), flow, reason: one.reason, comment: one.reason },
          [],
        )
      case 'answer':
        if (one.message !== undefined) wire.read?.messages.add(one.message)
        this.#notes.answered(one.at.dialect, one.answer)
        return false
      case 'event':
        this.#notes.heard(one.at.dialect, one.event)
        return false
      case 'written': {
        const { message, told } = one
        const messages = message === undefined ? told : [message, ...told]
        wire.unsent.push({ length: Buffer.byteLength(one.frame), messages })
        return false
      }
      case 'frame':
      case 'command':
        return false
    }
  }

  /** What has happened since the last call, in order. */
  settle(): readonly CaptureEvent[] {
    for (const mask of this.#masks) mask.apply()
    this.#masks.clear()
    const events = this.#waiting.map(({ event, messages }) => {
      const comment = this.#notes.textOf(messages) ?? event.comment
      return { ...event, comment }
    })
    this.#waiting = []
    this.#bytes = 0
    for (const wire of this.#wires.values()) wire.read = undefined
    return events
  }

  #add(event: CaptureEvent, messages: readonly number[] = []): true {
    this.#waiting.push({ event, messages: new Set(messages) })
    if ('bytes' in event) this.#bytes += event.bytes.length
    return true
  }

  #wireOf({ id, peer, local, listener, call }: ConnectionInfo): Wire {
    const known = this.#wires.get(id)
    if (known !== undefined) return known
    const flow = { id, client: peer, server: local }
    const about = this.#listenerOf(listener)
    const transport = call?.transport ?? about?.transport
    const unit = transport === 'udp' ? 'datagram' : 'bytes'
    const mask = call === undefined ? about?.secretMask() : undefined
    const wire: Wire = { flow, unit, unsent: [], read: undefined, mask }
    this.#wires.set(id, wire)
    return wire
  }
}

/** The messages of the frames that so many bytes have carried, in whole or in part. */
function sentWith({ unsent }: Wire, length: number): readonly number[] {
  const messages: number[] = []
  let left = length
  while (left > 0) {
    const [first] = unsent
    if (first === undefined) break
    messages.push(...first.messages)
    if (first.length > left) {
      first.length -= left
      break
    }
    left -= first.length
    unsent.shift()
  }
  return messages
}

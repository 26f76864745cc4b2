import type { Observation } from '@parley/server'
import type { CheckConnections } from './check-connections.ts'
import { FormerWires } from './former-wires.ts'
import { type KeptEvent, type KeptRecord, sizeOf } from './record.ts'
import { Ring } from './ring.ts'
import type { WatchedGateway } from './watched-gateway.ts'
import { WatchedTimes } from './watched-times.ts'
import { type Redaction, type Seen, Wire } from './wire.ts'

/** Of records, in bytes. */
export const RING = 16 * 1024 * 1024

/**
 * What may wait for being made into records: past it what happens is only counted until that is done, so
 * that the gateway is never slowed down by more than a small part.
 */
export const MOST_WAITING = { count: 1024, bytes: 1024 * 1024 } as const

interface Waiting {
  readonly wire: Wire
  readonly time: number
  readonly seen: Seen
}

/**
 * Keeps what goes over every wire while it is on. At the tap there is as little done as can be: a chunk is
 * copied and put aside. `settle`, later, cuts and hides and keeps.
 */
export class Recorder {
  readonly ring = new Ring<KeptRecord>(RING)
  readonly #gateway: WatchedGateway
  readonly #redaction: Redaction
  readonly #checks: CheckConnections
  readonly #wanted: () => void
  readonly times = new WatchedTimes()
  readonly #former = new FormerWires()
  readonly #wires = new Map<number, Wire>()
  #waiting: Waiting[] = []
  #waitingBytes = 0
  /** `full`: so much waits that what happens is only counted. */
  #state: 'off' | 'on' | 'full' = 'off'
  #sequence = 0

  /** `wanted`: there is something to settle. */
  constructor(
    gateway: WatchedGateway,
    redaction: Redaction,
    checks: CheckConnections,
    wanted: () => void,
  ) {
    this.#gateway = gateway
    this.#redaction = redaction
    this.#checks = checks
    this.#wanted = wanted
  }

  /** Of the newest record, or of the newest that was only counted. */
  get sequence(): number {
    return this.#sequence
  }

  /** Whether what happened earlier is played: all of it is kept as long as there is room. */
  get isPlayed(): boolean {
    return this.#gateway.played !== undefined
  }

  get #now(): number {
    return this.#gateway.played?.now() ?? Date.now()
  }

  start(): void {
    if (this.#state !== 'off') return
    this.#state = 'on'
    this.times.begin(this.#now)
    this.#attach()
  }

  stop(): void {
    if (this.#state === 'off') return
    this.settle()
    this.#state = 'off'
    this.#gateway.tap = undefined
    this.times.end(this.#now)
    this.#letGo()
  }

  #letGo(): void {
    for (const wire of this.#wires.values()) this.#former.add(wire, this.#sequence)
    this.#wires.clear()
  }

  /** Connections that are closed, of which records are kept, but not that of their beginning. */
  get former(): readonly Wire[] {
    const open = new Set(this.#gateway.open.map(({ info }) => info.id))
    const oldest = this.ring.oldest?.sequence ?? this.#sequence + 1
    return this.#former.behind(oldest).filter(({ id }) => !open.has(id))
  }

  /** From here on everything is seen again. */
  #attach(): void {
    this.#letGo()
    for (const { info, name, isBetween } of this.#gateway.open) {
      const listener = this.#listener(info.listener)
      const wire = new Wire(info, listener, this.#redaction, isBetween, name)
      wire.isCheck = this.#checks.has(info.peer)
      this.#wires.set(info.id, wire)
    }
    this.#gateway.tap = this.#tap
  }

  /** Makes records of what was seen. Gives whether something was missed. */
  settle(): boolean {
    const waiting = this.#waiting
    this.#waiting = []
    this.#waitingBytes = 0
    const touched = new Set<Wire>()
    for (const { wire, time, seen } of waiting) {
      if (seen.kind === 'read') touched.add(wire)
      for (const event of wire.events(seen)) {
        const told = this.#told(event, wire)
        this.ring.add(
          { sequence: ++this.#sequence, time, subject: wire, event: told },
          sizeOf(told),
        )
        if (event.kind === 'opened') wire.openedAt = this.#sequence
        if (event.kind === 'closed') this.#former.add(wire, this.#sequence)
      }
    }
    for (const wire of touched) wire.hideWaiting()
    this.#find()
    if (this.#state !== 'full') return false
    this.#sequence += this.#gateway.skipped
    this.#state = 'on'
    this.#attach()
    return true
  }

  /** Both ends of a connection of our own are open before anything is settled. */
  #told(event: KeptEvent, wire: Wire): KeptEvent {
    if (event.kind !== 'opened' || !this.#checks.has(event)) return event
    wire.isCheck = true
    return { ...event, check: true }
  }

  /** Finds where frames begin, where that is not known and nothing is amid. */
  #find(): void {
    if ([...this.#wires.values()].every((wire) => wire.isCut)) return
    for (const { info, isBetween } of this.#gateway.open) {
      const wire = this.#wires.get(info.id)
      if (isBetween && wire?.isCut === false) wire.beginFrame()
    }
  }

  #listener(name: string) {
    return this.#gateway.listeners.find((one) => one.name === name)
  }

  #wireOf({ at, kind }: Observation): Wire {
    const known = this.#wires.get(at.id)
    if (known !== undefined) return known
    const wire = new Wire(at, this.#listener(at.listener), this.#redaction, kind === 'opened')
    this.#wires.set(at.id, wire)
    return wire
  }

  /** Of many connections each has its `opened` first; the wire of one that is closed is let go. */
  readonly #tap = (observation: Observation): void => {
    // What is said in a call is told again where it is delivered; its bytes are no frames of the dialect.
    if (observation.at.call !== undefined) return
    const wire = this.#wireOf(observation)
    const seen = seenOf(observation, wire)
    if (seen === undefined) return
    if (this.#waiting.length === 0) this.#wanted()
    this.#waiting.push({ wire, time: this.#now, seen })
    this.#waitingBytes += bytesOfSeen(seen)
    if (seen.kind === 'closed') this.#wires.delete(wire.id)
    const { count, bytes } = MOST_WAITING
    if (this.#waiting.length < count && this.#waitingBytes < bytes) return
    this.#state = 'full'
    this.#gateway.pauseTap()
  }
}

function bytesOfSeen(seen: Seen): number {
  if (seen.kind === 'read') return seen.bytes.length
  if (seen.kind === 'write') return seen.data.length
  return seen.kind === 'frame-out' ? seen.frame.length : 0
}

/** What is kept of it; undefined where it is only noted. */
function seenOf(one: Observation, wire: Wire): Seen | undefined {
  switch (one.kind) {
    case 'bytes-in':
      return { kind: 'read', bytes: Uint8Array.from(one.bytes) }
    case 'frame': {
      const frame: Seen & { kind: 'frame' } = { kind: 'frame', message: one.message }
      wire.lastFrame = frame
      wire.isTold = false
      return frame
    }
    case 'command':
      if (wire.lastFrame !== undefined) wire.lastFrame.command ??= one.command.kind
      return undefined
    case 'answer': {
      const { command, answer, message } = one
      wire.isTold = false
      return { kind: 'answer', command: command.kind, answer, message }
    }
    case 'event':
      wire.told = { message: one.message, direct: one.event.kind === 'direct' }
      wire.isTold = true
      return undefined
    case 'written': {
      const { frame, message, told: further } = one
      const { told } = wire
      const direct = told?.direct === true && told.message === message
      const unasked = wire.isTold && message === undefined
      return { kind: 'frame-out', frame, message, told: further, direct, unasked }
    }
    case 'bytes-out':
      return { kind: 'write', data: one.data }
    case 'closed':
      return { kind: 'closed', reason: one.reason }
    case 'opened':
      return { kind: 'opened' }
  }
}

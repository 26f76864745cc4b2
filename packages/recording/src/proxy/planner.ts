import { Buffer } from 'node:buffer'
import type { Splitter } from '@parley/contract'
import { type EndingFault, type Fault, type FaultPlan, isEnding } from './plan.ts'
import { type Release, ReleaseQueue } from './release-queue.ts'
import { type Direction, type Struck, Triggers } from './triggers.ts'
import { type Unit, Units } from './units.ts'

/** What is to be done now. */
export type Action =
  | Release
  /** A fault has struck: to be logged. `bytes`: of what it strikes, where it strikes any. */
  | {
      readonly kind: 'struck'
      readonly fault: Fault
      /** Milliseconds since the connection was made. */
      readonly time: number
      readonly unit: Unit | undefined
    }

/**
 * The time between the last bytes and a reset, in milliseconds: a program that finds both at once may take
 * the reset for an end, or lose the bytes.
 */
const BEFORE_RESET = 20

/** What waits to become one write. */
interface Joining {
  readonly parts: Uint8Array[]
  /** Frames that are still to come. */
  left: number
  readonly until: number
}

/** Somewhere in the bytes of a unit: a pause before the bytes that follow, or an end. */
interface Break {
  readonly at: number
  readonly what: number | EndingFault
}

/**
 * What a plan does to one direction of one connection: bytes and times go in, what is to be done comes
 * out. All times are milliseconds from any moment on. It reads no clock, and has no randomness but its
 * seed: the same bytes at the same times give the same.
 */
export class DirectionPlanner {
  readonly #opened: number
  readonly #triggers: Triggers
  readonly #units: Units
  readonly #queue = new ReleaseQueue()
  readonly #log: Action[] = []
  #timed: number
  #joining: Joining | undefined
  #state: 'open' | 'ended' = 'open'

  /** `splitter`: of the bytes of this direction; without one each read is a frame. */
  constructor(
    plan: FaultPlan,
    direction: Direction,
    splitter: Splitter<unknown> | undefined,
    opened: number,
  ) {
    this.#opened = opened
    this.#triggers = new Triggers(plan, direction)
    this.#units = new Units(this.#triggers.isQuiet ? undefined : splitter)
    this.#timed = 0
  }

  /** Bytes have come. */
  push(bytes: Uint8Array, now: number): void {
    this.#expire(now)
    for (const unit of this.#units.push(bytes, now)) this.#strike(unit, now)
  }

  /** The sender says no more. */
  end(now: number): void {
    this.#expire(now)
    for (const unit of this.#units.flush()) this.#strike(unit, now)
    this.#flushJoined(now)
    this.#close(now)
  }

  /** What is due, in order. */
  take(now: number): readonly Action[] {
    this.#expire(now)
    return [...this.#log.splice(0), ...this.#queue.take(now)]
  }

  /** When `take` has something to give, or `wantsBytes` may change; infinite where neither will be. */
  get next(): number {
    const joined = this.#joining?.until ?? Number.POSITIVE_INFINITY
    return Math.min(this.#units.expiry, joined, this.#nextTimed, this.#queue.next)
  }

  /** Whether more should be read: not in a stall, nor while much waits. */
  wantsBytes(now: number): boolean {
    return this.#queue.hasRoom(now)
  }

  get #nextTimed(): number {
    const timed = this.#triggers.timed[this.#timed]
    return timed === undefined ? Number.POSITIVE_INFINITY : this.#opened + timed.at
  }

  /** What happens because time has passed, at the time at which it was due. */
  #expire(now: number): void {
    for (;;) {
      const due = Math.min(
        this.#units.expiry,
        this.#joining?.until ?? Number.POSITIVE_INFINITY,
        this.#nextTimed,
      )
      if (due > now) return
      if (this.#nextTimed === due) this.#strikeTimed(due)
      else if (this.#joining?.until === due) this.#flushJoined(due)
      else for (const unit of this.#units.flush()) this.#strike(unit, due)
    }
  }

  #strikeTimed(now: number): void {
    const timed = this.#triggers.timed[this.#timed]
    this.#timed += 1
    if (timed === undefined || this.#state === 'ended') return
    const { fault } = timed
    this.#log.push({ kind: 'struck', fault, time: now - this.#opened, unit: undefined })
    if (fault.fault === 'stall') return this.#queue.freeze(now, fault.ms)
    this.#queue.clear()
    this.#finish(fault, now)
  }

  #strike(unit: Unit, now: number): void {
    if (this.#state === 'ended') return
    const struck = this.#triggers.striking(unit, now - this.#opened)
    for (const { fault } of struck) {
      this.#log.push({ kind: 'struck', fault, time: now - this.#opened, unit })
    }
    const faults = struck.map(({ fault }) => fault)
    const joining = faults.find(({ fault }) => fault === 'join')
    if (joining?.fault === 'join' && this.#joining === undefined) {
      this.#joining = { parts: [], left: joining.frames, until: now + joining.within }
    }
    for (const fault of faults) if (fault.fault === 'limit') this.#queue.limit(fault.rate)
    const bytes = bodyOf(unit.bytes, faults)
    const breaks = breaksOf(unit, bytes, faults)
    const at = now + delayOf(struck)
    if (this.#joining === undefined) this.#passBroken(bytes, breaks, at)
    else this.#join(bytes, breaks, at)
  }

  /** Into what is joined; an end comes behind it all. */
  #join(bytes: Uint8Array, breaks: readonly Break[], at: number): void {
    const joining = this.#joining
    if (joining === undefined) return
    const end = breaks.find(({ what }) => typeof what !== 'number')
    joining.parts.push(bytes.subarray(0, end?.at))
    joining.left -= 1
    if (joining.left > 0 && end === undefined) return
    this.#flushJoined(at)
    if (end === undefined) return
    const rest = { at: 0, what: end.what }
    this.#passBroken(bytes.subarray(end.at), [rest], at)
  }

  #flushJoined(at: number): void {
    const parts = this.#joining?.parts ?? []
    this.#joining = undefined
    if (parts.length > 0) this.#queue.add(Buffer.concat(parts), at)
  }

  /** In pieces, up to an end. */
  #passBroken(bytes: Uint8Array, breaks: readonly Break[], at: number): void {
    let from = 0
    for (const { at: to, what } of breaks) {
      if (to > from) this.#queue.add(bytes.subarray(from, to), at)
      from = to
      if (typeof what === 'number') this.#queue.pause(what)
      else if (what.fault === 'stall') this.#queue.stall(at, what.ms)
      else return this.#finish(what, at)
    }
    if (from < bytes.length) this.#queue.add(bytes.subarray(from), at)
  }

  #finish({ fault }: EndingFault, at: number): void {
    if (fault === 'half-close') return this.#close(at)
    this.#state = 'ended'
    this.#queue.pause(BEFORE_RESET)
    this.#queue.finish({ kind: 'reset' }, at)
  }

  #close(at: number): void {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    this.#queue.finish({ kind: 'end' }, at)
  }
}

/** What is passed on of a frame: nothing, itself, or itself twice. */
function bodyOf(bytes: Uint8Array, faults: readonly Fault[]): Uint8Array {
  if (faults.some(({ fault }) => fault === 'drop')) return bytes.subarray(0, 0)
  const isDoubled = faults.some(({ fault }) => fault === 'duplicate')
  return isDoubled ? Buffer.concat([bytes, bytes]) : bytes
}

function delayOf(struck: readonly Struck[]): number {
  return struck.reduce((sum, { fault, random }) => {
    if (fault.fault !== 'delay') return sum
    return sum + fault.ms + (fault.jitter > 0 ? random() * fault.jitter : 0)
  }, 0)
}

/** Where a frame is broken, in the order of its bytes; where a pause and an end meet, the pause is first. */
function breaksOf(unit: Unit, bytes: Uint8Array, faults: readonly Fault[]): readonly Break[] {
  const breaks: Break[] = []
  const behind = (byte: number | undefined) => {
    return byte === undefined ? bytes.length : Math.min(bytes.length, byte - unit.from)
  }
  for (const fault of faults) {
    if (fault.fault === 'cut') {
      const ends =
        fault.byte === undefined ? multiples(fault.size, bytes.length) : [behind(fault.byte)]
      for (const at of ends) breaks.push({ at, what: fault.pause })
    } else if (isEnding(fault)) breaks.push({ at: behind(fault.byte), what: fault })
  }
  return breaks.toSorted((one, other) => one.at - other.at)
}

/** `size`, twice `size` and so on, below `length`. */
function multiples(size: number, length: number): readonly number[] {
  return Array.from(
    { length: Math.max(0, Math.ceil(length / size) - 1) },
    (_, at) => (at + 1) * size,
  )
}

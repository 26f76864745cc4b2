import { hashed, type Random, seeded } from '@parley/framing'
import { type EndingFault, type Fault, type FaultPlan, isTimed, type Sender } from './plan.ts'
import type { Unit } from './units.ts'

/** One direction of one connection. */
export interface Direction {
  /** The first connection is 1. */
  readonly connection: number
  readonly from: Sender
  readonly seed: number
}

/** A fault that strikes now, with numbers for what in it is drawn. */
export interface Struck {
  readonly fault: Fault
  readonly random: Random
}

/** A fault that strikes at a time, in milliseconds since the connection was made. */
export interface Timed {
  readonly fault: EndingFault
  readonly at: number
}

interface Armed extends Struck {
  struck: number
}

/**
 * Which faults of a plan strike in one direction. Each has numbers of its own, that follow from the
 * seed, the connection, the direction and its place in the plan. One is drawn for each frame that the
 * fault could strike by its number or its bytes, whatever the time: so the same frames are struck.
 */
export class Triggers {
  readonly #armed: Armed[] = []
  readonly timed: readonly Timed[]

  constructor({ faults }: FaultPlan, { connection, from, seed }: Direction) {
    const timed: Timed[] = []
    for (const [index, fault] of faults.entries()) {
      if (fault.connection !== undefined && fault.connection !== connection) continue
      if (fault.from !== undefined && fault.from !== from) continue
      if (isSaidTwice(fault, from)) continue
      const random = seeded(seed ^ hashed(`${connection} ${from} ${index}`))
      if (!isTimed(fault)) this.#armed.push({ fault, random, struck: 0 })
      else if (isDrawn(fault, random)) timed.push({ fault, at: fault.after })
    }
    this.timed = timed.toSorted((one, other) => one.at - other.at)
  }

  /** Whether only times strike, if anything does. */
  get isQuiet(): boolean {
    return this.#armed.length === 0
  }

  /** Those that strike these bytes, in the order of the plan. `elapsed`: since the connection was made. */
  striking(unit: Unit, elapsed: number): readonly Struck[] {
    return this.#armed.filter((armed) => {
      const { fault, random } = armed
      const { times = Number.POSITIVE_INFINITY, after = 0 } = fault
      if (!isMeant(fault, unit) || !isDrawn(fault, random)) return false
      if (elapsed < after || armed.struck >= times) return false
      armed.struck += 1
      return true
    })
  }
}

/** Whether a fault is meant for these bytes, by the number of the frame or by its bytes. */
function isMeant({ frame, byte }: Fault, unit: Unit): boolean {
  if (byte !== undefined) return unit.from < byte && byte <= unit.from + unit.bytes.length
  return unit.frame !== undefined && (frame === undefined || frame === unit.frame)
}

/** A reset at a time ends both directions: it is one fault. */
function isSaidTwice(fault: Fault, from: Sender): boolean {
  const isBoth = fault.from === undefined && fault.fault === 'reset'
  return isBoth && isTimed(fault) && from === 'server'
}

function isDrawn({ probability }: Fault, random: Random): boolean {
  return probability === undefined || random() < probability
}

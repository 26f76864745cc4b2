import type { Diagnosis, Observation } from './diagnoses.ts'
import { FLOOD, type SeenWire } from './wire-record.ts'

type FloodedWire = Pick<SeenWire, 'over' | 'afterEnd' | 'endedAt'>

/** Whether more came than the kit keeps on a connection that the kit had not ended. */
function isFlooded({ over, endedAt = Number.POSITIVE_INFINITY }: FloodedWire): boolean {
  return over?.how === 'full' && over.at <= endedAt
}

export function floods({
  wires,
}: {
  readonly wires: readonly FloodedWire[]
}): Diagnosis | undefined {
  if (!wires.some(isFlooded)) return undefined
  return {
    name: 'floods',
    what: 'you write without end on a connection',
    hint: 'Write what was asked for, once: look for a loop that does not read before it writes.',
  }
}

/** The same behind the end of a connection, which breaks no rule. */
export function floodsAtEnd({
  wires,
}: {
  readonly wires: readonly FloodedWire[]
}): Diagnosis | undefined {
  if (!wires.some(isFloodedAtEnd)) return undefined
  return {
    name: 'floods-at-end',
    what: 'you go on writing on a connection that the peer has ended',
    hint: 'An empty read is the end of a connection: stop reading and writing, and close it.',
    breaksNothing: true,
  }
}

function isFloodedAtEnd(wire: FloodedWire): boolean {
  return (wire.over?.how === 'full' && !isFlooded(wire)) || wire.afterEnd > FLOOD
}

/**
 * Whether it can be why a check has failed: such a program is late with everything, and answers wrong
 * where a connection had ended before that was known. What was wrong before is wrong without it,
 * and so is what is late on a program that was just started, on which no connection had ended.
 */
export function floodedBefore(observation: Observation): Diagnosis | undefined {
  const { wires, isLate, isOnFresh, judgedAt } = observation
  const mayBeLate = isLate && !isOnFresh
  const before = wires.filter(({ endedAt = judgedAt }) => mayBeLate || endedAt < judgedAt)
  return floodsAtEnd({ wires: before })
}

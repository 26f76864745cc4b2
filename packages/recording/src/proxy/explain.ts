import { type Fault, type FaultPlan, isEnding, isTimed } from './plan.ts'
import { deedOf } from './words.ts'

/** What a plan will do, a line for each fault, in the order in which they are looked at. */
export function explainPlan({ faults }: FaultPlan): readonly string[] {
  return faults.map((fault, index) => {
    return `${index + 1}. ${fault.fault}: ${deedOf(fault)}; ${whenOf(fault).join(', ')}`
  })
}

function whenOf(fault: Fault): readonly string[] {
  const { connection, from, after, times, probability } = fault
  const when = [connection === undefined ? 'every connection' : `connection ${connection}`]
  when.push(from === undefined ? 'both directions' : `from ${from}`)
  when.push(placeOf(fault))
  if (after !== undefined && !isTimed(fault)) when.push(`not before ${after} ms`)
  if (probability !== undefined) when.push(`with a probability of ${probability}`)
  if (times !== undefined) when.push(times === 1 ? 'once' : `at most ${times} times`)
  return when
}

function placeOf(fault: Fault): string {
  if (isTimed(fault)) return `${fault.after} ms after the connection was made`
  const { frame, byte } = fault
  const behind = isEnding(fault) ? 'behind ' : ''
  if (frame !== undefined) return `${behind}frame ${frame}`
  if (byte === undefined) return `${behind}${isEnding(fault) ? 'the first frame' : 'each frame'}`
  return isEnding(fault) || fault.fault === 'cut'
    ? `behind byte ${byte}`
    : `the frame with byte ${byte}`
}

import type { HearStep, LeaveStep, Script, Step } from './script.ts'

/**
 * A gateway records a reset behind what it led to, and one of before each end: what others heard within
 * this time before it may have been that, in microseconds.
 */
const LED_TO = 250_000

/** Where nothing tells that the other side has seen an end, it is given as long as it had, up to this. */
const MOST_SETTLING = 200

/** Who leaves within this time after somebody else has acted may not have heard of it, in microseconds. */
const UNHEARD = 250_000

/**
 * The end that may have led to a frame which is waited for. `at`: the place of the frame in the steps;
 * `isOpen`: whether a connection can still be ended.
 */
export function endBehind(
  { steps }: Pick<Script, 'steps'>,
  at: number,
  awaited: HearStep,
  isOpen: (connection: number) => boolean,
): LeaveStep | undefined {
  for (let next = at + 1; next < steps.length; next++) {
    const step = steps[next]
    if (step === undefined || step.kind === 'say' || step.kind === 'open') return undefined
    if (step.kind !== 'leave' || !isOpen(step.connection)) continue
    if (!step.isLate) return undefined
    const isLate = step.time - awaited.time > LED_TO
    return isLate || step.connection === awaited.connection ? undefined : step
  }
  return undefined
}

/** How long is waited before a step, where the one before it is an end, in milliseconds. */
export function settlingTime(steps: readonly Step[], at: number): number {
  const [last, step] = [steps[at - 1], steps[at]]
  if (last?.kind !== 'leave' || step === undefined) return 0
  return Math.min(MOST_SETTLING, (step.time - last.time) / 1000)
}

/**
 * Whether more may come than was recorded on a connection that says nothing more: its end came right
 * behind what another one had done.
 */
export function mayHearMore(steps: readonly Step[], at: number, connection: number): boolean {
  const own = (step: Step) => step.connection === connection
  const end = steps.find((step) => step.kind === 'leave' && own(step))
  if (end === undefined) return false
  if (steps.slice(at).some((step) => step.kind === 'say' && own(step))) return false
  return steps.some((step) => {
    const isAct = step.kind === 'say' || step.kind === 'leave'
    return isAct && !own(step) && step.time <= end.time && end.time - step.time < UNHEARD
  })
}

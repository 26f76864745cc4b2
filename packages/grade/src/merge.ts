import type { Findings, Outcome, Verdict } from '@parley/kit'
import type { Differing } from './results.ts'

/** The ids of the checks that are worth repeating: what a program was found wrong in, or kept from. */
export function toRepeat({ outcomes }: Findings): readonly string[] {
  return outcomes
    .filter(({ verdict, blockedBy, cause }) => {
      if (verdict === 'pass') return false
      return verdict !== 'skip' || blockedBy !== undefined || cause !== undefined
    })
    .map(({ id }) => id)
}

/** The better verdict of the two counts; what was not tried in the repeat says nothing. */
const worth: Readonly<Record<Verdict, number>> = { pass: 3, warn: 2, fail: 1, skip: 0, error: 0 }

/** The first run with what its repeat found better, and which checks those are. */
export function merged(
  first: Findings,
  again: Findings,
): { readonly findings: Findings; readonly differing: readonly Differing[] } {
  const repeated = new Map(again.outcomes.map((outcome) => [outcome.id, outcome]))
  const differing: Differing[] = []
  const outcomes = first.outcomes.map((outcome): Outcome => {
    const other = repeated.get(outcome.id)
    if (other === undefined || other.verdict === outcome.verdict) return outcome
    const { id, verdict } = outcome
    if (other.verdict !== 'skip') differing.push({ id, first: verdict, again: other.verdict })
    return worth[other.verdict] > worth[verdict] ? other : outcome
  })
  return { findings: { ...first, outcomes, time: first.time + again.time }, differing }
}

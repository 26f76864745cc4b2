import { CheckEnded } from '@parley/kit'

/** Ends a step, which has failed. */
export function endStep(expected: string, why: string, came?: Uint8Array): never {
  throw new CheckEnded({ kind: 'fail', rule: undefined, expected, came, flaw: { why } })
}

/** Ends a step in which nothing came that was waited for. */
export function endLate(expected: string, why: string, came?: Uint8Array): never {
  const flaw = { why }
  throw new CheckEnded({ kind: 'fail', rule: undefined, expected, came, flaw, time: 'late' })
}

import { CheckOver } from '../check-end.ts'

/** Ends a step, which has failed. */
export function stepOver(expected: string, why: string, came?: Uint8Array): never {
  throw new CheckOver({ kind: 'fail', rule: undefined, expected, came, flaw: { why } })
}

import type { Check } from '@parley/contract'
import { type CheckJob, chosenOf } from '@parley/kit'
import { UsageError } from '../errors.ts'
import { scopeFlags } from './scope.ts'

/** Refuses an `--only` that chooses no check: a run of no checks would pass. */
export function refuseStrangers<AnyStage>(
  { only, scope }: CheckJob,
  checks: readonly Check<AnyStage>[],
): void {
  const stranger = only.find((id) => chosenOf({ only: [id], scope }, checks).length === 0)
  if (stranger === undefined) return
  const elsewhere = (['original', 'extended'] as const).find(
    (other) => chosenOf({ only: [stranger], scope: other }, checks).length > 0,
  )
  const why =
    elsewhere === undefined
      ? 'there is no such check, rule or group; --list shows them'
      : `it is checked with ${scopeFlags[elsewhere]} only`
  throw new UsageError(`--only: ${stranger}: ${why}`)
}

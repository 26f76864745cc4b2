import type { Check } from '@parley/contract'
import { type CheckJob, checkId, chosenOf, groupOf } from '@parley/kit'
import { UsageError } from '../errors.ts'
import { suggestionFor } from '../near-miss.ts'
import { scopeFlags } from './scope.ts'

/** Refuses an `--only` that chooses no check, with the nearest id: a run of no checks would pass. */
export function refuseStrangers<AnyStage>(
  { only, scope, dialect }: Pick<CheckJob, 'only' | 'scope' | 'dialect'>,
  checks: readonly Check<AnyStage>[],
): void {
  const stranger = only.find((id) => chosenOf({ only: [id], scope }, checks).length === 0)
  if (stranger === undefined) return
  const elsewhere = (['original', 'extended'] as const).find(
    (other) => chosenOf({ only: [stranger], scope: other }, checks).length > 0,
  )
  const why =
    elsewhere === undefined
      ? `there is no such check, rule or group${nearest(stranger, dialect.name, checks)} (--list shows them)`
      : `it is checked with ${scopeFlags[elsewhere]} only`
  throw new UsageError(`--only: ${stranger}: ${why}`)
}

/** `; did you mean vu-3.7?`, also for what lacks the name of the dialect. */
function nearest<AnyStage>(
  word: string,
  dialect: string,
  checks: readonly Check<AnyStage>[],
): string {
  const ids = new Set(checks.flatMap((check) => [checkId(check), check.rule, groupOf(check.rule)]))
  const whole = word.startsWith(dialect) || !/^\d/.test(word) ? word : `${dialect}-${word}`
  return suggestionFor(whole, [...ids])
}

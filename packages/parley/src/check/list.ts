import type { Check } from '@parley/contract'
import { type CheckJob, checkId, chosenOf } from '@parley/kit'
import { refuseStrangers } from './strangers.ts'

/** Lists the checks that a run would have; gives the exit status. */
export function listChecks<AnyStage>(
  job: CheckJob,
  checks: readonly Check<AnyStage>[],
): Promise<number> {
  const levels = new Map(job.dialect.rules.map(({ id, level }) => [id, level]))
  refuseStrangers(job, checks)
  const chosen = chosenOf(job, checks)
  const width = Math.max(0, ...chosen.map((check) => checkId(check).length))
  for (const check of chosen) {
    const level = (levels.get(check.rule) ?? '').padEnd(6)
    process.stdout.write(`${checkId(check).padEnd(width)}  ${level}  ${check.title}\n`)
  }
  return Promise.resolve(0)
}

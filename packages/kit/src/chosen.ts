import type { Check, Dialect } from '@parley/contract'
import { isAskedFor } from './check-id.ts'
import type { CheckJob } from './job.ts'

/** The checks that a job asks for. */
export function chosenOf<AnyStage>(
  { only, scope }: Pick<CheckJob, 'only' | 'scope'>,
  checks: readonly Check<AnyStage>[],
): readonly Check<AnyStage>[] {
  return checks.filter((check) => {
    if (check.scope === 'extension' && scope !== 'extended') return false
    if (check.scope === 'original' && scope !== 'original') return false
    return only.length === 0 || only.some((wanted) => isAskedFor(wanted, check, checks))
  })
}

/** The titles of the groups, by their ids. */
export function groupTitles({ name, sections }: Dialect): Readonly<Record<string, string>> {
  const titles = Object.entries(sections)
  return Object.fromEntries(titles.map(([number, title]) => [`${name}-${number}`, title]))
}

import { type Ending, type Findings, groupOf, type Verdict } from '@parley/kit'
import { scoreOf } from './points.ts'
import type { CheckView, Counts, GroupView, HiddenCheck } from './view-model.ts'

/** All verdicts, in the order in which reports have them. */
export const verdicts = [
  'pass',
  'fail',
  'warn',
  'skip',
  'error',
] as const satisfies readonly Verdict[]

/** A verdict as a count of it is said: "3 failed". */
export const verdictWords = {
  pass: 'passed',
  fail: 'failed',
  warn: 'warned',
  skip: 'skipped',
  error: 'errors',
} as const satisfies Record<Verdict, string>

export function verdictCounts(checks: readonly { readonly verdict: Verdict }[]): Counts<Verdict> {
  const counts = { pass: 0, fail: 0, warn: 0, skip: 0, error: 0 }
  for (const { verdict } of checks) counts[verdict] += 1
  return counts
}

export function endingCounts(
  outcomes: readonly { readonly ending: Ending }[],
): Counts<Ending['verdict']> {
  const counts = { pass: 0, warn: 0, skip: 0 }
  for (const { ending } of outcomes) counts[ending.verdict] += 1
  return counts
}

/** As in "41 passed, 2 failed"; what there is none of is left out. */
export function countsText(counts: Counts<Verdict>): string {
  const said = verdicts.filter((verdict) => counts[verdict] > 0)
  if (said.length === 0) return 'none'
  return said.map((verdict) => countText(counts[verdict], verdict)).join(', ')
}

function countText(count: number, verdict: Verdict): string {
  return verdict === 'error' && count === 1 ? '1 error' : `${count} ${verdictWords[verdict]}`
}

/** In the order of their numbers; `checks` are those of `outcomes`, one by one. */
export function groupsOf(
  { outcomes, groups: titles }: Pick<Findings, 'outcomes' | 'groups'>,
  checks: readonly (CheckView | HiddenCheck)[],
): readonly GroupView[] {
  const open = new Set(
    checks.flatMap((check) => (check.visibility === 'hidden' ? [] : [check.group])),
  )
  const groups = new Map<string | undefined, (CheckView | HiddenCheck)[]>()
  for (const [index, check] of checks.entries()) {
    const group = groupOf(outcomes[index]?.id ?? '')
    const id = open.has(group) ? group : undefined
    groups.set(id, [...(groups.get(id) ?? []), check])
  }
  const inOrder = [...groups].sort(([one], [other]) => byNumber(one, other))
  return inOrder.map(([id, members]) => {
    const points = members.flatMap((member) => member.points ?? [])
    return {
      id,
      title: id === undefined ? undefined : titles[id],
      counts: verdictCounts(members),
      score: points.length === 0 ? undefined : scoreOf(points),
    }
  })
}

const collator = new Intl.Collator('en', { numeric: true })

/** What is hidden has no id, and comes last. */
function byNumber(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined)
    return one === other ? 0 : one === undefined ? 1 : -1
  return collator.compare(one, other)
}

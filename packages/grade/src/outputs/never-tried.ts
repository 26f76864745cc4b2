import type { Result } from '../results.ts'

/** Checks that were not tried of any submission, for one reason that is no fault of theirs. */
interface NeverTried {
  readonly ids: readonly string[]
  readonly reason: string
}

/** What nobody in the class was tested on, such as what an option is missing for, a reason at a time. */
function neverTried(results: readonly Result[]): readonly NeverTried[] {
  const reasons = new Map<string, string | undefined>()
  const tried = new Set<string>()
  for (const { state, findings } of results) {
    if (state !== 'graded' || findings === undefined) continue
    for (const { id, verdict, blockedBy, cause, reason } of findings.outcomes) {
      if (verdict !== 'skip') tried.add(id)
      else if (blockedBy === undefined && cause === undefined) {
        reasons.set(id, reasons.get(id) ?? reason)
      }
    }
  }
  const groups = new Map<string, string[]>()
  for (const [id, reason = 'no reason is known'] of reasons) {
    if (tried.has(id)) continue
    groups.set(reason, [...(groups.get(reason) ?? []), id])
  }
  return [...groups].map(([reason, ids]) => ({ ids, reason }))
}

/** As in `not tried for anybody: vu-2.3, vu-2.3a (no limit was said)`, a line each. */
export function neverTriedLines(results: readonly Result[]): readonly string[] {
  return neverTried(results).map(
    ({ ids, reason }) => `not tried for anybody: ${ids.join(', ')} (${reason})`,
  )
}

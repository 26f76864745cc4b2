import type { Compared } from './baseline.ts'

/**
 * The exit status of a run. 0: it is whole and came to all checks, no check had an error, every failure is in the baseline,
 * and nothing in the baseline passes. 1: otherwise.
 */
export function exitStatus(findings: Compared): 0 | 1 {
  const { baseline } = findings
  if (findings.state === 'running' || findings.trouble !== undefined) return 1
  if (baseline !== undefined && baseline.fixed.length > 0) return 1
  return findings.outcomes.some(({ id, verdict }) => {
    if (verdict === 'fail') return baseline === undefined || !baseline.known.has(id)
    return verdict === 'error'
  })
    ? 1
    : 0
}

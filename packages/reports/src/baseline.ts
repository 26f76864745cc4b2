import type { Findings } from '@parley/kit'
import * as z from 'zod'

/** Failures that are known, by the ids of their checks, each with the reason why it is put up with. */
export type Baseline = ReadonlyMap<string, string>

/** What a run and a baseline say of each other. */
export interface Comparison {
  /** Checks that have failed or warned as was known, with the reasons. */
  readonly known: Baseline
  /** Checks that were known to fail and pass now: the baseline is to be cut, and the run fails. */
  readonly fixed: readonly string[]
  /** Ids in the baseline that no check has. */
  readonly unknown: readonly string[]
}

/** A run that may have been held against a baseline. */
export interface Compared extends Findings {
  readonly baseline?: Comparison
}

const file = z.record(z.string(), z.string().min(1))

/** Reads what a baseline file says, already parsed from JSON: `{ "<check id>": "<reason>" }`. Throws a ZodError where it is wrong. */
export function parseBaseline(
  input: unknown,
  context?: z.core.ParseContext<z.core.$ZodIssue>,
): Baseline {
  return new Map(Object.entries(file.parse(input, context)))
}

/**
 * Holds a run against a baseline. `exist`: the ids of all checks there are, where the run may be only
 * some of them. While a run goes on, no id is unknown. The kit’s own errors are never known failures.
 */
export function withBaseline(
  findings: Findings,
  baseline: Baseline,
  exist: readonly string[] = findings.outcomes.map(({ id }) => id),
): Findings & { readonly baseline: Comparison } {
  const known = new Map<string, string>()
  const fixed: string[] = []
  for (const { id, verdict } of findings.outcomes) {
    const reason = baseline.get(id)
    if (reason === undefined) continue
    if (verdict === 'fail' || verdict === 'warn') known.set(id, reason)
    if (verdict === 'pass') fixed.push(id)
  }
  const ids = new Set(exist)
  const unknown =
    findings.state === 'running' ? [] : [...baseline.keys()].filter((id) => !ids.has(id))
  return { ...findings, baseline: { known, fixed, unknown } }
}

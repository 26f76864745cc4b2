/** Where so many have not passed, nothing more is tried ahead. */
const MOST_FAILED = 10

/** A run is long once what has passed has taken so many milliseconds. */
const LONG = 1500

/**
 * Tries so many checks at once, and gives what came of those that passed; `told` is called for each.
 * The others say nothing yet: they are to be tried again alone, in their order, as if this
 * had not been. `tryOut` gives undefined for a check that has not passed.
 */
export async function ahead<AnyCheck, Result>(
  checks: readonly AnyCheck[],
  lanes: number,
  tryOut: (check: AnyCheck) => Promise<Result | undefined>,
  told: () => void = () => {},
): Promise<ReadonlyMap<AnyCheck, Result>> {
  const results = new Map<AnyCheck, Result>()
  const left = checks.values()
  let failed = 0
  const lane = async () => {
    for (const check of left) {
      const result = await tryOut(check)
      if (result === undefined) failed += 1
      else results.set(check, result)
      told()
      if (failed >= MOST_FAILED) return
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}

/**
 * Whether a run takes long. `times`: what the checks have taken that have passed, in milliseconds; the
 * longest of them aside, for it may be one of framing, which takes long with everybody.
 */
export function isLong(times: readonly number[]): boolean {
  const all = times.reduce((sum, time) => sum + time, 0)
  return all - Math.max(0, ...times) > LONG
}

/** Where so many have not passed, nothing more is tried ahead. */
const MOST_FAILED = 8

/**
 * Tries so many checks at once, and gives what came of those that passed. The others say nothing yet:
 * they are to be tried again alone, in their order, as if this had not been. `tryOut` gives undefined
 * for a check that has not passed.
 */
export async function ahead<AnyCheck, Result>(
  checks: readonly AnyCheck[],
  lanes: number,
  tryOut: (check: AnyCheck) => Promise<Result | undefined>,
): Promise<ReadonlyMap<AnyCheck, Result>> {
  const passed = new Map<AnyCheck, Result>()
  if (lanes < 2) return passed
  const left = checks.values()
  let failed = 0
  const lane = async () => {
    for (const check of left) {
      if (failed >= MOST_FAILED) return
      const result = await tryOut(check)
      if (result === undefined) failed += 1
      else passed.set(check, result)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return passed
}

/** Where so many have not passed, nothing more is tried ahead. */
const MOST_FAILED = 10

/** A run is long once what has passed has taken so many milliseconds. */
const LONG = 1500

/**
 * Tries so many checks at once; `onProgress` is called for each. What does not pass says nothing yet: it
 * is tried again alone, in its order, as if this had not been. `tryOut` says whether it has passed.
 */
export async function concurrently<AnyCheck>(
  checks: readonly AnyCheck[],
  lanes: number,
  tryOut: (check: AnyCheck) => Promise<boolean>,
  onProgress: () => void,
): Promise<void> {
  const left = checks.values()
  let failed = 0
  const lane = async () => {
    for (const check of left) {
      if (!(await tryOut(check))) failed += 1
      onProgress()
      if (failed >= MOST_FAILED) return
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/**
 * Whether a run takes long. `times`: what the checks have taken that have passed, in milliseconds; the
 * longest of them aside, for it may be one of framing, which takes long with everybody.
 */
export function isLong(times: readonly number[]): boolean {
  const all = times.reduce((sum, time) => sum + time, 0)
  return all - Math.max(0, ...times) > LONG
}

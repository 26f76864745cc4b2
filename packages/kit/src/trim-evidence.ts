import type { CheckEnd } from './check-end.ts'
import type { Failure } from './findings.ts'

/** The most bytes of what came that are kept; every report of a run has all of them again. */
const MOST_CAME = 64 * 1024

/** How many bytes before the first wrong one are kept of very much. */
const BEFORE = 4 * 1024

/** What came, and what is wrong with it; of very much, the part that the first wrong byte is in. */
export function trimEvidence({
  came,
  flaw: { at, why },
}: Extract<CheckEnd, { kind: 'fail' }>): Pick<Failure, 'came' | 'at' | 'why'> {
  if (came === undefined || came.length <= MOST_CAME) return { came, at, why }
  const start = at === undefined || at < MOST_CAME ? 0 : at - BEFORE
  const words = `${why} (${came.length} bytes; here are those from ${start})`
  return {
    came: came.slice(start, start + MOST_CAME),
    at: at === undefined ? undefined : at - start,
    why: words,
  }
}

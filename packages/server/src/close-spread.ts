import { setTimeout as sleep } from 'node:timers/promises'
import type { CloseReason } from '@parley/contract'

/** What can be closed. */
interface Closing {
  shut(reason: CloseReason): void
}

/** The fewest milliseconds between two steps: several connections are closed in one, if there are many. */
const STEP = 50

/** Closes `count` of what there is, spread over a time in milliseconds; `each`: after each step. */
export async function closeSpread(
  all: Iterable<Closing>,
  count: number,
  time: number,
  each: () => void,
): Promise<void> {
  const steps = Math.max(1, Math.min(count, Math.floor(time / STEP)))
  const inStep = Math.ceil(count / steps)
  let closed = 0
  for (const one of all) {
    one.shut('shutdown')
    closed += 1
    if (closed % inStep > 0) continue
    each()
    await sleep(time / steps)
  }
  each()
}

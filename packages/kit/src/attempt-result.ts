import type { Rule } from '@parley/contract'
import { type CheckEnd, CheckEnded } from './check-end.ts'
import type { Ending, Outcome, Verdict } from './findings.ts'
import type { ProgramEnd } from './program-end.ts'
import { type Segmentation, whole } from './segmentation.ts'
import type { AdaptiveTimeouts } from './timeouts.ts'
import type { SeenWire } from './wire-record.ts'

/** The most that one attempt at a check may take: in milliseconds, and so many answers long. */
const MOST_TIME = 60_000
const MOST_ANSWERS = 20

/** What came of one attempt at a check. */
export interface AttemptResult {
  readonly end: CheckEnd | { readonly kind: 'pass' } | { readonly kind: 'error'; why: string }
  readonly ending: Ending
  readonly log: Outcome['log']
  /** When it was known, in the time of the log; undefined where it was not tried. */
  readonly judgedAt?: number
  readonly spoken: readonly Uint8Array[]
  /** What was seen of its connections, in the order in which they were opened. */
  readonly seen: readonly SeenWire[]
  /** A broken rule of which something else was taken in its place. */
  readonly forgave?: string | undefined
  /** Of a check that has passed: whether only because it was waited for longer. */
  readonly isLate?: boolean
  /** Of a check that has failed: whether only because nothing came in time, and it may be given more. */
  readonly mayBeLate?: boolean
  /** Whether the kit had just started the program for it. */
  readonly isOnFresh?: boolean
  readonly segmentation: Segmentation
  /** How the program has ended, where it did so in a failure. */
  readonly program?: ProgramEnd
  /** What it printed of an exception in a failure after which it lives on. */
  readonly exception?: readonly string[]
  /** Of a check that has passed: what is to be said of it all the same. */
  readonly remark?: string | undefined
}

/** A check that is not tried. */
export function skipped(reason: string): AttemptResult {
  return {
    end: { kind: 'skip', reason },
    ending: { verdict: 'skip', how: 'not tried' },
    log: [],
    spoken: [],
    seen: [],
    segmentation: whole,
  }
}

/** How a check has ended, and how many milliseconds ago that was known. */
export interface Judged {
  readonly end: AttemptResult['end']
  readonly ago: number
}

/** How a check ends; in bounded time. */
export async function ended(run: () => Promise<void>, timeouts: AdaptiveTimeouts): Promise<Judged> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<AttemptResult['end']>((resolve) => {
    timer = setTimeout(resolve, Math.max(MOST_TIME, MOST_ANSWERS * timeouts.answer), {
      kind: 'error',
      why: 'the check did not come to an end',
    })
  })
  try {
    return {
      end: await Promise.race([run().then(() => ({ kind: 'pass' }) as const), late]),
      ago: 0,
    }
  } catch (error) {
    if (error instanceof CheckEnded) return { end: error.end, ago: performance.now() - error.at }
    const why = error instanceof Error ? error.message : String(error)
    return { end: { kind: 'error', why }, ago: 0 }
  } finally {
    clearTimeout(timer)
  }
}

/** Whoever is gone in a later attempt at a check was there in an earlier one. */
export function lostWithin(attempted: AttemptResult): AttemptResult {
  const { end } = attempted
  const isGone = end.kind === 'fail' && end.gone !== undefined
  return isGone ? { ...attempted, end: { ...end, gone: 'during' } } : attempted
}

/** What an end comes to; what another check has said before is not said again. */
export function verdictOf(
  end: AttemptResult['end'],
  { level }: Rule,
  isSaidBefore: boolean,
): Verdict {
  if (end.kind !== 'fail') return end.kind
  if (isSaidBefore) return 'skip'
  return level === 'MUST' || end.gone !== undefined ? 'fail' : 'warn'
}

/** Why a check was skipped, or what went wrong in the kit. */
export function reasonOf(end: AttemptResult['end']): string | undefined {
  if (end.kind === 'skip') return end.reason
  return end.kind === 'error' ? end.why : undefined
}

/** Whether something else came in place of what was expected. */
export function howMissing(end: AttemptResult['end']): 'replaced' | 'missing' {
  if (end.kind !== 'fail' || end.gone !== undefined || end.time === 'late') return 'missing'
  return end.came === undefined ? 'missing' : 'replaced'
}

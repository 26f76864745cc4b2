import type { Rule } from '@parley/contract'
import { groupOf, type Outcome } from '@parley/kit'
import { namesOf, type Presentation } from './rubric.ts'

/** What one check is worth. */
export interface Points {
  readonly share: number
  readonly got: number
  /** Why the share was got without passing; undefined where it was not. */
  readonly given: string | undefined
}

/** What several checks are worth together; `given` is a part of `got`. */
export interface Score {
  readonly got: number
  readonly given: number
  readonly maximum: number
}

/**
 * What each check is worth, by its place in `outcomes`; undefined where there are no points at all.
 *
 * A group’s points are shared evenly over its checks of MUST rules of the paper; SHOULD costs nothing,
 * nor does what no paper says. A rule (or
 * a check) with points of its own takes no part in its group’s: its checks share what the rule has,
 * also where it is a SHOULD, which then loses its share when it warns. What a check belongs to is
 * known by its id alone, whichever rule it was that it found broken, so that every program can get the
 * same points for the same checks. Shares are whole hundredths, of which the
 * first checks get those that cannot be shared, so that they always add up. A check that
 * needs a rule which the program breaks loses its share with that rule, unless that is a SHOULD which
 * costs nothing; nobody loses points for other checks that were skipped, unless the rubric says
 * `"skipped": "lost"`, nor for the kit’s own errors.
 * Points of a group or rule without checks are in no maximum.
 */
export function pointsOf(
  outcomes: readonly Outcome[],
  presentation: Presentation,
): readonly Points[] | undefined {
  if (presentation.points.size === 0) return undefined
  const shares = new Map<Outcome, number>()
  for (const [key, points] of presentation.points) {
    const sharers = outcomes.filter((outcome) => payerOf(outcome, presentation) === key)
    for (const [index, share] of divide(points, sharers.length).entries()) {
      const sharer = sharers[index]
      if (sharer !== undefined) shares.set(sharer, share)
    }
  }
  return outcomes.map((outcome) =>
    earned(outcome, shares.get(outcome) ?? 0, {
      skipped: isLost(outcome, outcomes, presentation) ? 'lost' : presentation.skipped,
    }),
  )
}

/** Whether the check is lost with a broken rule that it needs: with a SHOULD only if that has points. */
export function isLost(
  { blockedBy }: Outcome,
  outcomes: readonly Outcome[],
  { points }: Presentation,
): boolean {
  if (blockedBy === undefined || points.has(blockedBy)) return blockedBy !== undefined
  const broken = outcomes.filter(({ failure }) => failure?.rule.id === blockedBy)
  return broken.length === 0 || broken.some(({ verdict }) => verdict !== 'warn')
}

/** The sum, without the dust of floating point. */
export function scoreOf(points: readonly Points[]): Score {
  const sum = (of: (points: Points) => number) =>
    points.reduce((total, each) => total + Math.round(of(each) * 100), 0) / 100
  return {
    got: sum(({ got }) => got),
    given: sum(({ got, given }) => (given === undefined ? 0 : got)),
    maximum: sum(({ share }) => share),
  }
}

/** Whose points a check has a share of. */
function payerOf(outcome: Outcome, { points }: Presentation): string | undefined {
  const { id } = outcome
  const payer = namesOf(id).find((name) => points.has(name))
  const isGroup = payer !== id && payer === groupOf(id)
  return isGroup && !isMarked(outcome.rule) ? undefined : payer
}

/** Whether a group gives points for it: for what the paper says that a program must do. */
function isMarked({ level, source = 'paper' }: Rule): boolean {
  return level === 'MUST' && source === 'paper'
}

/** In hundredths that add up to the whole. */
function divide(points: number, count: number): readonly number[] {
  const hundredths = Math.round(points * 100)
  const each = Math.floor(hundredths / count)
  return Array.from(
    { length: count },
    (_, index) => (index < hundredths - each * count ? each + 1 : each) / 100,
  )
}

function earned(
  outcome: Outcome,
  share: number,
  { skipped }: Pick<Presentation, 'skipped'>,
): Points {
  const lost = { share, got: 0, given: undefined }
  const gift = (given: string) => ({ share, got: share, given: share === 0 ? undefined : given })
  switch (outcome.verdict) {
    case 'pass':
      return { share, got: share, given: undefined }
    case 'fail':
      return lost
    case 'warn':
      return outcome.rule.level === 'SHOULD' ? lost : gift('only a SHOULD was broken')
    case 'skip':
      return skipped === 'given' ? gift('skipped') : lost
    case 'error':
      return gift('an error of the kit')
  }
}

import type { Check } from '@parley/contract'
import { hashed } from '@parley/framing'
import { type AttemptResult, ended, lostWithin } from './attempt-result.ts'
import { checkId } from './check-id.ts'
import type { Harness } from './harness.ts'
import type { CheckJob } from './job.ts'
import { type Segmentation, segmentationNamed, segmentationsFor, whole } from './segmentation.ts'
import type { AdaptiveTimeouts } from './timeouts.ts'
import type { Tolerance } from './tolerance.ts'

/** In how many places messages are cut for one check: of the most as many as there is time for. */
const MOST_CUTS = 24
const LEAST_CUTS = 4
const CUTTING_TIME = 1500

/** So many times what was late is tried again although it changes nothing: a MUST more often. */
const MOST_IN_VAIN = { MUST: 10, SHOULD: 2 } as const

/** So many connections that stay open are waited for, for so many milliseconds; then it is known. */
const MOST_OPEN_ENDINGS = 3
const LONG_ENDING = 1000
const SHORT_ENDING = 60

/** The number of an attempt gives it names of its own: also those that are in no report. */
const COUNT_AHEAD = 4

const LATE = 'an answer came late; all was right once it had more time'

/**
 * How long an attempt waits. `usual`: as long as the timeouts say. `ahead`: the same, beside others.
 * `slow`: as long as any. `again`: what was late is tried again, as `slow`, on the same program.
 */
export type Haste = 'usual' | 'ahead' | 'slow' | 'again'

/** The attempts at the checks of a run: each check as often, and in as many segmentations, as it takes. */
export class AttemptRunner<AnyStage> {
  readonly #job: CheckJob
  readonly #harness: Harness<AnyStage>
  readonly #tolerance: Tolerance
  readonly #forgivenIn: (rule: string) => ReadonlySet<string>
  readonly #levels: ReadonlyMap<string, keyof typeof MOST_IN_VAIN>
  #leftOpen = 0
  #slowInVain = 0

  /** `forgivenIn`: what is known to be wrong apart from this rule. */
  constructor(
    job: CheckJob,
    harness: Harness<AnyStage>,
    tolerance: Tolerance,
    forgivenIn: (rule: string) => ReadonlySet<string>,
  ) {
    this.#job = job
    this.#harness = harness
    this.#tolerance = tolerance
    this.#forgivenIn = forgivenIn
    this.#levels = new Map(job.dialect.rules.map(({ id, level }) => [id, level]))
  }

  /** What comes of the check. `from`: the number of the first attempt. */
  async at(check: Check<AnyStage>, haste: Haste = 'again', from = 0): Promise<AttemptResult> {
    const begun = this.#job.clock()
    const attempt = (segmentation: Segmentation, number: number) =>
      this.#withHaste(check, segmentation, haste, from + number)
    const known = this.#knownSegmentation(check)
    if (known !== undefined) return await attempt(known, 1)
    const first = await attempt(whole, 0)
    if (check.segmented !== true || first.end.kind !== 'pass') return first
    const cuts = cutsIn(this.#job.clock() - begun)
    const seed = hashed(`${this.#job.seed} ${checkId(check)}`)
    let remark = first.remark
    for (const segmentation of segmentationsFor(first.spoken, seed, cuts)) {
      const next = await attempt(segmentation, 1)
      if (next.end.kind !== 'pass') return lostWithin(next)
      remark ??= next.remark
    }
    return { ...first, remark }
  }

  /** The segmentation that was asked for. */
  #knownSegmentation({ segmented }: Check<AnyStage>): Segmentation | undefined {
    const { segmentation: name } = this.#job
    return segmented === true && name !== undefined ? segmentationNamed(name) : undefined
  }

  /** Of messages that are cut, `slow` is only what was late: each cut would wait for long silences. */
  async #withHaste(
    check: Check<AnyStage>,
    segmentation: Segmentation,
    haste: Haste,
    count: number,
  ): Promise<AttemptResult> {
    switch (haste) {
      case 'usual':
        return await this.#quick(check, segmentation, count)
      case 'ahead':
        return await this.#quick(check, segmentation, COUNT_AHEAD + count)
      case 'slow':
        if (check.segmented !== true) return await this.#slow(check, segmentation, count)
    }
    const first = await this.#quick(check, segmentation, count)
    if (first.mayBeLate !== true) return first
    const second = await this.#slow(check, segmentation, count + 2)
    if (second.end.kind !== 'pass') return second
    this.#slowInVain = 0
    return { ...second, remark: LATE, isLate: true }
  }

  async #quick(
    check: Check<AnyStage>,
    segmentation: Segmentation,
    count: number,
  ): Promise<AttemptResult> {
    const { timeouts } = this.#harness
    const wasHasty = timeouts.isHasty
    const result = await this.#once(check, segmentation, count, timeouts)
    const mayBeLate = isLateEnd(result) && (wasHasty || timeouts.isHasty) && this.#mayHelp(check)
    return { ...result, mayBeLate }
  }

  /** Whether what was late in this check may be right where it is waited for longer. */
  waitsLonger(check: Check<AnyStage>): boolean {
    return this.#harness.timeouts.isHasty && this.#mayHelp(check)
  }

  #mayHelp({ rule }: Check<AnyStage>): boolean {
    return this.#slowInVain < MOST_IN_VAIN[this.#levels.get(rule) ?? 'MUST']
  }

  /**
   * What has failed only because nothing came in time is tried once more without haste: a machine may
   * be busy. Once that has changed nothing a few times, it is known to be no question of time.
   */
  async #slow(
    check: Check<AnyStage>,
    segmentation: Segmentation,
    count: number,
  ): Promise<AttemptResult> {
    const timeouts = this.#harness.timeouts.slow
    const result = await this.#once(check, segmentation, count, timeouts)
    if (isLateEnd(result)) this.#slowInVain += 1
    const isLate = result.end.kind === 'pass' && timeouts.wasNeeded
    if (isLate) this.#slowInVain = 0
    return isLate ? { ...result, remark: LATE, isLate } : result
  }

  async #once(
    check: Check<AnyStage>,
    segmentation: Segmentation,
    count: number,
    timeouts: AdaptiveTimeouts,
  ): Promise<AttemptResult> {
    const id = `${checkId(check)} ${segmentation.name}`
    const reader = this.#tolerance.readerFor(check.rule)
    const forgiven = this.#forgivenIn(check.rule)
    const attempt = { id, segmentation, count, timeouts, reader, forgiven }
    const { stage, common, begin, leave, close } = await this.#harness.open(attempt)
    const { end, ago } = await ended(() => begin().then(() => check.run(stage)), timeouts)
    const judgedAt = common.log.time - ago
    const isOver = end.kind === 'pass' || end.kind === 'skip'
    const isKnown = this.#leftOpen >= MOST_OPEN_ENDINGS || !isOver
    const ending = await common.finish(
      isKnown ? SHORT_ENDING : Math.min(LONG_ENDING, this.#harness.timeouts.answer),
      leave,
    )
    if (isOver && common.wasLeftOpen) this.#leftOpen += 1
    await close()
    const { spoken, seen, log, forgave } = common
    return { end, ending, log: log.entries, judgedAt, spoken, seen, segmentation, forgave }
  }
}

function isLateEnd({ end }: AttemptResult): boolean {
  return end.kind === 'fail' && end.time === 'late'
}

/** In how many places there is time to cut, where the whole check takes so many milliseconds. */
function cutsIn(time: number): number {
  return Math.max(LEAST_CUTS, Math.min(MOST_CUTS, Math.floor(CUTTING_TIME / Math.max(1, time))))
}

import type { Check } from '@parley/contract'
import { type AttemptResult, ended, lostWithin } from './attempt-result.ts'
import { checkId } from './check-id.ts'
import type { Harness } from './harness.ts'
import type { CheckJob } from './job.ts'
import { hashed } from './random.ts'
import { type Segmentation, segmentationNamed, segmentationsFor, whole } from './segmentation.ts'
import type { AdaptiveTimeouts } from './timeouts.ts'

/** In how many places messages are cut for one check: of the most as many as there is time for. */
const MOST_CUTS = 24
const LEAST_CUTS = 4
const CUTTING_TIME = 1500

/** So many times what was late is tried again although it changes nothing: a MUST more often. */
const MOST_IN_VAIN = { MUST: 10, SHOULD: 3 } as const

/** So many connections that stay open are waited for, for so many milliseconds; then it is known. */
const PATIENT_ENDINGS = 3
const LONG_ENDING = 3000
const SHORT_ENDING = 60

/** The number of an attempt gives it names of its own: also those of which nothing is told. */
const COUNT_AHEAD = 4

const LATE = 'an answer came late; all was right once it had more time'

/** The attempts at the checks of a run: each check as often, and in as many manners, as it takes. */
export class AttemptRunner<AnyStage> {
  readonly #job: CheckJob
  readonly #theatre: Harness<AnyStage>
  readonly #levels: ReadonlyMap<string, keyof typeof MOST_IN_VAIN>
  #leftOpen = 0
  #slowInVain = 0

  constructor(job: CheckJob, theatre: Harness<AnyStage>) {
    this.#job = job
    this.#theatre = theatre
    this.#levels = new Map(job.dialect.rules.map(({ id, level }) => [id, level]))
  }

  /**
   * What comes of the check. `late`: whether what has failed only because nothing came in time is
   * tried again without haste.
   */
  async at(check: Check<AnyStage>, late: 'again' | 'failed' = 'again'): Promise<AttemptResult> {
    const begun = this.#job.clock()
    const attempt = (manner: Segmentation, count: number) =>
      late === 'again'
        ? this.#patiently(check, manner, count)
        : this.#once(check, manner, COUNT_AHEAD + count, this.#theatre.patience)
    const known = this.#knownManner(check)
    if (known !== undefined) return await attempt(known, 1)
    const first = await attempt(whole, 0)
    if (check.manner !== 'framing' || first.end.kind !== 'pass') return first
    const cuts = cutsIn(this.#job.clock() - begun)
    const seed = hashed(`${this.#job.seed} ${checkId(check)}`)
    let remark = first.remark
    for (const manner of this.#manners(segmentationsFor(first.spoken, seed, cuts))) {
      const next = await attempt(manner, 1)
      if (next.end.kind !== 'pass') return lostWithin(next)
      remark ??= next.remark
    }
    return { ...first, remark }
  }

  /** The manner that was asked for, where it does not take a run in one piece to know it. */
  #knownManner({ manner }: Check<AnyStage>): Segmentation | undefined {
    const { manner: name } = this.#job
    return manner === 'framing' && name !== undefined && name !== 'reset'
      ? segmentationNamed(name)
      : undefined
  }

  /** All of them, or the one that was asked for. */
  #manners(all: readonly Segmentation[]): readonly Segmentation[] {
    const { manner: name } = this.#job
    if (name === undefined) return all
    const wanted = all.find((manner) => manner.name === name) ?? segmentationNamed(name)
    return wanted === undefined ? [] : [wanted]
  }

  /**
   * What has failed only because nothing came in time is tried once more, without haste: a machine
   * may be busy. Once that has changed nothing a few times, it is known to be no question of time.
   */
  async #patiently(
    check: Check<AnyStage>,
    manner: Segmentation,
    count: number,
  ): Promise<AttemptResult> {
    const { patience } = this.#theatre
    const wasHasty = patience.isHasty
    const first = await this.#once(check, manner, count, patience)
    const isLate = first.end.kind === 'fail' && first.end.time === 'late'
    const isHasty = wasHasty || patience.isHasty
    const most = MOST_IN_VAIN[this.#levels.get(check.rule) ?? 'MUST']
    if (!isLate || !isHasty || this.#slowInVain >= most) return first
    const second = await this.#once(check, manner, count + 2, patience.slow)
    this.#slowInVain = second.end.kind === 'fail' ? this.#slowInVain + 1 : 0
    return second.end.kind === 'pass' ? { ...second, remark: LATE } : second
  }

  async #once(
    check: Check<AnyStage>,
    manner: Segmentation,
    count: number,
    patience: AdaptiveTimeouts,
  ): Promise<AttemptResult> {
    const attempt = { id: `${checkId(check)} ${manner.name}`, manner, count, patience }
    const { stage, common, begin, leave, close } = await this.#theatre.open(attempt)
    const end = await ended(() => begin().then(() => check.run(stage)), patience)
    const isOver = end.kind === 'pass' || end.kind === 'skip'
    const isKnown = this.#leftOpen >= PATIENT_ENDINGS || !isOver
    const ending = await common.finish(
      isKnown ? SHORT_ENDING : Math.min(LONG_ENDING, this.#theatre.patience.answer),
      leave,
    )
    if (isOver && common.wasLeftOpen) this.#leftOpen += 1
    await close()
    return { end, ending, log: common.log.entries, spoken: common.spoken, manner }
  }
}

/** In how many places there is time to cut, where the whole check takes so many milliseconds. */
function cutsIn(time: number): number {
  return Math.max(LEAST_CUTS, Math.min(MOST_CUTS, Math.floor(CUTTING_TIME / Math.max(1, time))))
}

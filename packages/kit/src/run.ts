import type { Check } from '@parley/contract'
import { type AttemptResult, howMissing, skipped } from './attempt-result.ts'
import { AttemptRunner, type Haste } from './attempt-runner.ts'
import { checkId } from './check-id.ts'
import { chosenOf, groupTitles } from './chosen.ts'
import { concurrently, isLong } from './concurrent.ts'
import type { Diagnosis } from './diagnoses.ts'
import { Diagnosing } from './diagnosing.ts'
import type { Findings, Outcome, Trouble } from './findings.ts'
import type { Harness } from './harness.ts'
import { type CheckJob, tokenOf } from './job.ts'
import { Liveness } from './liveness.ts'
import { type Known, OutcomeMaker } from './outcome-maker.ts'
import { Prerequisites } from './prerequisites.ts'
import { ProgramKeeper } from './program-keeper.ts'
import { ProgramTrouble } from './server-program.ts'
import { Tolerance } from './tolerance.ts'

/**
 * Runs the checks one after the other; where that would take long, many are tried ahead. `onProgress`
 * gets the findings whenever there is something new.
 */
export async function runChecks<AnyStage>(
  job: CheckJob,
  harness: Harness<AnyStage>,
  onProgress: (findings: Findings) => void = () => {},
): Promise<Findings> {
  const chosen = chosenOf(job, harness.checks)
  const run = new Run(job, harness, chosen)
  const tell = () => onProgress(run.findings('running'))
  tell()
  try {
    await harness.begin?.()
    await run.all(tell)
  } catch (error) {
    if (!(error instanceof ProgramTrouble)) throw error
    run.abandon({ why: error.message, output: error.output })
  }
  const findings = run.findings('whole')
  onProgress(findings)
  return findings
}

/** What checks are blocked by that a run did not come to. */
const NOT_TRIED = 'not tried'

/** What came of a check, and what explains it: `about` is of its own rule, and was recognised before. */
interface Present {
  readonly attempted: AttemptResult
  readonly missing?: string | undefined
  readonly cause?: Diagnosis
  readonly about?: string
}

class Run<AnyStage> {
  readonly #job: CheckJob
  readonly #harness: Harness<AnyStage>
  readonly #attempts: AttemptRunner<AnyStage>
  readonly #chosen: readonly Check<AnyStage>[]
  readonly #keeper: ProgramKeeper
  readonly #maker: OutcomeMaker<AnyStage>
  readonly #diagnosing: Diagnosing<AnyStage>
  readonly #outcomes: Outcome[] = []
  readonly #prerequisites: Prerequisites
  readonly #liveness: Liveness
  readonly #started = Date.now()
  readonly #begun: number
  readonly #ahead = new Map<Check<AnyStage>, Outcome>()
  /** What was late beside others. */
  readonly #lateAhead = new Set<Check<AnyStage>>()
  /** What met the program last: a check, or several at once. */
  #lastTried: Outcome | 'several' | undefined
  #trouble: Trouble | undefined

  constructor(job: CheckJob, harness: Harness<AnyStage>, chosen: readonly Check<AnyStage>[]) {
    this.#job = job
    this.#chosen = chosen
    this.#keeper = new ProgramKeeper(harness.program, job.clock)
    this.#liveness = new Liveness(harness.side, async () => (await harness.isBack?.()) ?? true)
    this.#harness = harness
    this.#maker = new OutcomeMaker(job, harness)
    const tolerance = new Tolerance(harness.faults)
    this.#diagnosing = new Diagnosing(job, harness, tolerance)
    const prerequisites = new Prerequisites(chosen)
    this.#prerequisites = prerequisites
    const forgivenIn = (rule: string) => prerequisites.replacedApartFrom(rule)
    this.#attempts = new AttemptRunner(job, harness, tolerance, forgivenIn)
    this.#begun = job.clock()
  }

  findings(state: Findings['state']): Findings {
    const { dialect, target, seed, segmentation, clock } = this.#job
    return {
      dialect: dialect.name,
      groups: groupTitles(dialect),
      side: this.#harness.side,
      target,
      token: tokenOf(seed, segmentation),
      started: this.#started,
      time: clock() - this.#begun,
      state,
      trouble: this.#trouble,
      program: [...this.#keeper.events],
      diagnoses: this.#diagnosing.all,
      total: this.#chosen.length,
      ahead: [...this.#ahead].flatMap(([check, outcome]) => (this.#isOpen(check) ? [outcome] : [])),
      outcomes: [...this.#outcomes],
    }
  }

  /** All checks, one after the other; several at once where that is quicker. */
  async all(tell: () => void): Promise<void> {
    const { limit = Number.POSITIVE_INFINITY, clock } = this.#job
    let most = 1
    for (const [index, check] of this.#chosen.entries()) {
      if (clock() - this.#begun > limit) {
        throw new ProgramTrouble(`the run was ended after its limit of ${limit / 1000} s`)
      }
      if (most === 1 && this.#lanes > 1) {
        most = this.#lanes
        await this.#keeper.prepare()
        const left = this.#chosen.slice(index).filter((other) => this.#isOpen(other))
        await concurrently(left, most, (other) => this.#tryAhead(other), tell)
        this.#keeper.spoilt()
      }
      await this.#check(check)
      tell()
    }
  }

  /** What has not been tried never will be, and is lost. */
  abandon(trouble: Trouble): void {
    this.#trouble = trouble
    for (const check of this.#chosen.slice(this.#outcomes.length)) {
      this.#outcomes.push(this.#outcomeOf(check, skipped(trouble.why), 0, { missing: NOT_TRIED }))
    }
  }

  /** How many checks are to be tried at once. */
  get #lanes(): number {
    const passed = this.#outcomes.filter(({ verdict }) => verdict === 'pass')
    return (
      this.#job.parallel ?? (isLong(passed.map(({ time }) => time)) ? this.#harness.several : 1)
    )
  }

  /** Whether the check may be tried beside others, and nothing is known because of which it would not be. */
  #isOpen(check: Check<AnyStage>): boolean {
    return check.exclusive !== true && this.#prerequisites.rootOf(check) === undefined
  }

  /** Tries the check beside others; gives whether it has passed at once. */
  async #tryAhead(check: Check<AnyStage>): Promise<boolean> {
    this.#lastTried = 'several'
    const begun = this.#job.clock()
    const tried = await this.#attempts.at(check, 'ahead')
    if (tried.mayBeLate === true) this.#lateAhead.add(check)
    if (tried.end.kind !== 'pass') return false
    const outcome = this.#outcomeOf(check, tried, this.#job.clock() - begun)
    this.#ahead.set(check, outcome)
    return true
  }

  /** What came of it beside others holds where no rule is broken that it needs. */
  async #check(check: Check<AnyStage>): Promise<void> {
    const untried = check.untried?.(this.#job.options)
    if (untried !== undefined) {
      this.#outcomes.push(this.#outcomeOf(check, skipped(untried), 0))
      return
    }
    const ahead = this.#ahead.get(check)
    this.#ahead.delete(check)
    if (ahead !== undefined && this.#isOpen(check)) {
      this.#outcomes.push(ahead)
      return
    }
    const begun = this.#job.clock()
    const gone = await this.#liveness.since()
    const before = this.#prerequisites.rootOf(check) ?? gone
    const tried = await (before === undefined
      ? this.#tried(check)
      : this.#triedWithout(before, check, gone))
    const isPassed = tried.end.kind === 'pass'
    this.#diagnosing.saw(checkId(check), tried)
    const present = await this.#withPresence(check, await this.#ownOf(check, tried))
    const {
      attempted,
      missing = isPassed ? undefined : before,
      cause,
      about,
    } = await this.#explained(check, present)
    const time = this.#job.clock() - begun
    const outcome = this.#outcomeOf(check, attempted, time, {
      missing: this.#diagnosing.breaksNothing(missing) ? undefined : missing,
      cause: cause?.what ?? this.#diagnosing.what(missing),
      about,
    })
    const { failure, blockedBy = missing } = outcome
    if (cause !== undefined) {
      if (cause.tolerated === undefined) this.#prerequisites.leftOut(check, cause.name)
    } else if (failure !== undefined) {
      this.#prerequisites.broken(check, failure.rule.id, howMissing(attempted.end))
    } else if (blockedBy !== undefined) this.#prerequisites.leftOut(check, blockedBy)
    const { kind } = present.attempted.end
    if (kind === 'pass' || kind === 'fail') this.#lastTried = outcome
    this.#outcomes.push(outcome)
  }

  /** A failure that a diagnosis explains is told as that, once; what fails for it later was not tried. */
  async #explained(check: Check<AnyStage>, present: Present): Promise<Present> {
    const { attempted } = present
    const { end } = attempted
    if (end.kind !== 'fail') return present
    const { forgave } = attempted
    if (forgave !== undefined && end.gone === undefined) {
      return { attempted: skipped(this.#needs(forgave)), missing: forgave }
    }
    const { level } = this.#maker.rule(end.rule ?? check.rule)
    const found = await this.#diagnosing.of(checkId(check), attempted, level)
    if (found === undefined) return present
    const { diagnosis, how } = found
    const { what: why, hint } = diagnosis
    if (how === 'about') return { ...present, about: why }
    if (how === 'new') {
      const told = { ...end, hint, flaw: { ...end.flaw, why } }
      return { attempted: { ...attempted, end: told }, cause: diagnosis }
    }
    const skip = { kind: 'skip', reason: why } as const
    return { attempted: { ...attempted, end: skip }, missing: diagnosis.name, cause: diagnosis }
  }

  /**
   * What needs a broken rule is tried once where something else came in its place: a check is about its
   * own rule, and what it needs is that something works, not that it is spotless.
   */
  async #triedWithout(
    root: string,
    check: Check<AnyStage>,
    gone: string | undefined,
  ): Promise<AttemptResult> {
    const skip = skipped(this.#needs(root))
    if (gone !== undefined || !this.#prerequisites.mayBeTried(check)) return skip
    const attempt = () => this.#attempts.at(check, 'ahead')
    const tried = await this.#keeper.once(checkId(check), attempt)
    const isRight = tried.end.kind === 'pass'
    this.#prerequisites.triedWithout(root, isRight ? 'right' : 'in vain')
    return isRight ? tried : skip
  }

  #tried(check: Check<AnyStage>): Promise<AttemptResult> {
    const wasLate = this.#lateAhead.has(check) && this.#attempts.waitsLonger(check)
    const attempt = (haste: Haste, count: number) => this.#attempts.at(check, haste, count)
    return this.#keeper.tried(checkId(check), attempt, wasLate)
  }

  /**
   * A failure that was put down to another rule, of which the own check has passed and passes again,
   * is about what this check adds to that; but what is only a SHOULD makes no MUST broken, and what
   * fails without being cut says nothing about framing.
   */
  async #ownOf(check: Check<AnyStage>, tried: AttemptResult): Promise<AttemptResult> {
    const { end } = tried
    if (end.kind !== 'fail' || end.rule === undefined || end.gone !== undefined) return tried
    if (check.segmented === true) return tried
    const plain = this.#harness.checks.find((one) => checkId(one) === end.rule)
    const isKept = this.#outcomes.some(({ id, verdict }) => id === end.rule && verdict === 'pass')
    const isWorse =
      this.#maker.rule(end.rule).level === 'SHOULD' && this.#maker.rule(check.rule).level === 'MUST'
    if (plain === undefined || plain === check || !isKept || isWorse) return tried
    const again = await this.#tried(plain)
    return again.end.kind === 'pass' ? { ...tried, end: { ...end, rule: undefined } } : tried
  }

  /** That the program is gone is said once. */
  async #withPresence(check: Check<AnyStage>, tried: AttemptResult): Promise<Present> {
    const isOwned = this.#harness.program !== undefined
    if (isOwned || tried.end.kind !== 'fail' || tried.end.gone === undefined) {
      return { attempted: tried }
    }
    const end = this.#liveness.lost(check, tried.end, this.#lastTried)
    const since = await this.#liveness.since()
    const gone = since === undefined ? undefined : this.#liveness.why(since)
    if (gone !== undefined) this.#diagnosing.gone(checkId(check), gone)
    if (end !== 'said before') return { attempted: { ...tried, end } }
    return { attempted: skipped(this.#needs(since ?? check.rule)), missing: since }
  }

  #needs(rule: string): string {
    return (
      this.#diagnosing.what(rule) ??
      this.#liveness.why(rule) ??
      `needs ${rule}, which this ${this.#harness.side} breaks`
    )
  }

  #outcomeOf(
    check: Check<AnyStage>,
    attempted: AttemptResult,
    time: number,
    why: Pick<Known, 'missing' | 'cause' | 'about'> = {},
  ): Outcome {
    return this.#maker.outcome(check, attempted, {
      ...why,
      time,
      needs: (rule) => this.#needs(rule),
      isSaid: (rule) => this.#prerequisites.isSaid(rule),
    })
  }
}

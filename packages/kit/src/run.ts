import type { Check, Dialect, Rule } from '@parley/contract'
import { type AttemptResult, reasonOf, skipped, verdictOf } from './attempt-result.ts'
import { AttemptRunner } from './attempt-runner.ts'
import type { CheckEnd } from './check-end.ts'
import { checkId, groupOf, selectorOf } from './check-id.ts'
import { concurrently, isLong } from './concurrent.ts'
import { diagnose } from './diagnose.ts'
import type { Failure, Findings, Outcome, Trouble } from './findings.ts'
import type { Harness } from './harness.ts'
import { type CheckJob, tokenOf } from './job.ts'
import { Liveness } from './liveness.ts'
import { Prerequisites } from './prerequisites.ts'
import { ProgramKeeper } from './program-keeper.ts'
import { type Segmentation, whole } from './segmentation.ts'
import { ProgramTrouble } from './server-program.ts'
import { trimEvidence } from './trim-evidence.ts'

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

function groupTitles({ name, sections }: Dialect): Readonly<Record<string, string>> {
  const titles = Object.entries(sections)
  return Object.fromEntries(titles.map(([number, title]) => [`${name}-${number}`, title]))
}

/** The checks that a job asks for. */
export function chosenOf<AnyStage>(
  { only, scope }: Pick<CheckJob, 'only' | 'scope'>,
  checks: readonly Check<AnyStage>[],
): readonly Check<AnyStage>[] {
  return checks.filter((check) => {
    if (check.scope === 'extension' && scope !== 'extended') return false
    if (check.scope === 'original' && scope !== 'original') return false
    const names = [checkId(check), selectorOf(check, checks), check.rule, groupOf(check.rule)]
    return only.length === 0 || only.some((wanted) => names.includes(wanted))
  })
}

/** What checks are blocked by that a run did not come to. */
const NOT_TRIED = 'not tried'

class Run<AnyStage> {
  readonly #job: CheckJob
  readonly #harness: Harness<AnyStage>
  readonly #attempts: AttemptRunner<AnyStage>
  readonly #chosen: readonly Check<AnyStage>[]
  readonly #keeper: ProgramKeeper
  readonly #rules: ReadonlyMap<string, Rule>
  readonly #outcomes: Outcome[] = []
  readonly #prerequisites: Prerequisites
  readonly #liveness: Liveness
  readonly #started = Date.now()
  readonly #begun: number
  readonly #ahead = new Map<Check<AnyStage>, Outcome>()
  /** What met the program last: a check, or several at once. */
  #lastTried: Outcome | 'several' | undefined
  #trouble: Trouble | undefined

  constructor(job: CheckJob, harness: Harness<AnyStage>, chosen: readonly Check<AnyStage>[]) {
    this.#job = job
    this.#chosen = chosen
    this.#keeper = new ProgramKeeper(harness.program, job.clock)
    this.#attempts = new AttemptRunner(job, harness)
    this.#prerequisites = new Prerequisites(chosen)
    this.#liveness = new Liveness(harness.side, async () => (await harness.isBack?.()) ?? true)
    this.#harness = harness
    this.#rules = new Map(job.dialect.rules.map((rule) => [rule.id, rule]))
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
      this.#outcomes.push(this.#outcomeOf(check, skipped(trouble.why), 0, NOT_TRIED))
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
    const tried = await this.#attempts.at(check, 'failed')
    if (tried.end.kind !== 'pass') return false
    const outcome = this.#outcomeOf(check, tried, this.#job.clock() - begun, undefined)
    this.#ahead.set(check, outcome)
    return true
  }

  /** What came of it beside others holds where no rule is broken that it needs. */
  async #check(check: Check<AnyStage>): Promise<void> {
    const ahead = this.#ahead.get(check)
    this.#ahead.delete(check)
    if (ahead !== undefined && this.#isOpen(check)) {
      this.#outcomes.push(ahead)
      return
    }
    const begun = this.#job.clock()
    const before = this.#prerequisites.rootOf(check) ?? (await this.#liveness.since())
    const tried = before === undefined ? await this.#tried(check) : skipped(this.#needs(before))
    const { attempted, missing = before } = await this.#withPresence(
      check,
      await this.#ownOf(check, tried),
    )
    const outcome = this.#outcomeOf(check, attempted, this.#job.clock() - begun, missing)
    const { failure, blockedBy } = outcome
    if (failure !== undefined) this.#prerequisites.broken(check, failure.rule.id)
    else if (blockedBy !== undefined) this.#prerequisites.leftOut(check, blockedBy)
    if (attempted.end.kind === 'pass' || attempted.end.kind === 'fail') this.#lastTried = outcome
    this.#outcomes.push(outcome)
  }

  #tried(check: Check<AnyStage>): Promise<AttemptResult> {
    return this.#keeper.tried(checkId(check), (count) => this.#attempts.at(check, 'again', count))
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
      this.#rule(end.rule).level === 'SHOULD' && this.#rule(check.rule).level === 'MUST'
    if (plain === undefined || plain === check || !isKept || isWorse) return tried
    const again = await this.#tried(plain)
    return again.end.kind === 'pass' ? { ...tried, end: { ...end, rule: undefined } } : tried
  }

  /** That the program is gone is said once. */
  async #withPresence(
    check: Check<AnyStage>,
    tried: AttemptResult,
  ): Promise<{ readonly attempted: AttemptResult; readonly missing?: string | undefined }> {
    const isOwned = this.#harness.program !== undefined
    if (isOwned || tried.end.kind !== 'fail' || tried.end.gone === undefined) {
      return { attempted: tried }
    }
    const end = this.#liveness.lost(check, tried.end, this.#lastTried)
    if (end !== 'said before') return { attempted: { ...tried, end } }
    const missing = await this.#liveness.since()
    return { attempted: skipped(this.#needs(missing ?? check.rule)), missing }
  }

  #needs(rule: string): string {
    return this.#liveness.why(rule) ?? `needs ${rule}, which this ${this.#harness.side} breaks`
  }

  #outcomeOf(
    check: Check<AnyStage>,
    attempted: AttemptResult,
    time: number,
    missing: string | undefined,
  ): Outcome {
    const { end, ending, log, segmentation } = attempted
    const failed = end.kind === 'fail' ? this.#failure(check, end, segmentation) : undefined
    const isGone = end.kind === 'fail' && end.gone !== undefined
    const isSaidBefore = failed !== undefined && !isGone && this.#isSaidBefore(check, failed.rule)
    const rule = failed?.rule ?? this.#rule(check.rule)
    const hint = end.kind === 'fail' ? end.hint : undefined
    const verdict = verdictOf(end, rule, isSaidBefore)
    const isBad = verdict === 'fail' || verdict === 'warn'
    const token = tokenOf(
      this.#job.seed,
      check.segmented === true && isBad ? segmentation.name : undefined,
    )
    return {
      id: checkId(check),
      rule: this.#rule(check.rule),
      group: groupOf(check.rule),
      title:
        isBad && segmentation !== whole ? `${check.title} (${segmentation.words})` : check.title,
      verdict,
      failure: isBad ? failed : undefined,
      reason: isSaidBefore ? this.#needs(rule.id) : (reasonOf(end) ?? attempted.remark),
      blockedBy: isSaidBefore ? rule.id : missing,
      hint: isBad ? (hint ?? this.#hintOf(check, rule)) : undefined,
      ending,
      program: attempted.program,
      log: verdict === 'pass' ? [] : log,
      time,
      command: this.#job.command(selectorOf(check, this.#harness.checks), token),
    }
  }

  /** What another check is about, and what has been said of it, is not said again. */
  #isSaidBefore(check: Check<AnyStage>, rule: Rule): boolean {
    return rule.id !== check.rule && this.#prerequisites.isSaid(rule.id)
  }

  #failure(
    check: Check<AnyStage>,
    end: Extract<CheckEnd, { kind: 'fail' }>,
    segmentation: Segmentation,
  ): Failure {
    const isFraming = check.segmented === true && segmentation !== whole
    return {
      rule: this.#rule(isFraming ? check.rule : (end.rule ?? check.rule)),
      expected: end.expected,
      ...trimEvidence(end),
      recognised: diagnose(
        this.#job,
        this.#harness.side,
        end,
        isFraming ? segmentation.name : undefined,
      ),
    }
  }

  /** Where another rule is broken, what its own check would say. */
  #hintOf(check: Check<AnyStage>, { id }: Rule): string {
    const other = this.#harness.checks.find((one) => checkId(one) === id)
    return id === check.rule ? check.hint : (other?.hint ?? check.hint)
  }

  #rule(id: string): Rule {
    const rule = this.#rules.get(id)
    if (rule === undefined) throw new Error(`${this.#job.dialect.name} has no rule ${id}`)
    return rule
  }
}

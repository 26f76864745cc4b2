import type { Check, Rule } from '@parley/contract'
import { ahead } from './ahead.ts'
import { type Attempted, ended, lostWithin, reasonOf, skipped, verdictOf } from './attempt.ts'
import { evidenceOf } from './evidence.ts'
import type { CheckEnd } from './failed.ts'
import type { Failure, Findings, Outcome, Side } from './findings.ts'
import { type CheckJob, tokenOf } from './job.ts'
import { type Manner, mannerNamed, mannersFor, whole } from './manners.ts'
import { groupOf, idOf, onlyOf } from './names.ts'
import type { Patience } from './patience.ts'
import { Prerequisites } from './prerequisites.ts'
import { Presence } from './presence.ts'
import { hashed } from './random.ts'
import { recognise } from './recognise.ts'
import type { Attempt, CommonStage } from './stage.ts'

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

const LATE = 'an answer came late; all was right once it had more time'

/** A stage for each attempt at a check. */
export interface Theatre<AnyStage> {
  readonly side: Side
  readonly checks: readonly Check<AnyStage>[]
  readonly patience: Patience
  /** What is to be done before the first check; an error of it ends the run. */
  begin?(): Promise<void>
  /** Whether a program that has been gone takes connections again. */
  isBack?(): Promise<boolean>
  /** Ends at once what the theatre has started. */
  close?(): Promise<void>
  open(attempt: Attempt): Promise<{
    readonly stage: AnyStage
    readonly common: CommonStage<unknown, unknown>
    /** What is done with the program before the check; may end it. */
    begin(): Promise<void>
    /** Ends what belongs to the stage apart from its connections. */
    close(): Promise<void>
  }>
}

/** Runs the checks one after the other; `told` is called with the findings, before and after each. */
export async function runChecks<AnyStage>(
  job: CheckJob,
  theatre: Theatre<AnyStage>,
  told: (findings: Findings) => void = () => {},
): Promise<Findings> {
  const chosen = chosenOf(job, theatre.checks)
  const run = new Run(job, theatre, new Prerequisites(chosen))
  let findings = run.findings(chosen.length, 'running')
  told(findings)
  await theatre.begin?.()
  const passed = await ahead(chosen, job.parallel, (check) => run.alone(check))
  for (const check of chosen) {
    const outcome = passed.get(check)
    if (outcome === undefined) await run.check(check)
    else run.add(outcome)
    findings = run.findings(chosen.length, 'running')
    told(findings)
  }
  findings = run.findings(chosen.length, 'whole')
  told(findings)
  return findings
}

/** The checks that a job asks for. */
export function chosenOf<AnyStage>(
  { only, scope }: Pick<CheckJob, 'only' | 'scope'>,
  checks: readonly Check<AnyStage>[],
): readonly Check<AnyStage>[] {
  return checks.filter((check) => {
    if (check.scope === 'extension' && scope !== 'extended') return false
    if (check.scope === 'original' && scope !== 'original') return false
    const names = [idOf(check), onlyOf(check, checks), check.rule, groupOf(check.rule)]
    return only.length === 0 || only.some((wanted) => names.includes(wanted))
  })
}

class Run<AnyStage> {
  readonly #job: CheckJob
  readonly #theatre: Theatre<AnyStage>
  readonly #patience: Patience
  readonly #rules: ReadonlyMap<string, Rule>
  readonly #outcomes: Outcome[] = []
  readonly #prerequisites: Prerequisites
  readonly #presence: Presence
  readonly #started = Date.now()
  readonly #begun: number
  #leftOpen = 0
  #slowInVain = 0

  constructor(job: CheckJob, theatre: Theatre<AnyStage>, prerequisites: Prerequisites) {
    this.#job = job
    this.#prerequisites = prerequisites
    this.#presence = new Presence(theatre.side, async () => (await theatre.isBack?.()) ?? true)
    this.#theatre = theatre
    this.#patience = theatre.patience
    this.#rules = new Map(job.dialect.rules.map((rule) => [rule.id, rule]))
    this.#begun = job.clock()
  }

  findings(total: number, state: Findings['state']): Findings {
    const { dialect, target, seed, manner, clock } = this.#job
    return {
      dialect: dialect.name,
      side: this.#theatre.side,
      target,
      token: tokenOf(seed, manner),
      started: this.#started,
      time: clock() - this.#begun,
      state,
      total,
      outcomes: [...this.#outcomes],
    }
  }

  /** What comes of the check by itself, whatever is known of others; undefined: it has not passed. */
  async alone(check: Check<AnyStage>): Promise<Outcome | undefined> {
    const begun = this.#job.clock()
    const tried = await this.#attempts(check)
    if (tried.end.kind !== 'pass' || tried.remark !== undefined) return undefined
    return this.#outcomeOf(check, tried, this.#job.clock() - begun, undefined)
  }

  add(outcome: Outcome): void {
    this.#outcomes.push(outcome)
  }

  async check(check: Check<AnyStage>): Promise<void> {
    const begun = this.#job.clock()
    const before = this.#prerequisites.rootOf(check) ?? (await this.#presence.since())
    const tried = before === undefined ? await this.#attempts(check) : skipped(this.#needs(before))
    const { attempted, missing = before } = await this.#withPresence(check, tried)
    const outcome = this.#outcomeOf(check, attempted, this.#job.clock() - begun, missing)
    const { failure, blockedBy } = outcome
    if (failure !== undefined) this.#prerequisites.broken(check, failure.rule.id)
    else if (blockedBy !== undefined) this.#prerequisites.leftOut(check, blockedBy)
    this.#outcomes.push(outcome)
  }

  /** That the program is gone is said once. */
  async #withPresence(
    check: Check<AnyStage>,
    tried: Attempted,
  ): Promise<{ readonly attempted: Attempted; readonly missing?: string | undefined }> {
    if (tried.end.kind !== 'fail' || tried.end.gone === undefined) return { attempted: tried }
    const end = this.#presence.lost(check, tried.end, this.#outcomes.at(-1))
    if (end !== 'said before') return { attempted: { ...tried, end } }
    const missing = await this.#presence.since()
    return { attempted: skipped(this.#needs(missing ?? check.rule)), missing }
  }

  #needs(rule: string): string {
    return this.#presence.why(rule) ?? `needs ${rule}, which this ${this.#theatre.side} breaks`
  }

  async #attempts(check: Check<AnyStage>): Promise<Attempted> {
    const begun = this.#job.clock()
    const known = this.#knownManner(check)
    if (known !== undefined) return await this.#patiently(check, known, 1)
    const first = await this.#patiently(check, whole, 0)
    if (check.manner !== 'framing' || first.end.kind !== 'pass') return first
    const cuts = cutsIn(this.#job.clock() - begun)
    const seed = hashed(`${this.#job.seed} ${idOf(check)}`)
    let remark = first.remark
    for (const manner of this.#manners(mannersFor(first.spoken, seed, cuts))) {
      const next = await this.#patiently(check, manner, 1)
      if (next.end.kind !== 'pass') return lostWithin(next)
      remark ??= next.remark
    }
    return { ...first, remark }
  }

  /** The manner that was asked for, where it does not take a run in one piece to know it. */
  #knownManner({ manner }: Check<AnyStage>): Manner | undefined {
    const { manner: name } = this.#job
    return manner === 'framing' && name !== undefined && name !== 'reset'
      ? mannerNamed(name)
      : undefined
  }

  /** All of them, or the one that was asked for. */
  #manners(all: readonly Manner[]): readonly Manner[] {
    const { manner: name } = this.#job
    if (name === undefined) return all
    const wanted = all.find((manner) => manner.name === name) ?? mannerNamed(name)
    return wanted === undefined ? [] : [wanted]
  }

  /**
   * What has failed only because nothing came in time is tried once more, without haste: a machine
   * may be busy. Once that has changed nothing a few times, it is known to be no question of time.
   */
  async #patiently(check: Check<AnyStage>, manner: Manner, count: number): Promise<Attempted> {
    const wasHasty = this.#patience.isHasty
    const first = await this.#attempt(check, manner, count, this.#patience)
    const isLate = first.end.kind === 'fail' && first.end.time === 'late'
    if (!isLate || !wasHasty || this.#slowInVain >= MOST_IN_VAIN[this.#rule(check.rule).level]) {
      return first
    }
    const second = await this.#attempt(check, manner, count + 2, this.#patience.slow)
    this.#slowInVain = second.end.kind === 'fail' ? this.#slowInVain + 1 : 0
    return second.end.kind === 'pass' ? { ...second, remark: LATE } : second
  }

  async #attempt(
    check: Check<AnyStage>,
    manner: Manner,
    count: number,
    patience: Patience,
  ): Promise<Attempted> {
    const attempt = { id: `${idOf(check)} ${manner.name}`, manner, count, patience }
    const { stage, common, begin, close } = await this.#theatre.open(attempt)
    const end = await ended(() => begin().then(() => check.run(stage)), patience)
    const isOver = end.kind === 'pass' || end.kind === 'skip'
    const isKnown = this.#leftOpen >= PATIENT_ENDINGS || !isOver
    const ending = await common.finish(
      isKnown ? SHORT_ENDING : Math.min(LONG_ENDING, this.#patience.answer),
    )
    if (isOver && common.wasLeftOpen) this.#leftOpen += 1
    await close()
    return { end, ending, log: common.log.entries, spoken: common.spoken, manner }
  }

  #outcomeOf(
    check: Check<AnyStage>,
    attempted: Attempted,
    time: number,
    missing: string | undefined,
  ): Outcome {
    const { end, ending, log, manner } = attempted
    const failed = end.kind === 'fail' ? this.#failure(check, end, manner) : undefined
    const isSaidBefore = failed !== undefined && this.#isSaidBefore(check, failed.rule)
    const rule = failed?.rule ?? this.#rule(check.rule)
    const hint = end.kind === 'fail' ? end.hint : undefined
    const verdict = verdictOf(end, rule, isSaidBefore)
    const isBad = verdict === 'fail' || verdict === 'warn'
    const token = tokenOf(
      this.#job.seed,
      check.manner === 'framing' && isBad ? manner.name : undefined,
    )
    return {
      id: idOf(check),
      rule: this.#rule(check.rule),
      group: groupOf(check.rule),
      title: isBad && manner !== whole ? `${check.title} (${manner.words})` : check.title,
      verdict,
      failure: isBad ? failed : undefined,
      reason: isSaidBefore ? this.#needs(rule.id) : (reasonOf(end) ?? attempted.remark),
      blockedBy: isSaidBefore ? rule.id : missing,
      hint: isBad ? (hint ?? this.#hintOf(check, rule)) : undefined,
      ending,
      log: verdict === 'pass' ? [] : log,
      time,
      command: this.#job.command(onlyOf(check, this.#theatre.checks), token),
    }
  }

  /** What another check is about, and what has been said of it, is not said again. */
  #isSaidBefore(check: Check<AnyStage>, rule: Rule): boolean {
    return rule.id !== check.rule && this.#prerequisites.isSaid(rule.id)
  }

  #failure(
    check: Check<AnyStage>,
    end: Extract<CheckEnd, { kind: 'fail' }>,
    manner: Manner,
  ): Failure {
    const isFraming = check.manner === 'framing' && manner !== whole
    return {
      rule: this.#rule(isFraming ? check.rule : (end.rule ?? check.rule)),
      expected: end.expected,
      ...evidenceOf(end),
      recognised: recognise(
        this.#job,
        this.#theatre.side,
        end,
        isFraming ? manner.name : undefined,
      ),
    }
  }

  /** Where another rule is broken, what its own check would say. */
  #hintOf(check: Check<AnyStage>, { id }: Rule): string {
    const other = this.#theatre.checks.find((one) => idOf(one) === id)
    return id === check.rule ? check.hint : (other?.hint ?? check.hint)
  }

  #rule(id: string): Rule {
    const rule = this.#rules.get(id)
    if (rule === undefined) throw new Error(`${this.#job.dialect.name} has no rule ${id}`)
    return rule
  }
}

/** In how many places there is time to cut, where the whole check takes so many milliseconds. */
function cutsIn(time: number): number {
  return Math.max(LEAST_CUTS, Math.min(MOST_CUTS, Math.floor(CUTTING_TIME / Math.max(1, time))))
}

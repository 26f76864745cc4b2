import type { Check, Rule } from '@parley/contract'
import { type AttemptResult, reasonOf, verdictOf } from './attempt-result.ts'
import type { CheckEnd } from './check-end.ts'
import { checkId, groupOf } from './check-id.ts'
import type { Failure, Outcome } from './findings.ts'
import type { Harness } from './harness.ts'
import { type CheckJob, tokenOf } from './job.ts'
import { recognised } from './recognise.ts'
import { whole } from './segmentation.ts'
import { trimEvidence } from './trim-evidence.ts'

/** What is known of an attempt beside what it came to. */
export interface Known {
  /** In milliseconds. */
  readonly time: number
  /** The broken rule, or the diagnosis, because of which the check was not tried. */
  readonly missing?: string | undefined
  /** The sentence of the diagnosis that explains it. */
  readonly cause?: string | undefined
  /** The same where the check’s own rule forbids it, so that its verdict is that rule’s. */
  readonly about?: string | undefined
  /** Why a check is not tried that needs this rule. */
  readonly needs: (rule: string) => string
  readonly isSaid: (rule: string) => boolean
}

/** Makes what reports say of a check from what came of its attempts. */
export class OutcomeMaker<AnyStage> {
  readonly #job: CheckJob
  readonly #harness: Harness<AnyStage>
  readonly #rules: ReadonlyMap<string, Rule>

  constructor(job: CheckJob, harness: Harness<AnyStage>) {
    this.#job = job
    this.#harness = harness
    this.#rules = new Map(job.dialect.rules.map((rule) => [rule.id, rule]))
  }

  rule(id: string): Rule {
    const rule = this.#rules.get(id)
    if (rule === undefined) throw new Error(`${this.#job.dialect.name} has no rule ${id}`)
    return rule
  }

  outcome(check: Check<AnyStage>, attempted: AttemptResult, known: Known): Outcome {
    const { end, ending, log, segmentation } = attempted
    const { missing, cause, about, time } = known
    const failed = end.kind === 'fail' ? this.#failure(check, end, attempted) : undefined
    const rule = failed?.rule ?? this.rule(check.rule)
    const isOther = failed !== undefined && rule.id !== check.rule && cause === undefined
    const isGone = end.kind === 'fail' && end.gone !== undefined
    const isSaidBefore = isOther && !isGone && known.isSaid(rule.id)
    const isCaused = cause !== undefined && end.kind === 'fail'
    const verdict = isCaused ? 'fail' : verdictOf(end, rule, isSaidBefore)
    const isBad = verdict === 'fail' || verdict === 'warn'
    const token = tokenOf(
      this.#job.seed,
      check.segmented === true && isBad ? segmentation.name : undefined,
    )
    const hint = end.kind === 'fail' ? end.hint : undefined
    return {
      id: checkId(check),
      rule: this.rule(check.rule),
      group: groupOf(check.rule),
      title:
        isBad && segmentation !== whole ? `${check.title} (${segmentation.words})` : check.title,
      verdict,
      failure: isBad ? failed : undefined,
      reason: isSaidBefore ? known.needs(rule.id) : (reasonOf(end) ?? attempted.remark),
      blockedBy: isSaidBefore ? rule.id : missing,
      cause: cause ?? (isBad ? about : undefined),
      hint: isBad ? (hint ?? this.#hintOf(check, rule)) : undefined,
      ending,
      forgave: verdict === 'pass' ? attempted.forgave : undefined,
      program: attempted.program,
      exception: isBad ? attempted.exception : undefined,
      log: verdict === 'pass' ? [] : log,
      judgedAt: attempted.judgedAt,
      time,
      command: this.#job.command(checkId(check), token),
    }
  }

  #failure(
    check: Check<AnyStage>,
    end: Extract<CheckEnd, { kind: 'fail' }>,
    { segmentation, spoken, log, program }: AttemptResult,
  ): Failure {
    const isFraming = check.segmented === true && segmentation !== whole
    const shown = log.map((one) => (one.kind === 'shown' ? one.text : ''))
    const printed = [...shown, ...(program?.output ?? [])].join('\n')
    return {
      rule: this.rule(isFraming ? check.rule : (end.rule ?? check.rule)),
      expected: end.expected,
      ...trimEvidence(end),
      recognised: recognised(
        this.#job,
        this.#harness.side,
        end,
        isFraming ? { segmentation, spoken, printed } : undefined,
      ),
    }
  }

  /** Where another rule is broken, what its own check would say. */
  #hintOf(check: Check<AnyStage>, { id }: Rule): string {
    const other = this.#harness.checks.find((one) => checkId(one) === id)
    return id === check.rule ? check.hint : (other?.hint ?? check.hint)
  }
}

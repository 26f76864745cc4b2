import type { Check } from '@parley/contract'
import type { CheckEnd } from './failed.ts'
import type { Outcome, Side } from './findings.ts'
import { idOf } from './names.ts'

type Failed = Extract<CheckEnd, { kind: 'fail' }>

const HINT =
  'Look at what it printed when it ended. Whatever one client says or does, the others must be served.'

/** Whether the program is there, and since when it is not. */
export class Presence {
  readonly #side: Side
  readonly #isBack: () => Promise<boolean>
  #goneAt: { readonly rule: string; readonly check: string } | undefined

  /** `isBack`: whether it takes connections again. */
  constructor(side: Side, isBack: () => Promise<boolean>) {
    this.#side = side
    this.#isBack = isBack
  }

  /** The rule since whose check the program is gone; undefined where it is there. */
  async since(): Promise<string | undefined> {
    if (this.#goneAt !== undefined && (await this.#isBack())) this.#goneAt = undefined
    return this.#goneAt?.rule
  }

  /** Why nothing can be tried; undefined where it is not for this rule. */
  why(rule: string): string | undefined {
    return rule === this.#goneAt?.rule
      ? `the ${this.#side} takes no connections any more, since ${this.#goneAt.check}`
      : undefined
  }

  /**
   * A check has found the program gone. Whose fault that is: the check’s own where it has spoken with
   * the program before; of the `last` one that was tried otherwise, which may have failed for it.
   */
  lost(check: Check<never>, end: Failed, last: Outcome | undefined): Failed | 'said before' {
    const isOwn = end.gone === 'during' || last === undefined
    const rule = isOwn ? check.rule : (last.failure?.rule.id ?? last.rule.id)
    this.#goneAt = { rule, check: isOwn ? idOf(check) : last.id }
    if (!isOwn && last.verdict === 'fail') return 'said before'
    const when = isOwn ? 'in this check' : `in ${last.id}, or just after it`
    const why = last === undefined ? end.flaw.why : `${end.flaw.why}; it has ended ${when}`
    return { ...end, rule, flaw: { why }, hint: HINT }
  }
}

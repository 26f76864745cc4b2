import type { Check } from '@parley/contract'
import type { CheckEnd } from './check-end.ts'
import { checkId } from './check-id.ts'
import type { Outcome, Side } from './findings.ts'

type Failed = Extract<CheckEnd, { kind: 'fail' }>

const HINT =
  'Look at what it printed when it ended. Whatever one client says or does, the others must be served.'

const SEVERAL = 'several checks were tried at once'

/** Whether the program is there, and since when it is not. */
export class Liveness {
  readonly #side: Side
  readonly #isBack: () => Promise<boolean>
  #goneAt: { readonly rule: string; readonly since: string } | undefined

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
      ? `the ${this.#side} takes no connections any more, since ${this.#goneAt.since}`
      : undefined
  }

  /**
   * A check has found the program gone. Whose fault that is: the check’s own where it has spoken with
   * the program before; of the `last` one that was tried otherwise, which may have failed for it.
   * `several`: many had been tried at once, and nobody knows which of them it was.
   */
  lost(
    check: Check<never>,
    end: Failed,
    last: Outcome | 'several' | undefined,
  ): Failed | 'said before' {
    const other = end.gone === 'during' ? undefined : last
    if (other === 'several') {
      this.#goneAt = { rule: check.rule, since: SEVERAL }
      const why = `${end.flaw.why}; it has ended while ${SEVERAL}: --parallel 1 shows in which`
      return { ...end, rule: check.rule, flaw: { why }, hint: HINT }
    }
    const rule = other === undefined ? check.rule : (other.failure?.rule.id ?? other.rule.id)
    this.#goneAt = { rule, since: other?.id ?? checkId(check) }
    if (other?.verdict === 'fail') return 'said before'
    const when = other === undefined ? 'in this check' : `in ${other.id}, or just after it`
    const why = last === undefined ? end.flaw.why : `${end.flaw.why}; it has ended ${when}`
    return { ...end, rule, flaw: { why }, hint: HINT }
  }
}

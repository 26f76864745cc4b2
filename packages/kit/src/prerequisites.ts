import type { Check } from '@parley/contract'
import { checkId } from './check-id.ts'

type Known = Pick<Check<unknown>, 'rule' | 'variant' | 'scope' | 'needs'>

interface Missing {
  /** The rule that is broken, of which this is a consequence. */
  readonly root: string
  /** It was seen by a check of what not every program has. */
  readonly isScoped: boolean
}

/**
 * What a run has found missing, and what cannot be tried without it. A rule is missing when its plain
 * check has failed, the one without a variant, or any of its checks where none is plain; or when
 * another check has come upon it. What could not be tried is missing as well. A check of what not
 * every program has leaves out only others of its kind.
 */
export class Prerequisites {
  readonly #plain: ReadonlySet<string>
  readonly #missing = new Map<string, Missing>()
  readonly #said = new Set<string>()

  constructor(checks: readonly Known[]) {
    this.#plain = new Set(checks.filter(({ variant }) => variant === undefined).map(checkId))
  }

  /** The broken rule because of which the check is not tried, if there is one. */
  rootOf({ needs = [], scope }: Known): string | undefined {
    for (const need of needs) {
      const missing = this.#missing.get(need)
      if (missing !== undefined && (!missing.isScoped || scope !== undefined)) {
        return missing.root
      }
    }
    return undefined
  }

  /** Whether another check has said already that the rule is broken. */
  isSaid(rule: string): boolean {
    return this.#said.has(rule)
  }

  /** The check has found that rule broken. */
  broken(check: Known, rule: string): void {
    this.#said.add(rule)
    this.#miss(check, rule)
    if (rule !== check.rule) this.#note(rule, check, rule)
  }

  /** The check could not be tried, because of a rule that is broken. */
  leftOut(check: Known, root: string): void {
    this.#miss(check, root)
  }

  #miss(check: Known, root: string): void {
    this.#note(checkId(check), check, root)
    if (!this.#plain.has(check.rule)) this.#note(check.rule, check, root)
  }

  #note(id: string, { scope }: Known, root: string): void {
    const isScoped = scope !== undefined
    if (this.#missing.get(id)?.isScoped !== false) this.#missing.set(id, { root, isScoped })
  }
}

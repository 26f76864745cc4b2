import type { Check } from '@parley/contract'
import { checkId } from './check-id.ts'

type Known = Pick<Check<unknown>, 'rule' | 'variant' | 'scope' | 'needs'>

/** So many checks in a row are tried in vain that need the same broken rule. */
const MOST_IN_VAIN = 8

interface Missing {
  /** The rule that is broken, of which this is a consequence. */
  readonly root: string
  /** It was seen by a check of what not every program has. */
  readonly isScoped: boolean
  /** There is something in its place, which may do for others. */
  readonly isReplaced: boolean
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
  readonly #inVain = new Map<string, number>()

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

  /**
   * Whether the check is tried all the same: where something else came than the broken rule asks for, what
   * others need of it may be there. Not after a few of those that need the same were in vain.
   */
  mayBeTried({ needs = [] }: Known): boolean {
    return needs.every((need) => {
      const missing = this.#missing.get(need)
      if (missing === undefined) return true
      return missing.isReplaced && (this.#inVain.get(missing.root) ?? 0) < MOST_IN_VAIN
    })
  }

  /** The broken rules, apart from this one, in whose place something else came. */
  replacedApartFrom(rule: string): ReadonlySet<string> {
    const replaced = [...this.#missing].filter(([id, one]) => one.isReplaced && one.root === id)
    return new Set(replaced.map(([id]) => id).filter((id) => id !== rule))
  }

  /** A check was tried although that rule is broken. */
  triedWithout(root: string, result: 'right' | 'in vain'): void {
    this.#inVain.set(root, result === 'right' ? 0 : (this.#inVain.get(root) ?? 0) + 1)
  }

  /** Whether another check has said already that the rule is broken. */
  isSaid(rule: string): boolean {
    return this.#said.has(rule)
  }

  /** The check has found that rule broken; `replaced`: something else came in its place. */
  broken(check: Known, rule: string, how: 'replaced' | 'missing' = 'missing'): void {
    this.#said.add(rule)
    const isReplaced = how === 'replaced'
    this.#miss(check, rule, isReplaced)
    if (rule !== check.rule) this.#note(rule, check, rule, isReplaced)
  }

  /** The check could not be tried, because of a rule that is broken. */
  leftOut(check: Known, root: string): void {
    const isReplaced = [...this.#missing.values()].some(
      (one) => one.root === root && one.isReplaced,
    )
    this.#miss(check, root, isReplaced)
  }

  #miss(check: Known, root: string, isReplaced: boolean): void {
    this.#note(checkId(check), check, root, isReplaced)
    if (!this.#plain.has(check.rule)) this.#note(check.rule, check, root, isReplaced)
  }

  #note(id: string, { scope }: Known, root: string, isReplaced: boolean): void {
    const isScoped = scope !== undefined
    if (this.#missing.get(id)?.isScoped === false) return
    this.#missing.set(id, { root, isScoped, isReplaced })
  }
}

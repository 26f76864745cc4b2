import type { Passwords, Waiting } from '@parley/engine'
import type { Verdict } from './op.ts'

/** What the engine would have to know of a password to go on. */
export type WantedVerdict =
  | { readonly kind: 'hash' }
  | { readonly kind: 'verify'; readonly of: string | null }

const over: Waiting = { cancel: () => {}, defer: () => {} }

/**
 * Answers the engine's questions about a password with the verdict that stands in the log. Where that is
 * missing, or of another hash, the engine is told that too many are waiting, which changes nothing, and
 * `wanted` is what would have been needed.
 */
export class VerdictPasswords implements Passwords {
  #verdict: Verdict | undefined
  #wanted: WantedVerdict | undefined

  /** What the latest question was, if there was no answer to it. */
  get wanted(): WantedVerdict | undefined {
    return this.#wanted
  }

  /** The verdict of the entry that is about to be applied. */
  set verdict(verdict: Verdict | undefined) {
    this.#verdict = verdict
    this.#wanted = undefined
  }

  hash(_password: string, then: (hash: string | undefined) => void): Waiting {
    const verdict = this.#verdict
    const known = verdict?.kind === 'hash' ? verdict.hash : undefined
    if (known === undefined) this.#wanted = { kind: 'hash' }
    then(known)
    return over
  }

  verify(
    _password: string,
    hash: string | undefined,
    then: (right: boolean | undefined) => void,
  ): Waiting {
    const verdict = this.#verdict
    const of = hash ?? null
    const known = verdict?.kind === 'verify' && verdict.of === of ? verdict.right : undefined
    if (known === undefined) this.#wanted = { kind: 'verify', of }
    then(known)
    return over
  }
}

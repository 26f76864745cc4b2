import { visible } from './notation.ts'

/** What a check found wrong, in words; empty where all is well. */
export type Findings = readonly string[]

/** So many findings of one check are kept; the first ones show what is wrong. */
const MOST = 10

/** Gathers findings. What is thrown inside `during` is one. */
export class Notes {
  readonly #found: string[] = []

  get full(): boolean {
    return this.#found.length >= MOST
  }

  get findings(): Findings {
    return this.#found
  }

  add(finding: string | undefined): void {
    if (finding !== undefined && !this.full) this.#found.push(finding)
  }

  /** `wanted` did not hold. */
  expect(wanted: boolean, finding: string): void {
    if (!wanted) this.add(finding)
  }

  /** `actual` should be `expected`, both as the text that shows them. */
  same(actual: string, expected: string, what: string): void {
    if (actual === expected) return
    let at = 0
    while (actual[at] === expected[at]) at += 1
    this.add(`${what}: expected ${excerpt(expected, at)}, came ${excerpt(actual, at)}`)
  }

  /** Runs a part of a check. */
  during(what: string, part: () => void): void {
    if (this.full) return
    try {
      part()
    } catch (error) {
      this.add(`${what}: threw ${thrown(error)}`)
    }
  }
}

/** A long text from a little before a place on. */
function excerpt(text: string, at: number): string {
  const from = Math.max(0, Math.min(at - 40, text.length - 160))
  const shown = visible(text.slice(from, from + 160))
  return `${from > 0 ? '…' : ''}${shown}${from + 160 < text.length ? '…' : ''}`
}

/** An error with the place where it was thrown. */
export function thrown(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return (error.stack ?? error.message).split('\n').slice(0, 3).join(' ')
}

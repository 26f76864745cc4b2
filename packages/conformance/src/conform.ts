import { describe, expect, test } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { checksOf } from './checks.ts'
import { readFixtures } from './fixtures.ts'

/** How long one check may take on a busy machine, in milliseconds. */
const TIMEOUT = 120_000

export interface Conformance {
  /** The folder of the transcripts, with a slash at its end. */
  readonly fixtures: URL
  /** Checks that are left out, by title, each with the reason. */
  readonly skip?: Readonly<Record<string, string>>
}

/** Registers a test for every check of a dialect. Call it at the top of a test file. */
export function conform(dialect: Dialect, { fixtures, skip = {} }: Conformance): void {
  const checks = checksOf(dialect, readFixtures(fixtures))
  describe(`${dialect.name} conforms`, () => {
    for (const { title, run } of checks) {
      const reason = skip[title]
      if (reason !== undefined) test.skip(`${title}: ${reason}`, () => {})
      else test(title, () => expect(run()).toEqual([]), TIMEOUT)
    }
    test('what is skipped is a check, and has a reason', () => {
      const titles = checks.map(({ title }) => title)
      for (const [title, reason] of Object.entries(skip)) {
        expect(titles).toContain(title)
        expect(reason.trim()).not.toBe('')
      }
    })
  })
}

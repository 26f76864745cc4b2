import { describe, expect, test } from '@jest/globals'
import type { ServerDialect } from '@parley/contract'
import { checksOf } from './checks.ts'
import { readFixtures, readSpecification } from './fixtures.ts'

/** How long one check may take on a busy machine, in milliseconds. */
const TIMEOUT = 120_000

export interface Conformance {
  /**
   * The folder of the transcripts, with a slash at its end; a dialect without a client may have none.
   * The specification is the `README.md` beside it.
   */
  readonly fixtures?: URL
  /**
   * Where there is no client: what one says, one message after another, from the login on; best with a
   * message to everyone or to bob, and a question for the list. What comes of it is played in all
   * segments, and checks learn from it how a user talks.
   */
  readonly says?: readonly string[]
  /** Checks that are left out, by title, each with the reason. */
  readonly skip?: Readonly<Record<string, string>>
}

/**
 * Registers a test for every check of a dialect, also of one that is only served. Call it at the top of
 * a test file.
 *
 * @example
 * conform(dialect, { says: ['NAME alice\n', 'SAY hello\n', 'WHO\n'] })
 */
export function conform(dialect: ServerDialect, conformance: Conformance): void {
  const { fixtures, says = [], skip = {} } = conformance
  const transcripts = fixtures === undefined ? undefined : readFixtures(fixtures)
  const readme = fixtures === undefined ? undefined : readSpecification(fixtures)
  const checks = checksOf(dialect, { fixtures: transcripts, readme, says })
  describe(`${dialect.name} conforms`, () => {
    for (const { title, skipped, run } of checks) {
      const reason = skip[title] ?? skipped
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

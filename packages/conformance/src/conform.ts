import { describe, expect, test } from '@jest/globals'
import type { ServerDialect } from '@parley/contract'
import { type Check, checksOf } from './checks.ts'
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
  /**
   * Where a length or whatever else stands around each message: the bytes of one message, which are sent
   * as they are or, as a string, in UTF-8. `says` then has messages without that, as `'SAY hello'`.
   */
  readonly frame?: (message: string) => string | Uint8Array
  /**
   * With `frame`, where the server frames its own messages in another way: the messages in what it has
   * written, in order; throws where that is not made of whole frames.
   */
  readonly read?: (written: Uint8Array) => readonly string[]
  /** Checks that are left out, by title, each with the reason. */
  readonly skip?: Readonly<Record<string, string>>
}

/**
 * Registers a test for every check of a dialect, also of one that is only served. Call it at the top of
 * a test file.
 *
 * @example
 * conform(dialect, { says: ['NAME alice\n', 'SAY hello\n', 'WHO\n'] })
 * conform(dialect, { frame: (message) => `${Buffer.byteLength(message)}:${message},`, says: ['=alice', '"hello'] })
 */
export function conform(dialect: ServerDialect, conformance: Conformance): void {
  const { fixtures, says = [], frame, read, skip = {} } = conformance
  const transcripts = fixtures === undefined ? undefined : readFixtures(fixtures)
  const readme = fixtures === undefined ? undefined : readSpecification(fixtures)
  const framing = frame === undefined ? undefined : { frame, ...(read !== undefined && { read }) }
  const checks = checksOf(dialect, { fixtures: transcripts, readme, says, framing })
  describe(`${dialect.name} conforms`, () => {
    for (const { title, skipped, run } of checks) {
      if (skip[title] === undefined && skipped === undefined) {
        test(title, () => expect(run()).toEqual([]), TIMEOUT)
      }
    }
    for (const one of skippedOf(checks, skip)) test.skip(one, () => {})
    test('what is skipped is a check, and has a reason', () => {
      const titles = checks.map(({ title }) => title)
      for (const [title, reason] of Object.entries(skip)) {
        expect(titles).toContain(title)
        expect(reason.trim()).not.toBe('')
      }
    })
  })
}

/** What is skipped: a line for each reason, so that they do not hide the checks that are made. */
export function skippedOf(
  checks: readonly Pick<Check, 'title' | 'skipped'>[],
  skip: Readonly<Record<string, string>>,
): readonly string[] {
  const titles = new Map<string, string[]>()
  for (const { title, skipped } of checks) {
    const reason = skip[title] ?? skipped
    if (reason !== undefined) titles.set(reason, [...(titles.get(reason) ?? []), title])
  }
  return [...titles].map(([reason, all]) => {
    return all.length === 1
      ? `${all[0]}: ${reason}`
      : `${reason}: ${all.length} checks (${all.join(', ')})`
  })
}

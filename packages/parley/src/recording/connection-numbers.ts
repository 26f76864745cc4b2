import { UsageError } from '../errors.ts'

/** The connections that `--connection` names. */
export function numbersOf(words: readonly string[] = []): ReadonlySet<number> {
  return new Set(
    words.map((text) => {
      if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
      throw new UsageError(`--connection: expected a number, got "${text}"`)
    }),
  )
}

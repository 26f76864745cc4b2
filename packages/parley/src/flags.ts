import { UsageError } from './errors.ts'

/** A flag with one value; `expected`: what it is. Said without one, or twice, it is refused. */
export function flagOf(flag: string, expected: string, describe: string) {
  const coerce = (said: string | string[]): string => {
    if (Array.isArray(said)) throw new UsageError(`--${flag}: said more than once`)
    return valued(flag, expected, said)
  }
  return { type: 'string', describe, coerce } as const
}

/** The same for a flag that may be repeated. */
export function flagsOf(flag: string, expected: string, describe: string) {
  const coerce = (said: string[]): string[] => {
    if (said.length === 0) return [valued(flag, expected, '')]
    return said.map((one) => valued(flag, expected, one))
  }
  return { type: 'string', array: true, describe, coerce } as const
}

/** `--data` of the commands that work on a data folder. Where it is not said, `usual` is meant. */
export function dataFlag(usual: string) {
  return flagOf('data', 'a folder', `the data folder (${usual})`)
}

/** `--option` of the commands that speak one dialect. */
export function optionFlag(whose: string) {
  return flagsOf('option', '<key>=<value>', `<key>=<value> ${whose}, repeatable`)
}

function valued(flag: string, expected: string, said: string): string {
  if (said === '') throw new UsageError(`--${flag}: expected ${expected}`)
  return said
}

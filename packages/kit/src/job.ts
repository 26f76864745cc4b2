import type { Dialect } from '@parley/contract'

/** A name that can log in. */
export interface Credential {
  readonly name: string
  readonly password: string
}

/** What the programs of a dialect begin with. */
export interface Look {
  readonly dialect: string
  readonly client: RegExp
  readonly server: RegExp
}

/** What is to be checked, and how. */
export interface CheckJob {
  readonly dialect: Dialect
  /** The dialect’s options as the program is said to have them. */
  readonly options: unknown
  /** Decides all that is random but names. */
  readonly seed: number
  /** Another one at each run, so that nobody has had the names of a run that is repeated. */
  readonly salt: string
  /** The name of the only segmentation in which checks of framing are run; undefined: all. */
  readonly segmentation: string | undefined
  /** Ids of checks, groups, or rules with their variants (`vu-3.7+`); empty: all. */
  readonly only: readonly string[]
  /** `extended`: also what the original has not; `original`: also what only the original does. */
  readonly scope: 'core' | 'original' | 'extended'
  /** Who can log in; empty: accounts are made by logging in. */
  readonly credentials: readonly Credential[]
  /**
   * So many checks are tried at once, at first; those that do not pass are tried again alone.
   * undefined: one, or several where the program is slow.
   */
  readonly parallel: number | undefined
  /** How long the run may take, in milliseconds; undefined: as long as it takes. */
  readonly limit?: number | undefined
  /** Of all dialects. */
  readonly looks: readonly Look[]
  /** In milliseconds, of a clock that only goes forward. */
  readonly clock: () => number
  /** The address of the server, or the command of the client. */
  readonly target: string
  /** The command that runs one check alone, in the same way. */
  command(id: string, token: string): string
}

/** Brings the same run about, with other names. */
export function tokenOf(seed: number, segmentation?: string): string {
  const number = (seed >>> 0).toString(36)
  return segmentation === undefined ? number : `${number}-${segmentation}`
}

/** What a token says; undefined where it is none. */
export function readToken(
  token: string,
): { seed: number; segmentation: string | undefined } | undefined {
  const [, number, segmentation] = /^([0-9a-z]{1,7})(?:-([a-z]+\d*))?$/.exec(token) ?? []
  return number === undefined
    ? undefined
    : { seed: Number.parseInt(number, 36) >>> 0, segmentation }
}

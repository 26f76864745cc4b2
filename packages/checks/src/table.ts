import type { Check } from '@parley/contract'

/** A step, and the rule whose sentence it is where that is not the rule of the check. */
export type Ruled<Step> = Step | readonly [step: Step, rule: string]

interface Described {
  /** The id of its rule; a dot and a word behind it tell it from other checks of the rule. */
  readonly id: string
  readonly title: string
  /** What to look at where it fails, in plain words for a student. */
  readonly hint: string
  /** What it needs beside what its whole table needs. */
  readonly needs?: readonly string[]
  readonly scope?: 'extension' | 'original'
  readonly segmented?: true
  readonly exclusive?: true
  /** Why no program can be tried on it with these options; undefined where programs can. */
  readonly untried?: (options: unknown) => string | undefined
  /** How far the login of the client that is checked has gone; it is done where nothing is said. */
  readonly login?: Login
}

type Login = 'none' | 'asked' | 'done'

/** A check as a row of steps, or as a function where steps do not say it. */
export type Entry<Cast, Step> = Described &
  (
    | { readonly steps: readonly Ruled<Step>[]; readonly run?: undefined }
    | { readonly run: (cast: Cast) => Promise<unknown>; readonly steps?: undefined }
  )

/** For a table whose checks have no need in common. */
export const NONE: readonly string[] = []

/** How the checks of one side of a dialect are run. */
export interface Running<AnyStage, Cast, Step> {
  open(stage: AnyStage): Cast
  /** Before the check, within it. */
  begin?(cast: Cast, login: Login): Promise<void>
  play(cast: Cast, steps: readonly Ruled<Step>[]): Promise<void>
  /** After the check, whether it passed or failed. */
  close(cast: Cast): Promise<void>
}

/** Turns tables into checks. `needs`: what every check of the table needs. */
export type Table<AnyStage, Cast, Step> = (
  needs: readonly string[],
  entries: readonly Entry<Cast, Step>[],
) => readonly Check<AnyStage>[]

export function tableOf<AnyStage, Cast, Step extends string>(
  running: Running<AnyStage, Cast, Step>,
): Table<AnyStage, Cast, Step> {
  return (needs, entries) => entries.map((entry) => checkOf(running, needs, entry))
}

function checkOf<AnyStage, Cast, Step extends string>(
  { open, begin, play, close }: Running<AnyStage, Cast, Step>,
  shared: readonly string[],
  { id, needs = [], login = 'done', steps, run, ...rest }: Entry<Cast, Step>,
): Check<AnyStage> {
  const all = [...new Set([...shared, ...needs])]
  return {
    ...rest,
    ...partsOf(id),
    ...(all.length === 0 ? {} : { needs: all }),
    ...(steps === undefined ? {} : { steps: steps.map(textOf) }),
    async run(stage) {
      const cast = open(stage)
      try {
        await begin?.(cast, login)
        await (steps === undefined ? run(cast) : play(cast, steps))
      } finally {
        await close(cast)
      }
    },
  }
}

/** `vu-3.7a.space` is the variant `space` of the rule `vu-3.7a`. */
function partsOf(id: string): { rule: string; variant?: string } {
  const [, rule = id, variant] = /^(.*?\d+\.\d+[a-z]?)(?:\.(.+))?$/.exec(id) ?? []
  return variant === undefined ? { rule } : { rule, variant }
}

function textOf<Step extends string>(step: Ruled<Step>): Step {
  return typeof step === 'string' ? step : step[0]
}

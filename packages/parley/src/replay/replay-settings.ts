import type { ServerDialect } from '@parley/contract'
import type { AskedSlot, Pace, ReplaySettings, Role } from '@parley/recording'
import * as z from 'zod'
import { type Place, readPlace } from '../address.ts'
import { UsageError } from '../errors.ts'

/** The flags of `parley replay`. */
export interface ReplayFlags {
  readonly _: readonly (string | number)[]
  readonly '--'?: (string | number)[] | undefined
  readonly file: string
  readonly as?: string | undefined
  readonly to?: string | undefined
  readonly listen?: string | undefined
  readonly dialect?: string | undefined
  readonly connection?: string[] | undefined
  readonly pace?: string | undefined
  readonly cut?: number | undefined
  readonly timeout?: number | undefined
  readonly slot?: string[] | undefined
  readonly exact?: boolean | undefined
  readonly rerecord?: boolean | undefined
  readonly shrink?: boolean | undefined
  readonly runs?: number | undefined
  readonly 'limit-time'?: number | undefined
  readonly out?: string | undefined
  readonly json?: string | undefined
  readonly cwd?: string | undefined
  readonly env?: string[] | undefined
  readonly wait?: number | undefined
}

const numbers = {
  cut: z.int().min(0).max(4_294_967_295),
  timeout: z.number().min(0.01).max(3600),
  runs: z.int().min(1).max(100_000),
  'limit-time': z.number().min(1).max(86_400),
} as const

const wants = {
  cut: 'a whole number from 0 on',
  timeout: 'a number of seconds, 0.01 to 3600',
  runs: 'a whole number from 1 to 100000',
  'limit-time': 'a number of seconds, 1 to 86400',
} as const

/** The number that a flag says, or the usual one. */
export function numberOf(flags: ReplayFlags, name: keyof typeof numbers): number | undefined {
  const said = flags[name]
  if (said === undefined) return undefined
  const { success, data } = numbers[name].safeParse(said)
  if (!success) throw new UsageError(`--${name}: expected ${wants[name]}`)
  return data
}

const MILLISECONDS = 1000
const USUAL_TIMEOUT = 3

/** How the recording is played and compared. */
export function settingsOf(flags: ReplayFlags): ReplaySettings {
  return {
    pace: paceOf(flags.pace),
    timeout: MILLISECONDS * (numberOf(flags, 'timeout') ?? USUAL_TIMEOUT),
    cut: numberOf(flags, 'cut'),
    slots: (flags.slot ?? []).map(slotOf),
    isExact: flags.exact === true,
    isTaking: flags.rerecord === true,
  }
}

export function roleOf({ as: role }: ReplayFlags): Role {
  if (role === 'client' || role === 'server') return role
  const got = role === undefined ? '' : `, got "${role}"`
  throw new UsageError(`--as: expected client or server: the side that is played${got}`)
}

function paceOf(pace = 'lockstep'): Pace {
  if (pace === 'lockstep' || pace === 'original' || pace === 'max') return pace
  throw new UsageError(`--pace: expected lockstep, original or max, got "${pace}"`)
}

function slotOf(word: string): AskedSlot {
  const [, name, form] = /^(\w+)=(.+)$/s.exec(word) ?? []
  if (name === undefined || form === undefined) {
    throw new UsageError(`--slot: expected <name>=<regular expression>, got "${word}"`)
  }
  try {
    if (new RegExp(form).test('')) throw new UsageError(`--slot: "${form}" fits an empty text too`)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`--slot: "${form}" is no regular expression`)
  }
  return { name, form }
}

const HERE = '127.0.0.1'

/** The place that `--to` or `--listen` says; undefined where it says none. */
export function placeFlag(
  flag: 'to' | 'listen',
  text: string | undefined,
): Required<Place> | undefined {
  if (text === undefined) return undefined
  const place = readPlace(text, flag === 'to' ? 1 : 0, (expected) => {
    return `--${flag}: ${expected}, got "${text}"`
  })
  const { host = HERE, port } = place
  if (port !== undefined) return { host, port }
  throw new UsageError(`--${flag}: expected a port, as in ${host}:5378, got "${text}"`)
}

/** The dialect that is played: the one that was named, or the only one of the recording. */
export function dialectIn(
  recorded: ReadonlySet<string>,
  installed: ReadonlyMap<string, ServerDialect>,
  named: string | undefined,
): ServerDialect {
  const [only, ...others] = recorded
  const list = [...recorded].join(', ') || 'none'
  if (named !== undefined && !recorded.has(named)) {
    throw new UsageError(
      `--dialect: the recording has no connection of "${named}" (it has ${list})`,
    )
  }
  if (named === undefined && (only === undefined || others.length > 0)) {
    throw new UsageError(`--dialect: one dialect is played; the recording has ${list}`)
  }
  const name = named ?? only ?? ''
  const dialect = installed.get(name)
  if (dialect === undefined) throw new UsageError(`the dialect "${name}" is not installed`)
  return dialect
}

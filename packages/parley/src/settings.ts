import { defaultLimits, type Limits } from '@parley/server'
import * as z from 'zod'
import { UsageError } from './errors.ts'
import { explain, explained, type Naming } from './explain.ts'

const whole = z.number().int().min(0)

/** The longest that a timer can wait, in milliseconds. */
const LONGEST_WAIT = 2_147_483_647
const wait = whole.max(LONGEST_WAIT)

/** Without defaults: a source that sets one limit must not reset what another has said. */
const limits = z.strictObject({
  frameBeforeLogin: whole.min(64),
  connectionsPerAddress: whole,
  connectsPerMinute: whole,
  floodBurst: whole.min(1),
  floodRate: whole,
  floodBytesBurst: whole.min(1024),
  floodBytesRate: whole,
  floodPerAddress: whole,
  waitingBytes: whole.min(1024),
  loginTime: wait,
  lingerTime: wait,
  exemptLoopback: z.boolean(),
} satisfies Readonly<Record<keyof Limits, z.ZodType>>)

/** What is kept at the most; past it the oldest messages go, accounts and files are refused. */
const keep = z.strictObject({
  accounts: whole,
  timelineMessages: whole.min(1),
  timelineBytes: whole.min(1024),
  fileBytes: whole,
})

const settings = z
  .strictObject({
    listen: z.array(z.string()).min(1),
    host: z.string().min(1),
    strict: z.boolean(),
    option: z.record(z.string(), z.record(z.string(), z.unknown())),
    limit: limits.partial(),
    keep: keep.partial(),
    data: z.string().min(1),
    durability: z.enum(['full', 'relaxed']),
    credentials: z.string().min(1),
    moderator: z.array(z.string()).min(1),
    web: z.string().min(1),
    webOrigin: z.array(z.string()).min(1),
    webGuests: z.enum(['on', 'off']),
    webNotice: z.enum(['on', 'off']),
    webRedact: z.enum(['secrets', 'direct']),
    webChecks: z.enum(['off', 'loopback', 'lan']),
    metrics: z.string().min(1),
    tlsCert: z.string().min(1),
    tlsKey: z.string().min(1),
    webTls: z.boolean(),
    record: z.string().min(1),
    pcap: z.string().min(1),
    recordSecrets: z.boolean(),
    passwordCost: z.number().int().min(10).max(20),
    cluster: z.string().min(1),
    clusterName: z.string(),
    clusterNode: z.string(),
    drainTime: z.number().min(0).max(3600),
    clusterReplicas: z.number().int().min(1).max(5),
    log: z.enum(['pretty', 'json']),
    logLevel: z.enum(['error', 'warn', 'info', 'debug']),
  })
  .partial()

/** What `--limit` and `--keep` can set. */
export const assignable = {
  limit: Object.keys(defaultLimits),
  keep: Object.keys(keep.shape),
} as const

/** What flags, environment and a file may each say; what none says has a default. */
export type Settings = z.infer<typeof settings>

/** What `over` says wins, limit by limit and option by option. */
function mergeSettings(base: Settings, over: Settings): Settings {
  return {
    ...base,
    ...over,
    limit: { ...base.limit, ...over.limit },
    keep: { ...base.keep, ...over.keep },
    option: mergeOptions(base.option, over.option),
  }
}

function mergeOptions(base: Settings['option'] = {}, over: Settings['option'] = {}) {
  const both = { ...base }
  for (const [dialect, values] of Object.entries(over)) {
    both[dialect] = { ...both[dialect], ...values }
  }
  return both
}

/** Every limit, those that were not set at their defaults. */
export function completeLimits(set: Settings['limit']): Limits {
  return limits.parse({ ...defaultLimits, ...set })
}

export function checkSettings(input: unknown, naming: Naming): Settings {
  const result = settings.safeParse(input, explained)
  if (result.success) return result.data
  throw new UsageError(explain(result.error, naming))
}

/** What a file may say; throws a ZodError where it is wrong. */
export function parseSettings(input: unknown, context: typeof explained): Settings {
  return settings.parse(input, context)
}

/** The file of a capture that is none: it goes to stdout. */
export const STDOUT = '-'

/** The folder of the data that is none: everything ends with the process. */
export const IN_MEMORY = 'memory'

/** The settings that there are. */
export const settingKeys: readonly string[] = Object.keys(settings.shape)

/** What one source says: flags, the environment or a file. */
export interface Layer {
  readonly settings: Settings
  readonly naming: Naming
}

/** Settings, and where each was said. */
export interface Configuration {
  readonly settings: Settings
  readonly naming: Naming
}

/** What all sources say together: `top` wins, then the last of those below it. */
export function configurationOf(top: Layer, below: readonly Layer[] = []): Configuration {
  const layers = [...below, top]
  const settings = layers.map((layer) => layer.settings).reduce(mergeSettings)
  const naming: Naming = (path) => {
    for (let depth = path.length; depth > 0; depth--) {
      const key = path.slice(0, depth)
      const layer = layers.findLast((one) => isSaid(one.settings, key))
      if (layer !== undefined) return layer.naming(path)
    }
    return top.naming(path)
  }
  return { settings, naming }
}

function isSaid(value: unknown, path: readonly PropertyKey[]): boolean {
  const [key, ...rest] = path
  if (key === undefined) return value !== undefined
  return typeof value === 'object' && value !== null && isSaid(Reflect.get(value, key), rest)
}

import { readFile } from 'node:fs/promises'
import { defaultLimits, type Limits } from '@parley/server'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { firstLineOf, messageOf, UsageError } from './usage.ts'

const whole = z.number().int().min(0)

/** The longest that a timer can wait, in milliseconds. */
const LONGEST_WAIT = 2_147_483_647
const wait = whole.max(LONGEST_WAIT)

const limits = z.strictObject({
  frameBeforeLogin: whole.min(64).default(defaultLimits.frameBeforeLogin),
  connectionsPerAddress: whole.default(defaultLimits.connectionsPerAddress),
  connectsPerMinute: whole.default(defaultLimits.connectsPerMinute),
  floodBurst: whole.min(1).default(defaultLimits.floodBurst),
  floodRate: whole.default(defaultLimits.floodRate),
  floodBytesBurst: whole.min(1024).default(defaultLimits.floodBytesBurst),
  floodBytesRate: whole.default(defaultLimits.floodBytesRate),
  floodPerAddress: whole.default(defaultLimits.floodPerAddress),
  waitingBytes: whole.min(1024).default(defaultLimits.waitingBytes),
  loginTime: wait.default(defaultLimits.loginTime),
  lingerTime: wait.default(defaultLimits.lingerTime),
  exemptLoopback: z.boolean().default(defaultLimits.exemptLoopback),
})

const settings = z
  .strictObject({
    listen: z.array(z.string()).min(1),
    host: z.string().min(1),
    strict: z.boolean(),
    option: z.record(z.string(), z.record(z.string(), z.unknown())),
    limit: limits.partial(),
    data: z.string().min(1),
    durability: z.enum(['full', 'relaxed']),
    credentials: z.string().min(1),
    passwordCost: z.number().int().min(10).max(20),
    log: z.enum(['pretty', 'json']),
    logLevel: z.enum(['error', 'warn', 'info', 'debug']),
  })
  .partial()

/** The most characters that are shown of what was said. */
const MOST_QUOTED = 60

/** What flags, environment and a file may each say; what none says has a default. */
export type Settings = z.infer<typeof settings>

/** What `over` says wins, limit by limit and option by option. */
export function mergeSettings(base: Settings, over: Settings): Settings {
  return {
    ...base,
    ...over,
    limit: { ...base.limit, ...over.limit },
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
  return limits.parse(set ?? {})
}

/** Where a setting was said, for messages: `--log-level`, `PARLEY_LOG_LEVEL`, `x.yaml: logLevel`. */
type Naming = (path: readonly PropertyKey[]) => string

export function checkSettings(input: unknown, naming: Naming): Settings {
  const result = settings.safeParse(input, { reportInput: true })
  if (result.success) return result.data
  throw new UsageError(explain(result.error, naming))
}

/** The first thing wrong, in one line. */
export function explain(error: z.core.$ZodError, naming: Naming): string {
  const issue = error.issues[0]
  if (issue === undefined) return 'wrong settings'
  if (issue.code === 'unrecognized_keys') {
    return `${naming([...issue.path, issue.keys[0] ?? ''])}: there is no such setting`
  }
  const expected = issue.message.replace(/^[A-Z][a-z ]+: (?=expected)/, '')
  const got = issue.input === undefined ? '' : `, got ${shortened(JSON.stringify(issue.input))}`
  return `${naming(issue.path)}: ${expected}${got}`
}

function shortened(text: string): string {
  return text.length <= MOST_QUOTED ? text : `${text.slice(0, MOST_QUOTED)} …`
}

const dashed = (key: PropertyKey) =>
  String(key).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** `['option', 'vu', 'pace']` is `--option vu.pace`. */
export const asFlag: Naming = ([first = '', ...rest]) =>
  `--${dashed(first)}${typeof rest[0] === 'string' ? ` ${rest.join('.')}` : ''}`

const asVariable: Naming = ([first = '', ...rest]) => {
  const name = `PARLEY_${dashed(first).toUpperCase().replaceAll('-', '_')}`
  return rest.length === 0 ? name : `${name} ${rest.map(String).join('.')}`
}

/** What `PARLEY_*` variables say; lists are separated by commas or blanks. */
export function settingsFromEnvironment(environment: NodeJS.ProcessEnv): Settings {
  const input: Record<string, unknown> = {}
  for (const [name, value = ''] of Object.entries(environment)) {
    if (!name.startsWith('PARLEY_')) continue
    const key = name
      .slice('PARLEY_'.length)
      .toLowerCase()
      .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    if (key === 'config') continue
    input[key] = readVariable(key, value, name)
  }
  return checkSettings(input, asVariable)
}

function readVariable(key: string, value: string, name: string): unknown {
  const words = value.split(/[,\s]+/).filter((word) => word !== '')
  if (key === 'listen') return words
  if (key === 'option') return nestedOptions(words, name)
  if (key === 'limit') return assignments(words, name)
  return key === 'strict' || key === 'passwordCost' ? plainValue(value) : value
}

/** What a JSON or YAML file says. */
export async function settingsFromFile(path: string): Promise<Settings> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`--config: cannot read ${path}: ${messageOf(error)}`)
  }
  let input: unknown
  try {
    input = parseYaml(text)
  } catch (error) {
    throw new UsageError(`${path}: ${firstLineOf(error)}`)
  }
  return checkSettings(
    input ?? {},
    (keys) => `${path}: ${keys.map(String).join('.') || 'settings'}`,
  )
}

/** `['vu.pace=5']` is `{ vu: { pace: 5 } }`. */
export function nestedOptions(
  words: readonly string[],
  source: string,
): Record<string, Record<string, unknown>> {
  const options = new Map<string, Record<string, unknown>>()
  for (const word of words) {
    const parts = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(word)
    if (parts === null) {
      throw new UsageError(`${source}: expected <dialect>.<key>=<value>, got "${word}"`)
    }
    const [, dialect = '', key = '', value = ''] = parts
    const known = Object.entries(options.get(dialect) ?? {})
    options.set(dialect, Object.fromEntries([...known, [key, plainValue(value)]]))
  }
  return Object.fromEntries(options)
}

/** `['floodRate=0']` is `{ floodRate: 0 }`. */
export function assignments(words: readonly string[], source: string): Record<string, unknown> {
  const known = Object.keys(defaultLimits).join(', ')
  const pairs = words.map((word) => {
    const equals = word.indexOf('=')
    const key = word.slice(0, equals)
    if (equals < 1 || !(key in defaultLimits)) {
      throw new UsageError(
        `${source}: expected <limit>=<value> with one of ${known}; got "${word}"`,
      )
    }
    return [key, plainValue(word.slice(equals + 1))] as const
  })
  return Object.fromEntries(pairs)
}

/** A number or a truth value where it looks like one, else the text itself. */
export function plainValue(text: string): unknown {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  return text === 'true' ? true : text === 'false' ? false : text
}

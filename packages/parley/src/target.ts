import type { ServerDialect } from '@parley/contract'
import { ZodError } from 'zod'
import { hostFlag, type Place, portFlag, readPlace } from './address.ts'
import { UsageError } from './errors.ts'
import { explain } from './explain.ts'
import { suggestionFor } from './near-miss.ts'
import { plainValue } from './plain-value.ts'

/** What a place is, as the help of each command has it. */
export const placeForm =
  'host[:port] of the server, or its port alone; [::1]:port for IPv6 (default: this machine, the dialect’s port)'

const DEFAULT_HOST = '127.0.0.1'

/** The dialect of that name. */
export function dialectNamed<Known extends ServerDialect>(
  dialects: readonly Known[],
  name: string | undefined,
): Known {
  const dialect = dialects.find((one) => one.name === name)
  if (dialect !== undefined) return dialect
  const names = dialects.map((one) => one.name)
  const known = `there are ${names.join(', ')}`
  throw new UsageError(
    `there is no dialect "${name}" (${known})${suggestionFor(name ?? '', names)}`,
  )
}

/** What the flags for one place say. */
export interface PlaceFlags {
  readonly place?: string | undefined
  readonly address?: string | undefined
  readonly port?: string | undefined
}

/** Host and port of a server of the dialect; this machine and the dialect’s port where nothing else is said. */
export function placeOf(flags: PlaceFlags, dialect: ServerDialect): { host: string; port: number } {
  const said = placeIn(flags.place ?? '')
  refuseTwo('port', said.port, flags.port)
  refuseTwo('address', said.host, flags.address)
  const port = flags.port === undefined ? said.port : portFlag('--port', flags.port, 1)
  const host = flags.address === undefined ? said.host : hostFlag('--address', flags.address)
  return { host: host ?? DEFAULT_HOST, port: port ?? dialect.defaultPort }
}

/** The same as far as it is said. */
export function saidPlace({ place, address, port }: PlaceFlags): Place {
  const said = placeIn(place ?? '')
  return {
    ...said,
    ...(address === undefined ? {} : { host: hostFlag('--address', address) }),
    ...(port === undefined ? {} : { port: portFlag('--port', port, 1) }),
  }
}

/** What is said twice must be the same: which of two is meant nobody can tell. */
function refuseTwo(flag: string, said: string | number | undefined, again: string | undefined) {
  if (said === undefined || again === undefined || String(said) === again) return
  throw new UsageError(`--${flag} says ${again}, and the place before it says ${said}`)
}

function placeIn(text: string): Place {
  return readPlace(text, 1, (expected) => `"${text}": ${expected} (host[:port], or a port)`)
}

/** The dialect’s options, as `<key>=<value>` each; `given` where nothing else is said. */
export function optionsOf(
  dialect: Pick<ServerDialect, 'options' | 'optionNotes'>,
  words: readonly string[],
  given: object = {},
): unknown {
  const said = saidOptions(words)
  try {
    return dialect.options.parse({ ...given, ...said })
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    throw new UsageError(
      explain(
        error,
        (path) => `--option ${path.map(String).join('.')}`,
        Object.keys(dialect.optionNotes),
      ),
    )
  }
}

/** The options as they are said, not yet parsed by the dialect. */
export function saidOptions(words: readonly string[]): Readonly<Record<string, unknown>> {
  const pairs = words.map((word) => {
    const equals = word.indexOf('=')
    if (equals < 1) throw new UsageError(`--option: expected <key>=<value>, got "${word}"`)
    return [word.slice(0, equals), plainValue(word.slice(equals + 1))] as const
  })
  return Object.fromEntries(pairs)
}

import { type Dialect, formatAddress } from '@parley/contract'
import { Gateway, type ListenerInfo, type Log } from '@parley/server'
import { ZodError } from 'zod'
import { readHost } from './address.ts'
import { type Keeping, openKeeping, takeCredentials } from './keeping.ts'
import { type ListenRequest, parseListen } from './listen.ts'
import { asFlag, completeLimits, explain, type Settings } from './settings.ts'
import { codeOf, messageOf, UsageError } from './usage.ts'

const DEFAULT_HOST = '127.0.0.1'

/** What is left of the 5 s that a stop may take, for saying farewell and closing. */
const DRAIN_TIME = 4_500

/** A gateway with its listeners open. */
export interface Served {
  readonly gateway: Gateway
  readonly keeping: Keeping
  readonly listeners: readonly ListenerInfo[]
}

/** Opens what the settings ask for, all of it or nothing. */
export async function serve(
  settings: Settings,
  dialects: readonly Dialect[],
  log: Log,
): Promise<Served> {
  const requests = settings.listen?.map((text) => parseListen(text, '--listen'))
  const wanted = requests ?? dialects.map(({ name }): ListenRequest => ({ dialect: name }))
  const chosen = wanted.map((request) => ({ request, dialect: named(dialects, request.dialect) }))
  for (const name of Object.keys(settings.option ?? {})) named(dialects, name, '--option')
  for (const { dialect } of chosen) checkOptions(dialect, settings)
  hostOf(settings)
  const keeping = openKeeping(settings)
  const gateway = new Gateway(keeping.ports, log, { shelf: keeping.shelf })
  const listeners: ListenerInfo[] = []
  try {
    if (settings.credentials !== undefined) {
      await takeCredentials(settings.credentials, keeping.ports, log)
    }
    for (const { request, dialect } of chosen) {
      listeners.push(await open(gateway, dialect, request, settings))
    }
  } catch (error) {
    await gateway.drain(0)
    keeping.close()
    throw error
  }
  return { gateway, keeping, listeners }
}

function named(dialects: readonly Dialect[], name: string, flag = '--listen'): Dialect {
  const dialect = dialects.find((one) => one.name === name)
  if (dialect !== undefined) return dialect
  const known = dialects.map((one) => one.name).join(', ')
  throw new UsageError(`${flag}: there is no dialect "${name}" (there are ${known})`)
}

async function open(
  gateway: Gateway,
  dialect: Dialect,
  request: ListenRequest,
  settings: Settings,
): Promise<ListenerInfo> {
  const host = request.host ?? hostOf(settings)
  const port = request.port ?? dialect.defaultPort
  const options = optionsFor(dialect, settings)
  try {
    return await gateway.listen(dialect, {
      host,
      port,
      options,
      limits: completeLimits(settings.limit),
    })
  } catch (error) {
    const place = formatAddress(host, port)
    throw new UsageError(`cannot listen for ${dialect.name} on ${place}: ${whyNot(error)}`)
  }
}

function hostOf({ host }: Settings): string {
  if (host === undefined) return DEFAULT_HOST
  return readHost(host, (expected) => `--host: ${expected}, without a port, got "${host}"`)
}

function optionsFor({ name }: Dialect, { strict, option }: Settings): object {
  return { ...(strict === undefined ? {} : { strict }), ...option?.[name] }
}

/** Before anything is opened or made. */
function checkOptions(dialect: Dialect, settings: Settings): void {
  try {
    dialect.options.parse(optionsFor(dialect, settings))
  } catch (error) {
    if (!(error instanceof ZodError)) throw error
    throw new UsageError(explain(error, (path) => asFlag(['option', dialect.name, ...path])))
  }
}

function whyNot(error: unknown): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return 'the port is in use'
    case 'EACCES':
      return 'no permission to take the port'
    case 'EADDRNOTAVAIL':
      return 'this machine has no such address'
    case 'ENOTFOUND':
      return 'no such host'
    default:
      return messageOf(error)
  }
}

/** Says what is open and runs until SIGTERM or SIGINT, then drains; a second signal ends the process at once. */
export async function serveUntilSignal(served: Served, log: Log): Promise<void> {
  const asked = firstSignal()
  for (const { dialect, address, port } of served.listeners) {
    process.stdout.write(`listening ${dialect} ${formatAddress(address, port)}\n`)
  }
  process.stdout.write('ready\n')
  for (const { dialect, address, port } of served.listeners) {
    log('info', `to talk: npx parley chat ${dialect} ${formatAddress(address, port)}`)
  }
  const signal = await asked
  log('info', `${signal}: closing ${served.gateway.connections} connections`)
  await served.gateway.drain(DRAIN_TIME)
  served.keeping.close()
  log('info', 'closed')
}

const signals = { SIGINT: 2, SIGTERM: 15 } as const

function firstSignal(): Promise<keyof typeof signals> {
  return new Promise((resolve) => {
    let first = true
    const heard = (signal: keyof typeof signals) => {
      if (first) resolve(signal)
      else process.exit(128 + signals[signal])
      first = false
    }
    process.on('SIGINT', () => heard('SIGINT'))
    process.on('SIGTERM', () => heard('SIGTERM'))
  })
}

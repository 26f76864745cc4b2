import { networkInterfaces } from 'node:os'
import { type Checking, type Dialect, type Fault, formatAddress } from '@parley/contract'
import { memoryPorts } from '@parley/engine'
import type { Side } from '@parley/kit'
import { Gateway, type ListenerInfo, type Log } from '@parley/server'
import type { Argv } from 'yargs'
import { hostFlag, LAST_PORT, listenTrouble, portFlag } from '../address.ts'
import { talk } from '../chat/run-chat.ts'
import { checkingOf } from '../check/job.ts'
import { scopeFlags, scopeOf } from '../check/scope.ts'
import { discoverFullDialects } from '../discover.ts'
import { UsageError } from '../errors.ts'
import { exposureWarning } from '../exposure.ts'
import { flagOf, optionFlag } from '../flags.ts'
import { openLog } from '../logger.ts'
import { suggestionFor } from '../near-miss.ts'
import { dialectNamed, optionsOf, type PlaceFlags, placeForm, placeOf } from '../target.ts'

interface FaultFlags {
  readonly dialect?: string | undefined
  readonly fault?: string | undefined
  readonly option?: string[] | undefined
}

interface ServerFlags extends FaultFlags {
  readonly host?: string | undefined
  readonly port?: string | undefined
  readonly 'all-on'?: string | undefined
}

/** `parley faulty …`: programs that are wrong on purpose, for trying tests on. */
export function faultyCommands(args: Argv, ended: (status: number) => void) {
  return args
    .command(
      'list [dialect]',
      'List the faults',
      (given) => given.positional('dialect', { type: 'string', describe: 'of one dialect' }),
      async ({ dialect }) => ended(await listFaults(dialect)),
    )
    .command(
      'server <dialect> [fault]',
      'Start a server with one fault',
      serverFlags,
      async (flags) => ended(await serveFaulty(flags)),
    )
    .command(
      'client <dialect> <fault> [place]',
      'Start a terminal client with one fault',
      clientFlags,
      async (flags) => ended(await talkFaulty(flags)),
    )
    .demandCommand(1, 'faulty: one of list, server and client is needed')
}

function named(args: Argv) {
  return args
    .positional('dialect', { type: 'string', describe: 'what it speaks' })
    .positional('fault', { type: 'string', describe: 'what is wrong; parley faulty list' })
    .option('option', optionFlag('of the dialect'))
}

function serverFlags(args: Argv) {
  return named(args)
    .option('host', flagOf('host', 'an address', 'where to listen (127.0.0.1)'))
    .option('port', flagOf('port', 'a port', 'where to listen (the dialect’s port)'))
    .option(
      'all-on',
      flagOf('all-on', 'a port', 'all faults side by side, on the ports from this one on'),
    )
}

function clientFlags(args: Argv) {
  return named(args)
    .positional('place', { type: 'string', describe: placeForm })
    .option('address', { alias: 'a', ...flagOf('address', 'a host', 'host of the server') })
    .option('port', { alias: 'p', ...flagOf('port', 'a port', 'port of the server') })
}

async function listFaults(only: string | undefined): Promise<number> {
  const all = await discoverFullDialects(only)
  const dialects = only === undefined ? all : [dialectNamed(all, only)]
  for (const dialect of dialects) {
    const checking = await checkingOf(dialect)
    for (const side of ['server', 'client'] as const) {
      process.stdout.write(faultLines(dialect.name, side, checking))
    }
  }
  return 0
}

function faultLines(dialect: string, side: Side, checking: Checking): string {
  const faults = checking.faults[side]
  const width = Math.max(0, ...faults.map(({ name }) => name.length))
  const lines = faults.map((fault) => {
    const flag = scopeFlags[scopeOf(fault, checking, side)]
    const found = [...fault.breaks, ...(flag === '' ? [] : [`found with ${flag}`])].join(', ')
    return `${dialect} ${side} ${fault.name.padEnd(width)}  ${fault.what} (${found})\n`
  })
  return lines.join('')
}

async function faultsOf(dialect: Dialect, side: Side): Promise<readonly Fault[]> {
  const { faults } = await checkingOf(dialect)
  return faults[side]
}

function faultNamed(faults: readonly Fault[], name: string | undefined): Fault {
  const fault = faults.find((one) => one.name === name)
  if (fault !== undefined) return fault
  const names = faults.map((one) => one.name)
  throw new UsageError(
    `there is no fault "${name}" (there are ${names.join(', ')})${suggestionFor(name ?? '', names)}`,
  )
}

async function serveFaulty(flags: ServerFlags): Promise<number> {
  const dialect = dialectNamed(await discoverFullDialects(flags.dialect), flags.dialect)
  const options = optionsOf(dialect, flags.option ?? [])
  const faults = await faultsOf(dialect, 'server')
  const all = flags['all-on']
  if ((all === undefined) === (flags.fault === undefined)) {
    throw new UsageError('faulty server: say a fault, or --all-on <port>')
  }
  const first = all ?? flags.port
  const port =
    first === undefined
      ? dialect.defaultPort
      : portFlag(all === undefined ? '--port' : '--all-on', first, 0)
  const chosen = all === undefined ? [faultNamed(faults, flags.fault)] : faults
  if (port + chosen.length - 1 > LAST_PORT) {
    const last = LAST_PORT - chosen.length + 1
    throw new UsageError(
      `--all-on: ${dialect.name} has ${chosen.length} faults, so expected a port up to ${last}, got "${port}"`,
    )
  }
  const terminal = process.stderr.isTTY === true
  const log = openLog({ form: terminal ? 'pretty' : 'json', level: 'warn', colour: terminal })
  const opened = await openAll(chosen, dialect, {
    host: flags.host === undefined ? '127.0.0.1' : hostFlag('--host', flags.host),
    port,
    options,
    log,
  })
  const asked = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
  })
  const warning = exposureWarning(
    opened.map(({ info }) => info),
    networkInterfaces(),
  )
  if (warning !== undefined) log('warn', warning)
  for (const { listening } of opened) process.stdout.write(`${listening}\n`)
  process.stdout.write('ready\n')
  await asked
  for (const { gateway } of opened) await gateway.drain(0)
  return 0
}

interface Place {
  readonly host: string
  readonly port: number
  readonly options: unknown
  readonly log: Log
}

interface Opened {
  readonly gateway: Gateway
  readonly info: ListenerInfo
  /** The line that says so. */
  readonly listening: string
}

/** Opens a server for each fault, on one port after another; all of them or none. */
async function openAll(
  faults: readonly Fault[],
  dialect: Dialect,
  place: Place,
): Promise<readonly Opened[]> {
  const opened: Opened[] = []
  try {
    for (const [index, fault] of faults.entries()) {
      const port = place.port === 0 ? 0 : place.port + index
      opened.push(await open(fault, dialect, { ...place, port }))
    }
    return opened
  } catch (error) {
    for (const { gateway } of opened) await gateway.drain(0)
    throw error
  }
}

/** Each fault has a conversation of its own. */
async function open(
  fault: Fault,
  dialect: Dialect,
  { host, port, options, log }: Place,
): Promise<Opened> {
  const gateway = new Gateway(memoryPorts(), log)
  try {
    const info = await gateway.listen(fault.apply(dialect), { host, port, options })
    const place = formatAddress(info.address, info.port)
    return { gateway, info, listening: `listening ${dialect.name} ${place} ${fault.name}` }
  } catch (error) {
    throw new UsageError(`cannot listen on ${formatAddress(host, port)}: ${listenTrouble(error)}`)
  }
}

async function talkFaulty(flags: FaultFlags & PlaceFlags): Promise<number> {
  const dialect = dialectNamed(await discoverFullDialects(flags.dialect), flags.dialect)
  const fault = faultNamed(await faultsOf(dialect, 'client'), flags.fault)
  const wrong = fault.apply(dialect)
  return await talk({
    dialect: wrong,
    terminal: wrong.terminal,
    options: optionsOf(wrong, flags.option ?? []),
    ...placeOf(flags, wrong),
    raw: false,
    downloads: '.',
  })
}

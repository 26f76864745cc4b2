import { randomInt } from 'node:crypto'
import { formatAddress, isFullDialect, type ServerDialect } from '@parley/contract'
import { explainPlan, FaultProxy, type FaultProxySettings, parseFaultPlan } from '@parley/recording'
import type { Argv } from 'yargs'
import { listenTrouble, placeArgument } from './address.ts'
import { readData } from './data-file.ts'
import { discoverDialects } from './discover.ts'
import { UsageError } from './errors.ts'
import { flagOf, optionFlag } from './flags.ts'
import { onInterrupt } from './interrupts.ts'
import { refuseLoop, relayArguments } from './relay-arguments.ts'
import { dialectNamed, optionsOf } from './target.ts'

const THIS_MACHINE = '127.0.0.1'

const MOST_SEED = 2 ** 32 - 1

interface ProxyFlags {
  readonly dialect?: string | undefined
  readonly listen?: string | undefined
  readonly server?: string | undefined
  readonly faults?: string | undefined
  readonly seed?: number | undefined
  readonly option?: string[] | undefined
  readonly explain?: boolean | undefined
}

/** The flags of `parley proxy`. */
export function proxyFlags(args: Argv) {
  return relayArguments(args)
    .option(
      'faults',
      flagOf('faults', 'a file', 'JSON or YAML file: what happens, and when; needed'),
    )
    .option('seed', {
      type: 'number',
      requiresArg: true,
      describe: 'decides all that is random; 0 to 4294967295 (default: another one each time)',
    })
    .option('option', optionFlag('of the dialect'))
    .option('explain', {
      type: 'boolean',
      describe: 'print what the file means, and end',
    })
    .epilogue(
      'Stands before a server and makes a bad network of the way to it: cut, join, delay, stall, reset, ' +
        'half-close, drop, duplicate, limit. Each fault is printed as it strikes; Ctrl-C ends it. ' +
        'docs/bad-network.md has plans to begin with.',
    )
}

/** Explains a plan, or stands between until a signal ends it. */
export async function runProxy(flags: ProxyFlags): Promise<void> {
  if (flags.faults === undefined) throw new UsageError('--faults: a file is needed')
  const plan = await readData(flags.faults, '--faults', parseFaultPlan)
  const seed = seedOf(flags.seed)
  const dialect = dialectNamed((await discoverDialects()).dialects, flags.dialect)
  const options = optionsOf(dialect, flags.option ?? [])
  const listen = { host: THIS_MACHINE, port: 0, ...placeArgument('listen', flags.listen, 0) }
  const usual = { host: THIS_MACHINE, port: dialect.defaultPort }
  const target = { ...usual, ...placeArgument('server', flags.server, 1) }
  if (flags.explain === true) {
    for (const line of explainPlan(plan)) process.stdout.write(`${line}\n`)
    return
  }
  refuseLoop(listen, target)
  const splitter = splitterOf(dialect, options)
  const log = (line: string) => process.stdout.write(`${line}\n`)
  const proxy = await opened({ plan, seed, listen, target, splitter, log })
  const { address, port } = proxy.place
  log(`listening ${dialect.name} ${formatAddress(address, port)}`)
  log(`before ${formatAddress(target.host, target.port)}, --seed ${seed}`)
  log('ready')
  await new Promise<void>(() => onInterrupt(() => proxy.close()))
}

/** A dialect that is only served has no splitter for what its server says: each read is a frame there. */
function splitterOf(dialect: ServerDialect, options: unknown): FaultProxySettings['splitter'] {
  return (from) => {
    if (from === 'client') return dialect.splitter(options)
    return isFullDialect(dialect) ? dialect.client.splitter(options) : undefined
  }
}

function seedOf(said: number | undefined): number {
  if (said === undefined) return randomInt(MOST_SEED)
  if (Number.isInteger(said) && said >= 0 && said <= MOST_SEED) return said
  throw new UsageError(`--seed: expected a whole number from 0 to ${MOST_SEED}`)
}

async function opened(settings: FaultProxySettings): Promise<FaultProxy> {
  try {
    return await FaultProxy.open(settings)
  } catch (error) {
    const { host, port } = settings.listen
    throw new UsageError(`cannot listen on ${formatAddress(host, port)}: ${listenTrouble(error)}`)
  }
}

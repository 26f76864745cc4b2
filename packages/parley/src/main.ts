import yargs from 'yargs'
import { hideBin } from 'yargs/helpers'
import { describeDialects } from './dialects.ts'
import { discoverDialects } from './discover.ts'
import { flagOf, flagsOf } from './flags.ts'
import { openLog } from './logger.ts'
import { serve, serveUntilSignal } from './serve.ts'
import {
  asFlag,
  assignments,
  checkSettings,
  mergeSettings,
  nestedOptions,
  type Settings,
  settingsFromEnvironment,
  settingsFromFile,
} from './settings.ts'
import { messageOf, UsageError } from './usage.ts'

/** Loaded when they are wanted: a gateway starts without them. */
const commands = {
  accounts: () => import('./account-commands.ts'),
  chat: () => import('./chat-command.ts'),
  check: () => import('./check/check-command.ts'),
  faulty: () => import('./faulty/faulty-command.ts'),
  matrix: () => import('./matrix/matrix-command.ts'),
} as const

const FAILED = 1
const USED_WRONGLY = 2

const serveFlags = {
  listen: flagsOf(
    'listen',
    '<dialect>[=[host:]port]',
    '<dialect>[=[host:]port], repeatable; port 0 takes a free one (default: every dialect on its port)',
  ),
  host: {
    type: 'string',
    describe: 'address to listen on where --listen names none (default: 127.0.0.1)',
  },
  strict: {
    type: 'boolean',
    describe: 'turn every dialect’s extensions off: each behaves as the original',
  },
  option: flagsOf(
    'option',
    '<dialect>.<key>=<value>',
    '<dialect>.<key>=<value>, repeatable; see parley dialects <dialect>',
  ),
  limit: flagsOf(
    'limit',
    '<limit>=<value>',
    '<limit>=<value>, repeatable: frameBeforeLogin, connectionsPerAddress, connectsPerMinute, floodBurst, floodRate, waitingBytes, loginTime, lingerTime, exemptLoopback',
  ),
  data: {
    type: 'string',
    describe:
      'folder in which accounts and messages are kept, or memory: they end with the process (default: parley-data)',
  },
  durability: {
    type: 'string',
    describe:
      'full: what is acknowledged is on disk; relaxed: quicker, the last moments may be lost with the power (default: full)',
  },
  credentials: {
    type: 'string',
    describe: 'file of accounts to make, a name and a password a line',
  },
  'password-cost': {
    type: 'number',
    describe: 'scrypt’s N as a power of two, 10 to 20, for new passwords (default: 15)',
  },
  config: flagOf('config', 'a file', 'JSON or YAML file with the same settings'),
  log: { type: 'string', describe: 'pretty or json (default: pretty on a terminal, else json)' },
  'log-level': { type: 'string', describe: 'error, warn, info or debug (default: info)' },
} as const

interface ServeFlags {
  readonly listen?: string[] | undefined
  readonly host?: string | undefined
  readonly strict?: boolean | undefined
  readonly option?: string[] | undefined
  readonly limit?: string[] | undefined
  readonly data?: string | undefined
  readonly durability?: string | undefined
  readonly credentials?: string | undefined
  readonly 'password-cost'?: number | undefined
  readonly config?: string | undefined
  readonly log?: string | undefined
  readonly 'log-level'?: string | undefined
}

function settingsFromFlags(flags: ServeFlags): Settings {
  const { listen, host, strict, option, limit, data, durability, credentials, log } = flags
  const said = {
    listen,
    host,
    strict,
    option: option === undefined ? undefined : nestedOptions(option, '--option'),
    limit: limit === undefined ? undefined : assignments(limit, '--limit'),
    data,
    durability,
    credentials,
    passwordCost: flags['password-cost'],
    log,
    logLevel: flags['log-level'],
  }
  return checkSettings(withoutUndefined(said), asFlag)
}

/** A flag that is said twice would be a list. */
function refuseTwice(flags: object): void {
  for (const [name, value] of Object.entries(flags)) {
    const kind = Object.entries(serveFlags).find(([flag]) => flag === name)?.[1]
    if (Array.isArray(value) && kind !== undefined && !('array' in kind)) {
      throw new UsageError(`--${name}: said more than once`)
    }
  }
}

function withoutUndefined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

async function runServe(flags: ServeFlags): Promise<void> {
  refuseTwice(flags)
  const environment = settingsFromEnvironment(process.env)
  const path = flags.config ?? process.env.PARLEY_CONFIG
  const file = path === undefined ? {} : await settingsFromFile(path)
  const settings = mergeSettings(mergeSettings(file, environment), settingsFromFlags(flags))
  const terminal = process.stderr.isTTY === true
  const log = openLog({
    form: settings.log ?? (terminal ? 'pretty' : 'json'),
    level: settings.logLevel ?? 'info',
    colour: terminal && !process.env.NO_COLOR,
  })
  const served = await serve(settings, await discoverDialects(), log)
  await serveUntilSignal(served, log)
}

async function runDialects(name: string | undefined): Promise<void> {
  process.stdout.write(describeDialects(await discoverDialects(), name))
}

function isYargs(error: unknown): error is Error {
  return error instanceof Error && error.name === 'YError'
}

/** What yargs says of a command line that is wrong. */
function inOurWords(message: string): string {
  if (message.startsWith('Not enough non-option')) return 'a word is missing; --help shows which'
  const [, flag] = /^Not enough arguments following: (.*)$/.exec(message) ?? []
  if (flag !== undefined) return `--${flag}: expected a number`
  const [, near] = /^Did you mean (.*)\?$/.exec(message) ?? []
  return near === undefined ? message : `there is no such command; did you mean ${near}?`
}

/** Once all that was written has gone out. */
function leaveWith(status: number): void {
  process.stdout.write('', () => process.exit(status))
}

async function main(): Promise<void> {
  await yargs(hideBin(process.argv))
    .scriptName('parley')
    .usage('$0 <command>\n\nA chat gateway in which every client speaks its own protocol.')
    .parserConfiguration({ 'greedy-arrays': false, 'camel-case-expansion': false })
    .command('serve', 'Start the gateway', serveFlags, (flags) => runServe(flags))
    .command(
      'dialects [name]',
      'List the dialects, or the options of one',
      (args) => args.positional('name', { type: 'string', describe: 'a dialect' }),
      ({ name }) => runDialects(name),
    )
    .command(
      'chat <dialect> [place]',
      'Talk to a server in one of the dialects',
      async (args) => (await commands.chat()).chatFlags(args),
      async (flags) => leaveWith(await (await commands.chat()).runChat(flags)),
    )
    .command('check', 'Check somebody’s server or client', async (args) =>
      (await commands.check()).checkCommands(args, leaveWith),
    )
    .command(
      'matrix <file>',
      'Run clients with servers: who works with whom, and whose fault it is where it fails',
      async (args) => (await commands.matrix()).matrixFlags(args),
      async (flags) => leaveWith(await (await commands.matrix()).runMatrix(flags)),
    )
    .command('faulty', 'Start programs that are wrong on purpose', async (args) =>
      (await commands.faulty()).faultyCommands(args, leaveWith),
    )
    .command('accounts', 'Administer the accounts of a data folder', async (args) =>
      (await commands.accounts()).accountCommands(args),
    )
    .demandCommand(1, 'a command is needed; parley --help lists them')
    .strict()
    .help()
    .recommendCommands()
    .fail((message, error) => {
      if (error !== undefined && !isYargs(error)) throw error
      throw new UsageError(inOurWords(message ?? error.message))
    })
    .parseAsync()
}

/** A closed pipe behind stdout or the log is no reason to stop serving. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  await main()
} catch (error) {
  const wrong = isYargs(error) || error instanceof UsageError
  const words = isYargs(error) ? inOurWords(error.message) : messageOf(error)
  process.stderr.write(`parley: ${words}\n`)
  process.exitCode = wrong ? USED_WRONGLY : FAILED
}

import { formatAddress } from '@parley/contract'
import {
  canMove,
  clientHarness,
  commandProgram,
  type Driver,
  defaultDriver,
  driverSchema,
  serverHarness,
} from '@parley/kit'
import type { Argv } from 'yargs'
import { hostFlag, portFlag, refuseTakenPlace } from '../address.ts'
import { commandLineFault, flagsKnownTo } from '../command-faults.ts'
import { readData } from '../data-file.ts'
import { discoverFullDialects } from '../discover.ts'
import { UsageError } from '../errors.ts'
import { flagOf, flagsOf, optionFlag } from '../flags.ts'
import { dialectNamed, type PlaceFlags, placeForm, placeOf, saidPlace } from '../target.ts'
import { attachedClient, personTimeouts } from './attached-client.ts'
import { commandBehind } from './command-behind.ts'
import { checkingOf, type JobFlags, jobOf, timeoutsOf } from './job.ts'
import { listChecks } from './list.ts'
import { formats } from './report-files.ts'
import { type ReportFlags, runCheck } from './run-check.ts'
import { build, type ServerFlags, serverProgramOf, waitOf } from './server-command.ts'
import { notePlatform, refuseWithoutTerminals } from './started-programs.ts'
import { waitFor } from './wait-for-server.ts'

interface CommonFlags extends JobFlags, ReportFlags {
  readonly dialect?: string | undefined
  readonly list?: boolean | undefined
}

interface ClientFlags extends CommonFlags {
  readonly _: readonly (string | number)[]
  readonly '--'?: (string | number)[] | undefined
  readonly driver?: string | undefined
  readonly pty?: boolean | undefined
  readonly attach?: boolean | undefined
  readonly host?: string | undefined
  readonly port?: string | undefined
}

const usual = { server: checkServer, client: checkClient }

/** `parley check …`; `act` does what is asked for and gives the exit status. */
export function checkCommands(
  args: Argv,
  words: readonly string[],
  ended: (status: number) => void,
  act = usual,
) {
  return args
    .command(
      'server <dialect> [place]',
      'Check a server, by playing its clients',
      (given) => serverFlags(common(given)),
      async (flags) => ended(await act.server(flags)),
    )
    .command(
      'client <dialect>',
      'Check a client, by starting it with a server that is played',
      (given) => clientFlags(common(given), words),
      async (flags) => ended(await act.client(flags)),
    )
    .command('$0 [words..]', false, anyWords, ({ words }) => refuseWord(words))
}

function anyWords(args: Argv) {
  return args.positional('words', { type: 'string', array: true })
}

function refuseWord([word]: readonly string[] = []): void {
  const what = word === undefined ? '' : `there is no "${word}"; `
  throw new UsageError(
    `check: ${what}one of server and client is needed (parley check server <dialect> --list lists the checks)`,
  )
}

function common(args: Argv) {
  const report = (name: keyof typeof formats) => {
    return flagOf(name, 'a file', formats[name].describe)
  }
  return args
    .positional('dialect', { type: 'string', describe: 'what it speaks' })
    .option(
      'only',
      flagsOf(
        'only',
        'a check',
        'checks, groups, or rules with all variants (vu-3.7, vu-3, vu-3.7+); repeatable',
      ),
    )
    .option('extensions', {
      type: 'boolean',
      describe: 'check also what Parley adds to the protocol',
    })
    .option('strict', {
      type: 'boolean',
      describe: 'check also that nothing goes beyond the original',
    })
    .option('option', optionFlag('an option of the dialect, as the program is set up'))
    .option(
      'credentials',
      flagOf(
        'credentials',
        'a file',
        'file of accounts that can log in, a line "name password" each',
      ),
    )
    .option('replay', flagOf('replay', 'a token', 'the token of an earlier run, to repeat it'))
    .option('timeout', {
      type: 'number',
      requiresArg: true,
      describe: 'timeout for an answer, in seconds (3)',
    })
    .option('parallel', {
      type: 'number',
      requiresArg: true,
      describe:
        'how many checks are tried at once; what does not pass is tried again alone (default: 1, or several where the program is slow)',
    })
    .option('limit-time', {
      type: 'number',
      requiresArg: true,
      describe: 'the longest that the whole run may take, in seconds; the rest is then lost',
    })
    .option('name', flagOf('name', 'a name', 'what reports call the program'))
    .option('list', { type: 'boolean', describe: 'list the checks and run none' })
    .option('verbose', { type: 'boolean', describe: 'show also what has passed' })
    .option('students', { type: 'boolean', describe: 'report what students may see' })
    .option('rubric', flagOf('rubric', 'a file', 'JSON or YAML file: points, and who sees what'))
    .option('baseline', flagOf('baseline', 'a file', 'JSON or YAML file: known failures'))
    .option('junit', report('junit'))
    .option('tap', report('tap'))
    .option('json', report('json'))
    .option('markdown', report('markdown'))
    .option('html', report('html'))
    .option('gradescope', report('gradescope'))
    .option('github-classroom', report('github-classroom'))
}

function serverFlags(args: ReturnType<typeof common>) {
  return args
    .positional('place', { type: 'string', describe: placeForm })
    .usage(
      '$0 check server <dialect> [place] [options] [-- <command>]\n\nChecks a server: one that listens there, or the command, which is started and ended. In it {host} and {port} stand for where it is to listen: a free port, or that of the place. Without {port} it listens on the place’s port, or on the dialect’s.',
    )
    .option(
      'build',
      flagOf('build', 'a command line', 'what builds the server before, by the shell'),
    )
    .option('cwd', flagOf('cwd', 'a folder', 'where the server is built and started'))
    .option('env', flagsOf('env', 'NAME=value', 'NAME=value for the server; repeatable'))
    .option('wait', {
      type: 'number',
      requiresArg: true,
      describe: 'how long the server may take until it listens, in seconds (10 with a command)',
    })
    .option('fresh', { type: 'boolean', describe: 'start the server afresh for each check' })
}

function clientFlags(args: ReturnType<typeof common>, words: readonly string[]) {
  return args
    .strict(false)
    .strictOptions()
    .fail((message) => {
      if (message?.startsWith('Unknown argument') !== true) return
      const fault = commandLineFault(message, words, flagsKnownTo(args))
      throw new UsageError(`${fault} (the client’s own arguments go behind --)`)
    })
    .usage(
      '$0 check client <dialect> [options] -- <command>\n\nChecks a client. In the command {host} and {port} stand for the place at which the kit listens; where neither is in it, both are added at its end, or nothing with --port.',
    )
    .option(
      'driver',
      flagOf(
        'driver',
        'a file',
        'JSON or YAML file: what is typed at the client, and what it shows',
      ),
    )
    .option('pty', { type: 'boolean', describe: 'give the client a terminal' })
    .option('attach', { type: 'boolean', describe: 'wait for a client that is started by hand' })
    .option('host', flagOf('host', 'an address', 'where to listen (127.0.0.1)'))
    .option(
      'port',
      flagOf(
        'port',
        'a port',
        'where to listen, for a client that knows only one port (a free port)',
      ),
    )
}

async function checkServer(flags: CommonFlags & PlaceFlags & ServerFlags): Promise<number> {
  const dialects = await discoverFullDialects(flags.dialect)
  const dialect = dialectNamed(dialects, flags.dialect)
  const checking = await checkingOf(dialect)
  const place = placeOf(flags, dialect)
  const program = serverProgramOf('check server', flags, saidPlace(flags), dialect)
  const command = (flags['--'] ?? []).map(String)
  const address = formatAddress(place.host, place.port)
  const target = program === undefined ? address : command.join(' ')
  const said = flags.place === undefined && program !== undefined ? undefined : address
  const line = { side: 'server', dialect: dialect.name, place: said, flags, command } as const
  const job = await jobOf(flags, dialect, dialects, { target, line })
  if (flags.list === true) return listChecks(job, checking.server)
  const peer = { server: program ?? place, timeouts: timeoutsOf(flags) }
  if (program !== undefined) notePlatform()
  const begin = async () => {
    await build(flags)
    if (program === undefined) await waitFor(place, waitOf(flags) ?? 0)
    else await program.start()
  }
  try {
    return await runCheck(job, serverHarness(job, checking, peer), flags, begin)
  } finally {
    await program?.close()
  }
}

async function checkClient(flags: ClientFlags): Promise<number> {
  const dialects = await discoverFullDialects(flags.dialect)
  const dialect = dialectNamed(dialects, flags.dialect)
  const checking = await checkingOf(dialect)
  const command = commandBehind('check client', flags)
  if (command.length === 0 && flags.attach !== true && flags.list !== true) {
    throw new UsageError('check client: say the command behind --, or --attach')
  }
  if (flags.pty === true) refuseWithoutTerminals('--pty')
  const place = {
    host: flags.host === undefined ? '127.0.0.1' : hostFlag('--host', flags.host),
    port: flags.port === undefined ? 0 : portFlag('--port', flags.port, 0),
  }
  const isAttached = flags.attach === true
  const target = isAttached ? 'a client started by hand' : command.join(' ')
  const line = { side: 'client', dialect: dialect.name, flags, isAttached, command } as const
  const job = await jobOf(
    isOnePlace(flags) ? { ...flags, parallel: 1 } : flags,
    dialect,
    dialects,
    { target, line },
  )
  if (flags.list === true) return listChecks(job, checking.client)
  await refuseTakenPlace(place)
  if (flags.attach !== true) notePlatform()
  const harness = await clientHarness(job, checking, {
    start:
      flags.attach === true
        ? attachedClient
        : commandProgram(command, {
            pty: flags.pty === true,
            ...(flags.port === undefined ? {} : { isPlaced: true }),
          }),
    driver: await driverOf(flags.driver, defaultDriver(dialect)),
    folder: flags.attach !== true && canMove(command, process.cwd()) ? process.cwd() : undefined,
    place,
    timeouts: flags.attach === true ? personTimeouts : timeoutsOf(flags),
  })
  try {
    return await runCheck(job, harness, flags)
  } finally {
    await harness.close()
  }
}

/** Whether the client finds its server at the same place in each check, so that one runs at a time. */
function isOnePlace({ attach, port, parallel = 1 }: ClientFlags): boolean {
  if (attach !== true && port === undefined) return false
  if (parallel !== 1) throw new UsageError('--parallel: not with --attach or --port')
  return true
}

async function driverOf(path: string | undefined, known: Driver): Promise<Driver> {
  if (path === undefined) return known
  return await readData(path, '--driver', (input, context) =>
    driverSchema.parse(typeof input === 'object' ? { ...known, ...input } : input, context),
  )
}

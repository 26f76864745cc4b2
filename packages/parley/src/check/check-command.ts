import { spawnSync } from 'node:child_process'
import {
  clientTheatre,
  commandProgram,
  type Driver,
  defaultDriver,
  driverSchema,
  reach,
  serverTheatre,
} from '@parley/kit'
import type { Argv } from 'yargs'
import { discoverDialects } from '../discover.ts'
import { formatAddress, portFlag } from '../listen.ts'
import { quoted } from '../quoted.ts'
import { dialectNamed, type PlaceFlags, placeForm, placeOf } from '../target.ts'
import { codeOf, messageOf, UsageError } from '../usage.ts'
import { handProgram, patient } from './by-hand.ts'
import { conduct, type ReportFlags } from './conduct.ts'
import { readData } from './data-file.ts'
import { checkingOf, type JobFlags, jobOf, patienceOf } from './job.ts'
import { listChecks } from './list.ts'
import { formats } from './report-files.ts'

interface CommonFlags extends JobFlags, ReportFlags {
  readonly dialect?: string | undefined
  readonly list?: boolean | undefined
}

interface ClientFlags extends CommonFlags {
  readonly '--'?: (string | number)[] | undefined
  readonly driver?: string | undefined
  readonly pty?: boolean | undefined
  readonly attach?: boolean | undefined
  readonly host?: string | undefined
  readonly port?: string | undefined
}

/** `parley check …` */
export function checkCommands(args: Argv, ended: (status: number) => void) {
  return args
    .command(
      'server <dialect> [place]',
      'Check a server, by playing its clients',
      (given) => common(given).positional('place', { type: 'string', describe: placeForm }),
      async (flags) => ended(await checkServer(flags)),
    )
    .command(
      'client <dialect>',
      'Check a client, by starting it with a server that is played',
      (given) => clientFlags(common(given)),
      async (flags) => ended(await checkClient(flags)),
    )
    .demandCommand(1, 'check: one of server and client is needed')
}

function common(args: Argv) {
  const report = (name: keyof typeof formats) => {
    return { type: 'string', describe: formats[name].describe } as const
  }
  return args
    .positional('dialect', { type: 'string', describe: 'what it speaks' })
    .option('only', {
      type: 'string',
      array: true,
      describe: 'checks, rules or groups (vu-3.7, vu-3); repeatable',
    })
    .option('extensions', {
      type: 'boolean',
      describe: 'check also what Parley adds to the protocol',
    })
    .option('strict', {
      type: 'boolean',
      describe: 'check also that nothing goes beyond the original',
    })
    .option('option', {
      type: 'string',
      array: true,
      describe: '<key>=<value> of the dialect as the program is set, repeatable',
    })
    .option('credentials', {
      type: 'string',
      describe: 'file of accounts that can log in, a line "name password" each',
    })
    .option('replay', { type: 'string', describe: 'the token of a run, to do the same again' })
    .option('patience', {
      type: 'number',
      describe: 'the longest that an answer is waited for, in seconds (3)',
    })
    .option('list', { type: 'boolean', describe: 'list the checks and run none' })
    .option('verbose', { type: 'boolean', describe: 'show also what has passed' })
    .option('students', { type: 'boolean', describe: 'report what students may see' })
    .option('rubric', { type: 'string', describe: 'JSON or YAML file: points, and who sees what' })
    .option('baseline', { type: 'string', describe: 'JSON or YAML file: known failures' })
    .option('junit', report('junit'))
    .option('tap', report('tap'))
    .option('json', report('json'))
    .option('markdown', report('markdown'))
    .option('html', report('html'))
    .option('gradescope', report('gradescope'))
    .option('github-classroom', report('github-classroom'))
}

function clientFlags(args: ReturnType<typeof common>) {
  return args
    .parserConfiguration({ 'populate--': true })
    .usage(
      '$0 check client <dialect> [options] -- <command>\n\nChecks a client. In the command {host} and {port} stand for the server’s place.',
    )
    .option('driver', {
      type: 'string',
      describe: 'JSON or YAML file: what is typed at the client, and what it shows',
    })
    .option('pty', { type: 'boolean', describe: 'give the client a terminal' })
    .option('attach', { type: 'boolean', describe: 'wait for a client that is started by hand' })
    .option('host', { type: 'string', describe: 'where to listen (127.0.0.1)' })
    .option('port', { type: 'string', describe: 'where to listen (a free port)' })
}

async function checkServer(flags: CommonFlags & PlaceFlags): Promise<number> {
  const dialects = await discoverDialects()
  const dialect = dialectNamed(dialects, flags.dialect)
  const checking = await checkingOf(dialect)
  const place = placeOf(flags, dialect)
  const target = formatAddress(place.host, place.port)
  const words = again(`parley check server ${dialect.name} ${target}`, flags)
  const job = await jobOf(flags, dialect, dialects, { target, words })
  if (flags.list === true) return listChecks(job, checking.server)
  const begin = () =>
    reach(place).catch((error: unknown) => {
      const why = codeOf(error) === 'ECONNREFUSED' ? 'nobody listens there' : messageOf(error)
      throw new Error(`cannot connect to ${target}: ${why}`)
    })
  return await conduct(job, serverTheatre(job, checking, place, patienceOf(flags)), flags, begin)
}

async function checkClient(flags: ClientFlags): Promise<number> {
  const dialects = await discoverDialects()
  const dialect = dialectNamed(dialects, flags.dialect)
  const checking = await checkingOf(dialect)
  const command = (flags['--'] ?? []).map(String)
  if (command.length === 0 && flags.attach !== true && flags.list !== true) {
    throw new UsageError('check client: say the command behind --, or --attach')
  }
  if (command[0] === '') throw new UsageError('check client: the command behind -- is empty')
  if (flags.pty === true && spawnSync('script', ['--version']).error !== undefined) {
    throw new UsageError('--pty: the program "script" (of util-linux) is needed, and is not here')
  }
  const target = flags.attach === true ? 'a client started by hand' : command.join(' ')
  const end = flags.attach === true ? '--attach' : `-- ${command.map(quoted).join(' ')}`
  const words = (more: string) =>
    `${again(`parley check client ${dialect.name}`, flags)(more)} ${end}`
  const job = await jobOf(flags, dialect, dialects, { target, words })
  if (flags.list === true) return listChecks(job, checking.client)
  const theatre = await clientTheatre(job, checking, {
    start:
      flags.attach === true ? handProgram : commandProgram(command, { pty: flags.pty === true }),
    driver: await driverOf(flags.driver, defaultDriver(dialect)),
    place: {
      host: flags.host ?? '127.0.0.1',
      port: flags.port === undefined ? 0 : portFlag('--port', flags.port, 0),
    },
    patience: flags.attach === true ? patient : patienceOf(flags),
  })
  try {
    return await conduct(job, theatre, flags)
  } finally {
    await theatre.close()
  }
}

/** The flags that decide what is checked, and how. */
const deciding = [
  'host',
  'port',
  'driver',
  'pty',
  'strict',
  'extensions',
  'option',
  'credentials',
  'patience',
] as const satisfies readonly (keyof ClientFlags)[]

/** The command with those of its flags, as a shell takes them. */
function again(start: string, flags: ClientFlags) {
  const said = deciding.flatMap((name) => {
    const value = flags[name]
    if (value === undefined || value === false) return []
    if (value === true) return [`--${name}`]
    return [value].flat().map((word) => `--${name} ${quoted(String(word))}`)
  })
  return (rest: string) => ['npx', start, ...said, rest].join(' ')
}

async function driverOf(path: string | undefined, known: Driver): Promise<Driver> {
  if (path === undefined) return known
  return await readData(path, '--driver', (input) => {
    return driverSchema.parse(typeof input === 'object' ? { ...known, ...input } : input)
  })
}

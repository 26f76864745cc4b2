import yargs, { type Argv } from 'yargs'
import { commandLineFault, flagsKnownTo, refuseCommand, refuseOddSwitch } from './command-faults.ts'
import { UsageError } from './errors.ts'
import { ownVersion } from './version.ts'

/** Each is loaded when it is called: no command waits for the modules of another. */
const commands = {
  accounts: () => import('./account-commands.ts'),
  autograder: () => import('./autograder/autograder-command.ts'),
  chat: () => import('./chat-command.ts'),
  cluster: () => import('./cluster-command.ts'),
  check: () => import('./check/check-command.ts'),
  compare: () => import('./compare-command.ts'),
  dialects: () => import('./dialects-command.ts'),
  faulty: () => import('./faulty/faulty-command.ts'),
  files: () => import('./file-commands.ts'),
  grade: () => import('./grade/grade-command.ts'),
  gradeInside: () => import('./grade/grade-inside.ts'),
  matrix: () => import('./matrix/matrix-command.ts'),
  proxy: () => import('./proxy-command.ts'),
  record: () => import('./record-command.ts'),
  recording: () => import('./recording/recording-command.ts'),
  replay: () => import('./replay/replay-command.ts'),
  serve: () => import('./serve-command.ts'),
  wireshark: () => import('./wireshark-command.ts'),
} as const

/** How the words of a command line are read. */
export const parserConfiguration = {
  'greedy-arrays': false,
  'camel-case-expansion': false,
  'populate--': true,
} as const

/** Ends the program with a status. */
type LeaveWith = (status: number) => void

function isYargs(error: unknown): error is Error {
  return error instanceof Error && error.name === 'YError'
}

/**
 * Does what the words of a command line ask for; `leaveWith` ends the program with a status. Throws a
 * UsageError where they cannot be understood.
 */
export async function runCommandLine(said: readonly string[], leaveWith: LeaveWith): Promise<void> {
  const words = withDashes(said)
  try {
    await parseAndRun(words, leaveWith)
  } catch (error) {
    if (!isYargs(error)) throw error
    throw new UsageError(commandLineFault(error.message, words, []))
  }
}

/** yargs takes no `-` for the value of a flag where it is a word of its own. */
export function withDashes(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--')
  const isFlag = (at: number) => /^--[^=]+$/.test(words[at] ?? '') && (end < 0 || at < end)
  return words.flatMap((word, at) => {
    if (isFlag(at) && words[at + 1] === '-') return [`${word}=-`]
    return word === '-' && isFlag(at - 1) ? [] : [word]
  })
}

/** What is done to a data folder, whether or not a gateway runs on it, and seen of a cluster. */
function withAdministration(args: Argv): Argv {
  return args
    .command('accounts', 'Administer the accounts of a data folder', async (given) =>
      (await commands.accounts()).accountCommands(given),
    )
    .command('cluster', 'See the gateways of a cluster', async (given) =>
      (await commands.cluster()).clusterCommands(given),
    )
    .command('files', 'List and remove the files that a data folder keeps', async (given) =>
      (await commands.files()).fileCommands(given),
    )
}

/** What tells of the dialects. */
function withDialects(args: Argv): Argv {
  return args
    .command(
      'dialects [name]',
      'List the dialects, or the options of one',
      (args) => args.positional('name', { type: 'string', describe: 'a dialect' }),
      async ({ name }) => (await commands.dialects()).runDialects(name),
    )
    .command(
      'compare',
      'Show what each dialect makes of one message, or write the comparison as a page',
      async (args) => (await commands.compare()).compareFlags(args),
      async (flags) => (await commands.compare()).runCompare(flags),
    )
    .command(
      'wireshark',
      'Write dissectors of all dialects for Wireshark',
      async (args) => (await commands.wireshark()).wiresharkFlags(args),
      async (flags) => (await commands.wireshark()).runWireshark(flags),
    )
}

/** What records, and works on recordings. */
function withRecordings(args: Argv, leaveWith: LeaveWith): Argv {
  return args
    .command(
      'record <dialect> <listen> <server>',
      'Stand before a server and record what goes through',
      async (given) => (await commands.record()).recordFlags(given),
      async (flags) => (await commands.record()).runRecord(flags),
    )
    .command('recording', 'Show a recording, or make something else of it', async (given) =>
      (await commands.recording()).recordingCommands(given),
    )
    .command(
      'replay <file>',
      'Play one side of a recording to a program, and compare what that says',
      async (given) => (await commands.replay()).replayFlags(given),
      async (flags) => leaveWith(await (await commands.replay()).runReplay(flags)),
    )
}

function withServe(args: Argv, command: string): Argv {
  return args.command(
    command,
    'Start the gateway',
    async (args) => (await commands.serve()).serveFlags(args),
    async (flags) => (await commands.serve()).runServe(flags),
  )
}

/** The commands that talk to others: to their servers and clients. */
function withTalking(args: Argv, words: readonly string[], leaveWith: LeaveWith): Argv {
  return args
    .command(
      'chat <dialect> [place]',
      'Talk to a server in one of the dialects',
      async (args) => (await commands.chat()).chatFlags(args),
      async (flags) => leaveWith(await (await commands.chat()).runChat(flags)),
    )
    .command('check', 'Check somebody’s server or client', async (args) =>
      (await commands.check()).checkCommands(args, words, leaveWith),
    )
    .command(
      'matrix <file>',
      'Run clients with servers: which pairs work, and which side is at fault where one does not',
      async (args) => (await commands.matrix()).matrixFlags(args),
      async (flags) => leaveWith(await (await commands.matrix()).matrixCommand(flags)),
    )
    .command(
      'proxy <dialect> <listen> <server>',
      'Make a bad network before a server: cut, delay, stall, reset and others, as a file says',
      async (args) => (await commands.proxy()).proxyFlags(args),
      async (flags) => (await commands.proxy()).runProxy(flags),
    )
    .command(
      'grade <course> <submissions>',
      'Grade the programs of a whole class',
      async (args) => (await commands.grade()).gradeFlags(args),
      async (flags) => leaveWith(await (await commands.grade()).gradeCommand(flags)),
    )
    .command('autograder', 'Have submissions checked where they are handed in', async (args) =>
      (await commands.autograder()).autograderCommands(args, leaveWith),
    )
    .command('grade-inside', false, {}, async () =>
      leaveWith(await (await commands.gradeInside()).gradeInside()),
    )
    .command('faulty', 'Start programs that are wrong on purpose', async (args) =>
      (await commands.faulty()).faultyCommands(args, leaveWith),
    )
}

function withAll(args: Argv, words: readonly string[], leaveWith: LeaveWith): Argv {
  const all = withServe(withRecordings(withDialects(withAdministration(args)), leaveWith), 'serve')
  return withTalking(all, words, leaveWith)
    .scriptName('parley')
    .usage('$0 <command>\n\nA chat gateway in which every client speaks its own protocol.')
    .demandCommand(1, 'a command is needed; parley --help lists them')
    .recommendCommands()
}

/**
 * The command alone, without a name of its own: yargs writes the help text of a command with a name
 * whenever it runs, which takes an eighth of the start.
 */
function serveAlone(args: Argv): Argv {
  return withServe(args, '$0').scriptName('parley serve')
}

async function parseAndRun(words: readonly string[], leaveWith: LeaveWith): Promise<void> {
  const named = words[0] === 'serve' ? ['serve'] : []
  const said = yargs(words.slice(named.length))
  const args = named.length > 0 ? serveAlone(said) : withAll(said, words, leaveWith)
  await args
    .parserConfiguration(parserConfiguration)
    .check((found, { boolean }) => {
      refuseOddSwitch(words, Array.isArray(boolean) ? boolean.map(String) : [])
      refuseCommand([...named, ...found._], found['--'])
      return true
    }, true)
    .strict()
    .help()
    .alias('help', 'h')
    .version(ownVersion())
    .alias('version', 'v')
    .fail((message, error, command) => {
      if (error !== undefined && !isYargs(error)) throw error
      const known = flagsKnownTo(args)
      const help = String(command.help())
      throw new UsageError(commandLineFault(message ?? error.message, words, known, help))
    })
    .parseAsync()
}

import yargs, { type Argv } from 'yargs'
import { commandLineFault, flagsKnownTo, refuseCommand, refuseOddSwitch } from './command-faults.ts'
import { UsageError } from './errors.ts'
import { ownVersion } from './version.ts'

/** Each is loaded when it is called: no command waits for the modules of another. */
const commands = {
  accounts: () => import('./account-commands.ts'),
  chat: () => import('./chat-command.ts'),
  check: () => import('./check/check-command.ts'),
  compare: () => import('./compare-command.ts'),
  dialects: () => import('./dialects-command.ts'),
  faulty: () => import('./faulty/faulty-command.ts'),
  files: () => import('./file-commands.ts'),
  grade: () => import('./grade/grade-command.ts'),
  matrix: () => import('./matrix/matrix-command.ts'),
  serve: () => import('./serve-command.ts'),
} as const

/** How the words of a command line are read. */
export const parserConfiguration = {
  'greedy-arrays': false,
  'camel-case-expansion': false,
  'populate--': true,
} as const

function isYargs(error: unknown): error is Error {
  return error instanceof Error && error.name === 'YError'
}

/**
 * Does what the words of a command line ask for; `leaveWith` ends the program with a status. Throws a
 * UsageError where they cannot be understood.
 */
export async function runCommandLine(
  words: readonly string[],
  leaveWith: (status: number) => void,
): Promise<void> {
  try {
    await parseAndRun(words, leaveWith)
  } catch (error) {
    if (!isYargs(error)) throw error
    throw new UsageError(commandLineFault(error.message, words, []))
  }
}

/** What is done to a data folder, whether or not a gateway runs on it. */
function withAdministration(args: Argv): Argv {
  return args
    .command('accounts', 'Administer the accounts of a data folder', async (given) =>
      (await commands.accounts()).accountCommands(given),
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
}

async function parseAndRun(
  words: readonly string[],
  leaveWith: (status: number) => void,
): Promise<void> {
  const args = yargs(words)
  await withDialects(withAdministration(args))
    .scriptName('parley')
    .usage('$0 <command>\n\nA chat gateway in which every client speaks its own protocol.')
    .parserConfiguration(parserConfiguration)
    .command(
      'serve',
      'Start the gateway',
      async (args) => (await commands.serve()).serveFlags(args),
      async (flags) => (await commands.serve()).runServe(flags),
    )
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
      'grade <course> <submissions>',
      'Grade the programs of a whole class',
      async (args) => (await commands.grade()).gradeFlags(args),
      async (flags) => leaveWith(await (await commands.grade()).gradeCommand(flags)),
    )
    .command('faulty', 'Start programs that are wrong on purpose', async (args) =>
      (await commands.faulty()).faultyCommands(args, leaveWith),
    )
    .check((said, { boolean }) => {
      refuseOddSwitch(words, Array.isArray(boolean) ? boolean.map(String) : [])
      refuseCommand(said._, said['--'])
      return true
    }, true)
    .demandCommand(1, 'a command is needed; parley --help lists them')
    .strict()
    .help()
    .alias('help', 'h')
    .version(ownVersion())
    .alias('version', 'v')
    .recommendCommands()
    .fail((message, error, command) => {
      if (error !== undefined && !isYargs(error)) throw error
      const known = flagsKnownTo(args)
      const help = String(command.help())
      throw new UsageError(commandLineFault(message ?? error.message, words, known, help))
    })
    .parseAsync()
}

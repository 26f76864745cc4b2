import yargs from 'yargs'
import { z } from 'zod'
import { rowIds } from './rows.ts'

const WHOLE = 'expected a whole number from 1 to 20'
const COMMAND = 'expected a command'

const flagsSchema = z.object({
  quick: z.boolean(),
  rounds: z.int(WHOLE).min(1, WHOLE).max(20, WHOLE).optional(),
  only: z
    .array(z.enum(rowIds, `expected one of ${rowIds.join(', ')}`))
    .min(1, 'expected a row')
    .optional(),
  json: z.boolean(),
  gateway: z.string().trim().min(1, COMMAND).optional(),
  tap: z.string().trim().min(1, COMMAND).optional(),
})

export type Flags = z.infer<typeof flagsSchema>

function refuse(message: string): never {
  process.stderr.write(`bench: ${message}\nSee npm run bench -- --help\n`)
  process.exit(2)
}

/** Ends the process: 0 after `--help`, 2 with what was expected when a flag is wrong. */
export function readFlags(args: readonly string[]): Flags {
  const given = yargs([...args])
    .scriptName('npm run bench --')
    .usage(
      '$0 [options]\n\nMeasures the built gateway beside a bare relay and the least Node server.',
    )
    .option('quick', {
      type: 'boolean',
      default: false,
      describe: 'One short round, about a minute',
    })
    .option('rounds', { type: 'number', describe: 'Rounds to take medians of (3, quick: 1)' })
    .option('only', {
      type: 'string',
      array: true,
      describe: `Only these rows: ${rowIds.join(' ')}`,
    })
    .option('json', { type: 'boolean', default: false, describe: 'Print all of it as JSON' })
    .option('gateway', { type: 'string', describe: 'Command of a server to measure in its place' })
    .option('tap', { type: 'string', describe: 'Command of a gateway with a wire tap listening' })
    .epilogue(
      'A server given as a command prints `listening DIALECT 127.0.0.1:PORT` for each dialect, ' +
        'then `ready`; the command is split at spaces.\n' +
        'Exit status: 0 every must is met; 1 one is missed, or a message was lost, reordered, ' +
        'misrouted or unanswered; 2 used wrongly, or there is no C compiler.',
    )
    .strict()
    .version(false)
    .wrap(100)
    .fail((message, error) => refuse(message ?? error.message))
    .parseSync()
  const flags = flagsSchema.safeParse(given, { reportInput: true })
  if (flags.success) return flags.data
  const [issue] = flags.error.issues
  return refuse(`--${String(issue?.path[0])}: ${issue?.message}, got '${issue?.input}'`)
}

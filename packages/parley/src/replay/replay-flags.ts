import type { Argv } from 'yargs'
import { flagOf, flagsOf } from '../flags.ts'

const text = {
  usage:
    '$0 replay <file> [options] [-- <command>]\n\n' +
    'Plays one side of a recording to a real program, and compares what that says with what was recorded. ' +
    'The command, if there is one, is started and ended: {host} and {port} in it stand for the place.',
  epilogue:
    'Exit status: 0, everything is as it was recorded; 1, something is not; 2, used wrongly. ' +
    'Times, ports and addresses may differ. docs/recordings.md says how frames are compared.',
} as const

/** The flags of `parley replay`. */
export function replayFlags(args: Argv) {
  return whatIsDone(whatIsPlayed(args))
    .option('cwd', flagOf('cwd', 'a folder', 'where the command is started'))
    .option('env', flagsOf('env', 'NAME=value', 'NAME=value for the command; repeatable'))
    .option('wait', {
      type: 'number',
      requiresArg: true,
      describe: 'how long the command may take until it listens, in seconds (10)',
    })
    .usage(text.usage)
    .epilogue(text.epilogue)
}

function whatIsPlayed(args: Argv) {
  return args
    .positional('file', { type: 'string', demandOption: true, describe: 'the recording' })
    .option('as', flagOf('as', 'client or server', 'the side that is played: client or server'))
    .option(
      'to',
      flagOf('to', 'a place', 'as client: host:port of the server, or its port on this machine'),
    )
    .option(
      'listen',
      flagOf('listen', 'a place', 'as server: [host:]port to listen on; port 0 takes a free one'),
    )
    .option(
      'dialect',
      flagOf(
        'dialect',
        'a dialect',
        'play the connections of this dialect, where there are several',
      ),
    )
    .option(
      'connection',
      flagsOf('connection', 'a number', 'play only the connection of this number, repeatable'),
    )
    .option(
      'pace',
      flagOf(
        'pace',
        'a pace',
        'lockstep: hear what was recorded before each piece that is said; original: the same, and no earlier than it was said then; max: say all at once (lockstep)',
      ),
    )
    .option('cut', {
      type: 'number',
      requiresArg: true,
      describe: 'cut what is said into other segments, by this seed',
    })
}

function whatIsDone<Flags>(args: Argv<Flags>) {
  return args
    .option('timeout', {
      type: 'number',
      requiresArg: true,
      describe: 'timeout for a frame, in seconds beyond what it took in the recording (3)',
    })
    .option(
      'slot',
      flagsOf(
        'slot',
        '<name>=<regular expression>',
        '<name>=<regular expression> of what may be another value, but the same wherever one value was recorded; with the name any, without that; repeatable',
      ),
    )
    .option('exact', {
      type: 'boolean',
      describe: 'compare also how JSON and pickles are written, not only what is in them',
    })
    .option('rerecord', {
      type: 'boolean',
      describe:
        'do not compare: record what the program says now instead; the old file is kept as .bak',
    })
    .option('shrink', {
      type: 'boolean',
      describe:
        'cut a recording that fails down to the fewest connections and frames that still fail; needs a command',
    })
    .option('runs', {
      type: 'number',
      requiresArg: true,
      describe: 'with --shrink: how many replays at most (500)',
    })
    .option('limit-time', {
      type: 'number',
      requiresArg: true,
      describe: 'with --shrink: how long at most, in seconds (300)',
    })
    .option(
      'out',
      flagOf(
        'out',
        'a file',
        'where --rerecord and --shrink write (--shrink: <file>-shrunk.ndjson)',
      ),
    )
    .option(
      'json',
      flagOf('json', 'a file', 'write the result as JSON; - for stdout, instead of text'),
    )
}

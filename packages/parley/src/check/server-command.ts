import { statSync } from 'node:fs'
import type { ServerDialect } from '@parley/contract'
import { buildProgram, hasPlace, ServerProgram } from '@parley/kit'
import * as z from 'zod'
import type { Place } from '../address.ts'
import { UsageError } from '../errors.ts'
import { onInterrupt } from '../interrupts.ts'
import { commandBehind } from './command-behind.ts'

/** What the flags say of a server that the kit starts itself. */
export interface ServerFlags {
  readonly _: readonly (string | number)[]
  readonly '--'?: (string | number)[] | undefined
  readonly build?: string | undefined
  readonly cwd?: string | undefined
  readonly env?: string[] | undefined
  readonly wait?: number | undefined
  readonly fresh?: boolean | undefined
}

/** How long a server may take until it listens, where nothing is said, in seconds. */
const USUAL_WAIT = 10

/** How long a build may take, in milliseconds. */
const LONGEST_BUILD = 120_000

const HERE: readonly (string | undefined)[] = [undefined, '127.0.0.1', 'localhost']

/**
 * The server behind `--`; undefined where there is none, and the server is somebody else’s to start.
 * `words`: those of the command line before its flags, for messages.
 */
export function serverProgramOf(
  words: string,
  flags: ServerFlags,
  said: Place,
  dialect: Pick<ServerDialect, 'defaultPort'>,
): ServerProgram | undefined {
  const command = commandBehind(words, flags, flags.cwd)
  if (command.length === 0) {
    const [flag] = (['build', 'cwd', 'env', 'fresh'] as const).filter(
      (name) => flags[name] !== undefined && flags[name] !== false,
    )
    if (flag === undefined) return undefined
    throw new UsageError(`--${flag}: only with a command behind --, which Parley starts`)
  }
  if (!HERE.includes(said.host)) {
    throw new UsageError(`a server behind -- is started on this machine, and not on ${said.host}`)
  }
  const env = environmentOf(flags.env)
  const isPlaced = hasPlace([...command, ...Object.values(env)])
  return new ServerProgram({
    words: command,
    cwd: folderOf(flags.cwd),
    env,
    isForEachCheck: flags.fresh === true,
    port: said.port ?? (isPlaced ? undefined : dialect.defaultPort),
    wait: waitOf(flags) ?? 1000 * USUAL_WAIT,
  })
}

const waiting = z.number().min(0).max(600).optional()

/** How long a server may take until it listens, in milliseconds; undefined where it is not said. */
export function waitOf({ wait }: ServerFlags): number | undefined {
  const { success, data } = waiting.safeParse(wait)
  if (!success) throw new UsageError('--wait: expected a number of seconds, 0 to 600')
  return data === undefined ? undefined : 1000 * data
}

/** The folder of `--cwd`. */
export function folderOf(cwd = '.'): string {
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() === true) return cwd
  throw new UsageError(`--cwd: there is no folder ${cwd}`)
}

/** The variables of `--env`. */
export function environmentOf(words: readonly string[] = []): Readonly<Record<string, string>> {
  const pairs = words.map((word) => {
    const equals = word.indexOf('=')
    if (equals < 1) throw new UsageError(`--env: expected NAME=value, got "${word}"`)
    return [word.slice(0, equals), word.slice(equals + 1)] as const
  })
  return Object.fromEntries(pairs)
}

/** Builds a program by a command line of the shell. Throws a `ProgramTrouble` where that fails. */
export async function build({ build: command, cwd, env }: ServerFlags): Promise<void> {
  if (command === undefined) return
  const interrupted = new AbortController()
  const carryOn = onInterrupt(async () => interrupted.abort())
  const { signal } = interrupted
  try {
    await buildProgram({ command, cwd, env: environmentOf(env), limit: LONGEST_BUILD, signal })
  } finally {
    carryOn()
  }
}

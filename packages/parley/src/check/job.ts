import { randomBytes, randomInt } from 'node:crypto'
import type { Checking, Dialect } from '@parley/contract'
import {
  AdaptiveTimeouts,
  type CheckJob,
  type Credential,
  type Look,
  readToken,
  segmentationNamed,
} from '@parley/kit'
import * as z from 'zod'
import { readCredentials } from '../credentials.ts'
import { UsageError } from '../errors.ts'
import { ownCommand } from '../own-command.ts'
import { optionsOf } from '../target.ts'
import { readTextFile } from '../text-file.ts'
import { type CheckLine, runLine } from './run-line.ts'

/** What the flags say that checks of servers and of clients have in common. */
export interface JobFlags {
  readonly only?: string[] | undefined
  readonly extensions?: boolean | undefined
  readonly strict?: boolean | undefined
  readonly option?: string[] | undefined
  readonly replay?: string | undefined
  readonly credentials?: string | undefined
  readonly timeout?: number | undefined
  readonly parallel?: number | undefined
  readonly 'limit-time'?: number | undefined
  readonly name?: string | undefined
}

const seconds = z.number().min(1).max(600).optional()

/** How long the program is waited for, as the flag says it; undefined: as usual. */
export function timeoutsOf({ timeout }: JobFlags): AdaptiveTimeouts | undefined {
  const { success, data } = seconds.safeParse(timeout)
  if (!success) throw new UsageError('--timeout: expected a number of seconds, 1 to 600')
  return data === undefined ? undefined : new AdaptiveTimeouts(1000 * data)
}

const lanes = z.number().int().min(1).max(16).optional()

function parallelOf(parallel: number | undefined): number | undefined {
  const { success, data } = lanes.safeParse(parallel)
  if (!success) throw new UsageError('--parallel: expected a whole number, 1 to 16')
  return data
}

const wholeRun = z.number().min(1).max(86_400).optional()

/** In milliseconds. */
function limitOf(limit: number | undefined): number | undefined {
  const { success, data } = wholeRun.safeParse(limit)
  if (!success) throw new UsageError('--limit-time: expected a number of seconds, 1 to 86400')
  return data === undefined ? undefined : 1000 * data
}

/** The checks of a dialect, loaded. */
export async function checkingOf(dialect: Dialect): Promise<Checking> {
  if (dialect.checking === undefined) throw new UsageError(`${dialect.name} has no checks`)
  return await dialect.checking()
}

/** What is to be done, from what was said. `line`: the command that was given, for saying it again. */
export async function jobOf(
  flags: JobFlags,
  dialect: Dialect,
  dialects: readonly Dialect[],
  { target, line }: { readonly target: string; readonly line: CheckLine },
): Promise<CheckJob> {
  const { seed, segmentation } = replayOf(flags.replay)
  const { options = dialect } = await checkingOf(dialect)
  const program = ownCommand()
  const extended = flags.extensions === true
  if (extended && flags.strict === true) {
    throw new UsageError('check: either --strict or --extensions, not both')
  }
  return {
    dialect,
    options: optionsOf(options, flags.option ?? [], { strict: !extended }),
    seed,
    salt: randomBytes(9).toString('base64'),
    segmentation,
    only: flags.only ?? [],
    scope: extended ? 'extended' : flags.strict === true ? 'original' : 'core',
    credentials: await credentialsOf(flags.credentials),
    parallel: parallelOf(flags.parallel),
    limit: limitOf(flags['limit-time']),
    looks: looksOf(dialects),
    clock: () => performance.now(),
    target: flags.name ?? target,
    command: (only, replay) => runLine(program, line, { only, replay }),
  }
}

function replayOf(token: string | undefined) {
  if (token === undefined) return { seed: randomInt(2 ** 32 - 1), segmentation: undefined }
  const said = readToken(token)
  if (said === undefined) throw new UsageError(`--replay: "${token}" is no token of a run`)
  if (said.segmentation !== undefined && segmentationNamed(said.segmentation) === undefined) {
    throw new UsageError(`--replay: there is no segmentation "${said.segmentation}"`)
  }
  return said
}

async function credentialsOf(path: string | undefined): Promise<readonly Credential[]> {
  if (path === undefined) return []
  const { credentials, bad } = readCredentials(await readTextFile(path, '--credentials'))
  const [first] = bad
  if (first !== undefined) throw new UsageError(`${path}, line ${first.line}: ${first.fault}`)
  return credentials
}

export function looksOf(dialects: readonly Dialect[]): readonly Look[] {
  return dialects.flatMap(({ name, looks }) => {
    return looks === undefined ? [] : [{ dialect: name, ...looks }]
  })
}

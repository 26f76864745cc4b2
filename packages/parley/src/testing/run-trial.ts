import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Checking, Dialect, Fault } from '@parley/contract'
import { memoryPorts } from '@parley/engine'
import {
  AdaptiveTimeouts,
  type CheckJob,
  clientHarness,
  defaultDriver,
  type Findings,
  type Outcome,
  runChecks,
  type Side,
  serverHarness,
  withVariants,
} from '@parley/kit'
import { Gateway } from '@parley/server'
import { chatProgram } from '../chat/chat-program.ts'
import { checkingOf, looksOf } from '../check/job.ts'
import { scopeOf } from '../check/scope.ts'
import { discoverFullDialects } from '../discover.ts'

const known = await discoverFullDialects()
const looks = looksOf(known)

/** The full dialects of which programs can be checked: a full one need not have checks. */
export const dialects = known.filter(({ checking }) => checking !== undefined)

/** By name; loaded beforehand, since nothing can be where tests run beside each other. */
const checkings = new Map<string, Checking>()
for (const dialect of dialects) checkings.set(dialect.name, await checkingOf(dialect))

export function checkingFor({ name }: Dialect): Checking {
  const checking = checkings.get(name)
  if (checking === undefined) throw new Error(`${name} has no checks`)
  return checking
}

/** For programs that are known to be wrong: no answer is waited for as long. */
export class Haste extends AdaptiveTimeouts {
  override get answer(): number {
    return Math.min(400, super.answer)
  }

  override get isHasty(): boolean {
    return false
  }
}

/** What is tried: all checks of one side of a dialect, or some of them. */
export interface Trial {
  readonly dialect: Dialect
  readonly side: Side
  readonly scope: CheckJob['scope']
  readonly seed: number
  /** Ids of checks, and rules with all their checks. */
  readonly only?: readonly string[]
  /** So many checks are tried at once, at first; one if it is not said. */
  readonly parallel?: number
}

/** Where a client of this process has its files: checks that need any have a copy of it. */
const emptyFolder = mkdtempSync(join(tmpdir(), 'parley-'))

/** What is to be done in a trial. */
export function jobOf({ dialect, side, scope, seed, only = [], parallel = 1 }: Trial): CheckJob {
  return {
    dialect,
    options: dialect.options.parse({ strict: scope === 'original' }),
    seed,
    salt: 'trial',
    segmentation: undefined,
    only: only.flatMap((id) => [id, withVariants(id)]),
    scope,
    credentials: [],
    parallel,
    looks,
    clock: () => performance.now(),
    target: `${dialect.name} ${side}`,
    command: (id, token) => `${id} ${token}`,
  }
}

/** Checks a server or a client of ours, within this process; `program`: the dialect that it speaks. */
export async function runTrial(
  trial: Trial,
  program: Dialect = trial.dialect,
  timeouts: AdaptiveTimeouts = new AdaptiveTimeouts(),
): Promise<Findings> {
  const checking = await checkingOf(trial.dialect)
  return trial.side === 'server'
    ? await tryServer(trial, checking, program, timeouts)
    : await tryClient(trial, checking, program, timeouts)
}

async function tryServer(
  trial: Trial,
  checking: Checking,
  program: Dialect,
  timeouts: AdaptiveTimeouts,
): Promise<Findings> {
  const job = jobOf(trial)
  const gateway = new Gateway(memoryPorts(), () => {})
  const host = '127.0.0.1'
  const { port } = await gateway.listen(program, { host, port: 0, options: job.options })
  try {
    return await runChecks(job, serverHarness(job, checking, { server: { host, port }, timeouts }))
  } finally {
    await gateway.drain(0)
  }
}

async function tryClient(
  trial: Trial,
  checking: Checking,
  program: Dialect,
  timeouts: AdaptiveTimeouts,
): Promise<Findings> {
  const job = jobOf(trial)
  const harness = await clientHarness(job, checking, {
    start: chatProgram(program, job.options),
    driver: defaultDriver(trial.dialect),
    folder: emptyFolder,
    place: { host: '127.0.0.1', port: 0 },
    timeouts: timeouts,
  })
  try {
    return await runChecks(job, harness)
  } finally {
    await harness.close()
  }
}

/** The faults of one side of all dialects, for a table of tests. */
export async function faultsOf(side: Side) {
  const rows: (readonly [string, string, Fault, Trial])[] = []
  for (const dialect of dialects) {
    const checking = checkingFor(dialect)
    for (const fault of checking.faults[side]) {
      const scope = scopeOf(fault, checking, side)
      rows.push([dialect.name, fault.name, fault, { dialect, side, scope, seed: 1 }])
    }
  }
  return rows
}

/** The checks that have found the fault: those that name one of the rules that it breaks. */
export function found(fault: Fault, { outcomes }: Findings): readonly Outcome[] {
  return outcomes.filter(
    ({ failure }) => failure !== undefined && fault.breaks.includes(failure.rule.id),
  )
}

/** Runs only the checks of the rules that the fault breaks and, where they find nothing, all. */
export async function tryFault(trial: Trial, fault: Fault): Promise<readonly Outcome[]> {
  const wrong = fault.apply(trial.dialect)
  const narrow = await runTrial({ ...trial, only: fault.breaks }, wrong, new Haste())
  const outcomes = found(fault, narrow)
  return outcomes.length > 0 ? outcomes : found(fault, await runTrial(trial, wrong, new Haste()))
}

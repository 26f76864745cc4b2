import { dirname, join } from 'node:path'
import {
  clientHarness,
  commandProgram,
  type Findings,
  type ProgramTrouble,
  runChecks,
  ServerProgram,
  serverHarness,
} from '@parley/kit'
import { type Assignment, jobFor } from './assignment.ts'
import { runBuild } from './build.ts'
import { ProcessGuard } from './process-guard.ts'
import { marked } from './process-mark.ts'
import type { GradeState } from './results.ts'
import type { Sandbox } from './sandbox.ts'
import type { Start } from './start-schema.ts'

/** A submission in a folder of its own, in which it may write. */
export interface Prepared {
  readonly folder: string
  readonly start: Start
  readonly assignment: Assignment
  readonly sandbox: Sandbox
  /** Ends what runs; what comes of it then says nothing. */
  readonly signal: AbortSignal
}

/** What a run of checks came to. */
export interface RunResult {
  readonly state: Extract<GradeState, 'graded' | 'build-failed' | 'no-start' | 'timed-out'>
  readonly findings: Findings
  /** What the program has used too much of and was ended for; undefined: nothing. */
  readonly excess: string | undefined
}

/** What is tried of a submission. */
export interface Trial {
  /** Why it was not built: nothing is run then, and all is lost. */
  readonly trouble?: ProgramTrouble | undefined
  /** Ids of checks; empty: all. */
  readonly only: readonly string[]
  /** In milliseconds. */
  readonly limit: number
}

/** Has the program ready for the first check. */
type Begin = () => Promise<void>

/** Builds the submission where it is. Throws a `ProgramTrouble` where that fails. */
export async function buildPrepared(prepared: Prepared): Promise<void> {
  const { folder, sandbox, assignment, signal } = prepared
  const { limits } = assignment.course
  const { build: words, cwd: within, env } = marked(prepared.start, folder)
  if (words !== undefined) await runBuild({ words, folder, within, env, limits, signal }, sandbox)
}

/** Runs the checks on a submission that was built, in this process. */
export async function attempt(
  prepared: Prepared,
  { trouble, only, limit }: Trial,
): Promise<RunResult> {
  let isStarted = false
  const began = performance.now()
  const begin = async (start: Begin) => {
    if (trouble !== undefined) throw trouble
    await start()
    isStarted = true
  }
  const { limits } = prepared.assignment.course
  const run = prepared.assignment.side === 'server' ? runServer : runClient
  const { folder } = prepared
  const guard = new ProcessGuard(prepared.sandbox, { folder, limits, root: () => process.pid })
  try {
    const findings = await run(prepared, { begin, only, limit })
    const isLate = findings.trouble !== undefined && performance.now() - began >= limit
    const failed = trouble === undefined ? 'no-start' : 'build-failed'
    const state = isStarted ? (isLate ? 'timed-out' : 'graded') : failed
    return { state, findings, excess: guard.excess }
  } finally {
    guard.end()
  }
}

interface Run {
  readonly begin: (start: Begin) => Promise<void>
  readonly only: readonly string[]
  readonly limit: number
}

async function runServer(
  { folder, start, assignment, sandbox, signal }: Prepared,
  { begin, only, limit }: Run,
): Promise<Findings> {
  const { limits } = assignment.course
  const cwd = join(folder, start.cwd)
  const { env } = marked(start, folder)
  const program = new ServerProgram({
    words: sandbox.confine({ words: start.command, folder: cwd, limits, env }),
    ...{ cwd, env, copies: dirname(folder) },
    outputRate: 1024 * limits.outputKiB,
    isForEachCheck: false,
    port: start.port,
    wait: 1000 * limits.startSeconds,
  })
  const end = () => void program.close('soon')
  signal.addEventListener('abort', end)
  try {
    const job = jobFor(assignment, { start, only, limit })
    const harness = serverHarness(job, assignment.checking, { server: program })
    return await runChecks(job, { ...harness, begin: () => begin(() => program.start()) })
  } finally {
    signal.removeEventListener('abort', end)
    await program.close()
  }
}

async function runClient(
  { folder, start, assignment, sandbox, signal }: Prepared,
  { begin, only, limit }: Run,
): Promise<Findings> {
  const { checking, driver } = assignment
  const { assignment: wanted, limits } = assignment.course
  const cwd = join(folder, start.cwd)
  const { env } = marked(start, folder)
  const job = jobFor(assignment, { start, only, limit })
  const harness = await clientHarness(job, checking, {
    start: commandProgram(sandbox.confine({ words: start.command, folder: cwd, limits, env }), {
      ...{ pty: wanted.pty, cwd, env, outputRate: 1024 * limits.outputKiB },
      ...(start.port === undefined ? {} : { isPlaced: true }),
    }),
    driver,
    folder: cwd,
    copies: dirname(folder),
    place: { host: '127.0.0.1', port: start.port ?? 0 },
  })
  const end = () => void harness.close()
  signal.addEventListener('abort', end)
  try {
    const patience = 1000 * limits.startSeconds
    return await runChecks(job, {
      ...harness,
      begin: () => begin(() => harness.tryStart(patience)),
    })
  } finally {
    signal.removeEventListener('abort', end)
    await harness.close()
  }
}

import { chmod, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { ProgramTrouble, removeTree } from '@parley/kit'
import type { Assignment } from './assignment.ts'
import { attempt, buildPrepared, type Prepared, type RunResult, type Trial } from './attempt.ts'
import { attemptInside } from './attempt-inside.ts'
import { copyTree } from './copy-tree.ts'
import type { Lanes } from './lanes.ts'
import { merged, toRepeat } from './merge.ts'
import type { Graded } from './results.ts'
import type { Sandbox } from './sandbox.ts'
import type { Start } from './start-schema.ts'
import { submissionBounds, UnpackBudget } from './unpack-budget.ts'

/** The run of all checks, before what was not passed is repeated. */
interface FirstRun {
  /** Of a grading that was broken off before the repeat. */
  readonly known: RunResult | undefined
  /** It begins. */
  readonly onBegin: () => void
  /** It has ended, and the repeat is waited for. */
  readonly onWait: (run: RunResult) => Promise<void>
}

/** A submission whose start is known. */
export interface GradeTask {
  /** In which it lies; it stays as it is. */
  readonly root: string
  /** In which it has a copy while it is graded. */
  readonly scratch: string
  readonly start: Start
  readonly assignment: Assignment
  readonly sandbox: Sandbox
  readonly lanes: Lanes
  readonly first: FirstRun
  readonly signal: AbortSignal
}

/**
 * Grades a submission in a copy of its folder: builds it, runs the checks, and repeats what it did not
 * pass while no other submission runs. What goes wrong in Parley itself is a `kit-error`.
 */
export async function gradeOne(task: GradeTask): Promise<Graded> {
  const timed = new Stopwatch()
  const above = await mkdtemp(join(task.scratch, 'run-'))
  const folder = join(above, 'submission')
  try {
    // Some sandboxes run programs as another user, who has to get there.
    await chmod(above, 0o711)
    await copyTree(task.root, folder, new UnpackBudget(submissionBounds))
    const done = await graded({ ...task, folder }, task, timed)
    return { ...done, time: timed.total }
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { state: 'kit-error', why, findings: undefined, differing: [], time: timed.total }
  } finally {
    await removeTree(above)
  }
}

/** Adds up how long a submission has run, without what it has waited for others. */
class Stopwatch {
  total = 0

  async of<Result>(task: () => Promise<Result>): Promise<Result> {
    const began = performance.now()
    try {
      return await task()
    } finally {
      this.total += performance.now() - began
    }
  }
}

type Untimed = Omit<Graded, 'time'>

async function graded(
  prepared: Prepared,
  { lanes, first: { known, onBegin, onWait } }: Pick<GradeTask, 'lanes' | 'first'>,
  timed: Stopwatch,
): Promise<Untimed> {
  const limit = 1000 * prepared.assignment.course.limits.runSeconds
  const { port } = prepared.start
  const first = await lanes.beside(prepared.sandbox.ownsPorts ? undefined : port, () =>
    timed.of(async () => {
      onBegin()
      const trouble = await troubleOfBuild(prepared)
      if (trouble === undefined && known !== undefined) return known
      return await tried(prepared, { trouble, only: [], limit })
    }),
  )
  const alone = (only: readonly string[], limit: number) =>
    lanes.alone(() => timed.of(() => tried(prepared, { only, limit })))
  if (first.state === 'no-start') {
    return plain(await alone([], limit))
  }
  const only = toRepeat(first.findings)
  const left = limit - first.findings.time
  if (first.state !== 'graded' || only.length === 0 || left <= 0) return plain(first)
  if (!prepared.signal.aborted) await onWait(first)
  const again = await alone(only, left)
  if (again.state !== 'graded') return plain(first)
  const why = again.excess ?? first.excess
  return { state: 'graded', why, ...merged(first.findings, again.findings) }
}

/** A submission that was not built is not run, so that it needs no sandbox. */
async function tried(prepared: Prepared, trial: Trial): Promise<RunResult> {
  prepared.signal.throwIfAborted()
  const { inside } = prepared.sandbox
  return inside === undefined || trial.trouble !== undefined
    ? await attempt(prepared, trial)
    : await attemptInside(prepared, trial, inside)
}

async function troubleOfBuild(prepared: Prepared): Promise<ProgramTrouble | undefined> {
  prepared.signal.throwIfAborted()
  try {
    await buildPrepared(prepared)
    return undefined
  } catch (error) {
    if (error instanceof ProgramTrouble) return error
    throw error
  }
}

/** What the kit says of a fixed port that somebody has who is no submission, or an earlier one. */
const PORT_TAKEN = 'another program already listens'

function plain({ state, findings, excess }: RunResult): Untimed {
  const trouble = findings.trouble?.why
  const reasons = [trouble, excess].filter((one) => one !== undefined)
  const why = reasons.length === 0 ? undefined : reasons.join('; ')
  if (state === 'no-start' && why?.startsWith(PORT_TAKEN) === true) {
    return { state: 'kit-error', why, findings: undefined, differing: [] }
  }
  return { state, why, findings, differing: [] }
}

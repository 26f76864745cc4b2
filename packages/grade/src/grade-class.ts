import { mkdir } from 'node:fs/promises'
import { removeTree } from '@parley/kit'
import type { Assignment } from './assignment.ts'
import type { RunResult } from './attempt.ts'
import { fingerprint } from './fingerprint.ts'
import { gradeOne } from './grade-one.ts'
import { Lanes } from './lanes.ts'
import { endLeftovers } from './leftovers.ts'
import type { PlannedSubmission } from './plan-class.ts'
import { type Graded, type Result, withMark } from './results.ts'
import type { Sandbox } from './sandbox.ts'
import { startDoubt } from './start-doubt.ts'
import type { StateFile } from './state-file.ts'
import type { Submission } from './submissions.ts'

/** A class that is to be graded. */
export interface ClassRun {
  readonly submissions: readonly PlannedSubmission[]
  readonly assignment: Assignment
  readonly sandbox: Sandbox
  readonly state: StateFile
  /** A folder for copies; what a run that was killed has left in it, or running, is removed. */
  readonly scratch: string
  /** Of Parley: a grade of another one is taken anew. */
  readonly version: string
  /** So many submissions are graded at once. */
  readonly parallel: number
  /** Ids of those that are graded anew; empty: all that have not been graded as they are. */
  readonly only: readonly string[]
  readonly signal: AbortSignal
  /** Is told when a submission is begun, and when it waits for its repeat. */
  readonly onStage: (submission: Submission, stage: 'begun' | 'waits') => void
  /** Is told of each result: of those that were known first. */
  readonly onResult: (result: Result, condition: 'known' | 'new') => void
}

/** Grades a class; gives a result for each submission, in the order of the class. */
export async function gradeClass(run: ClassRun): Promise<readonly Result[]> {
  await endLeftovers(run.scratch)
  await removeTree(run.scratch)
  await mkdir(run.scratch, { recursive: true })
  const results = new Map<string, Result>()
  const add = (one: PlannedSubmission, graded: Graded, condition: 'known' | 'new') => {
    const { submission, plan } = one
    const result = withMark({ ...graded, submission, plan }, run.assignment.course)
    results.set(one.submission.id, result)
    run.onResult(result, condition)
  }
  const open: { one: PlannedSubmission; key: string }[] = []
  for (const one of run.submissions) {
    const { id } = one.submission
    const key = await fingerprint(one.root, one.plan, run.assignment, run.version)
    const isChosen = run.only.length === 0 || run.only.includes(id)
    const known = isChosen && run.only.length > 0 ? undefined : await knownOf(run, one, key)
    if (known !== undefined) add(one, known, 'known')
    else if (isChosen) open.push({ one, key })
  }
  const lanes = new Lanes(run.parallel)
  const work = async () => {
    while (!run.signal.aborted) {
      const next = open.shift()
      if (next === undefined) return
      const { one, key } = next
      const graded = await resultOf(run, { ...one, key }, lanes)
      if (run.signal.aborted) return
      await run.state.add({ ...one.submission, key }, graded)
      add(one, await withGradeBefore(run.state, one, graded), 'new')
    }
  }
  // As many again wait for their turn to be alone.
  await Promise.all(Array.from({ length: 2 * run.parallel }, work))
  return run.submissions.flatMap(({ submission }) => results.get(submission.id) ?? [])
}

/** Of one that is not chosen whatever grade it had. */
async function knownOf(
  { state, only }: ClassRun,
  { submission }: PlannedSubmission,
  key: string,
): Promise<Graded | undefined> {
  return only.length === 0
    ? await state.known({ ...submission, key })
    : await state.last(submission.id)
}

async function resultOf(
  { assignment, sandbox, scratch, signal, state: file, only, onStage }: ClassRun,
  { plan, root, submission, key }: PlannedSubmission & { readonly key: string },
  lanes: Lanes,
): Promise<Graded> {
  if (plan.status === 'needs-staff') {
    const why = plan.reasons.join('; ')
    return { state: 'needs-staff', why, findings: undefined, differing: [], time: 0 }
  }
  const place = { folder: submission.folder, key }
  const first = {
    known: only.length > 0 ? undefined : await file.firstRuns.known(place),
    onBegin: () => onStage(submission, 'begun'),
    onWait: async (run: RunResult) => {
      onStage(submission, 'waits')
      await file.firstRuns.keep(place, run)
    },
  }
  const graded = await gradeOne({
    ...{ root, scratch, start: plan.start },
    ...{ assignment, sandbox, lanes, first, signal },
  })
  const { state, findings } = graded
  const isStopped = state === 'no-start' || state === 'build-failed'
  if (!isStopped || findings === undefined) return graded
  const doubt = startDoubt(plan, findings)
  return doubt === undefined ? graded : { ...graded, state: 'needs-staff', why: doubt }
}

/** A fault of the kit leaves a grade as it was. */
async function withGradeBefore(
  state: StateFile,
  { submission }: PlannedSubmission,
  graded: Graded,
): Promise<Graded> {
  if (graded.state !== 'kit-error') return graded
  const before = await state.last(submission.id)
  return before === undefined ? graded : { ...graded, findings: before.findings }
}

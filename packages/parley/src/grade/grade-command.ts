import { existsSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import {
  type Assignment,
  claimRun,
  endLeftovers,
  fileHashes,
  gradeClass,
  gradeOf,
  gradeText,
  neverTriedLines,
  type PlannedClass,
  type Result,
  type Sandbox,
  StateFile,
  type Worksheet,
  writeOutputs,
} from '@parley/grade'
import { removeTree } from '@parley/kit'
import type { Argv } from 'yargs'
import { UsageError } from '../errors.ts'
import { flagOf, flagsOf } from '../flags.ts'
import { onInterrupt } from '../interrupts.ts'
import { ownVersion } from '../version.ts'
import { asPlanned, keepPlan, plannedClass, writePlan } from './class-plan.ts'
import { readCourse, seedOf } from './course.ts'
import { GradeProgress } from './grade-progress.ts'
import { sandboxOf } from './sandbox.ts'
import { readWorksheet } from './worksheet-file.ts'

interface GradeFlags {
  readonly course?: string | undefined
  readonly submissions?: string | undefined
  readonly out?: string | undefined
  readonly plan?: boolean | undefined
  readonly 'from-plan'?: string | undefined
  readonly only?: string[] | undefined
  readonly parallel?: number | undefined
  readonly seed?: number | undefined
  readonly worksheet?: string | undefined
}

/** The flags of `parley grade`. */
export function gradeFlags(args: Argv) {
  return args
    .positional('course', {
      type: 'string',
      describe: 'YAML or JSON file: what the class was to write',
    })
    .positional('submissions', {
      type: 'string',
      describe: 'what it has handed in: a folder, or a zip archive',
    })
    .option('out', flagOf('out', 'a folder', 'where grades and feedback are written'))
    .option('plan', {
      type: 'boolean',
      describe: 'run nothing, and write plan.yaml: how each submission would be started',
    })
    .option('from-plan', flagOf('from-plan', 'a file', 'start the submissions as this plan says'))
    .option(
      'only',
      flagsOf('only', 'an id', 'grade this submission anew, and no other; repeatable'),
    )
    .option('parallel', {
      type: 'number',
      requiresArg: true,
      describe: 'how many submissions are graded at once (default: as the course file says, or 1)',
    })
    .option('seed', {
      type: 'number',
      requiresArg: true,
      describe: 'decides all that is random (default: as in the run before)',
    })
    .option(
      'worksheet',
      flagOf(
        'worksheet',
        'a file',
        'fill in a copy of this worksheet of Moodle or gradebook of Canvas',
      ),
    )
}

/** How long what is in hand may take to end when a run is broken off, in milliseconds. */
const ENDING = 3000

/** Grades a class, writes what comes of it, and gives the exit status. `words`: what starts Parley. */
export async function gradeCommand(flags: GradeFlags, words?: readonly string[]): Promise<number> {
  const { submissions: source = '', out } = flags
  if (out === undefined)
    throw new UsageError('grade: --out is needed: where the results are written')
  if (!existsSync(source)) throw new UsageError(`grade: there is no ${source}`)
  const folder = resolve(out)
  refuseFile(folder)
  const isNew = !existsSync(folder)
  let isRefused = false
  const claim = claimRun(folder)
  if ('pid' in claim) {
    const { pid, host, path } = claim
    throw new UsageError(
      `--out: process ${pid} on ${host} grades into ${folder}; where it does not run any more, remove ${path}`,
    )
  }
  process.once('exit', claim.release)
  try {
    return await gradeInto(folder, flags, words)
  } catch (error) {
    isRefused = error instanceof UsageError
    throw error
  } finally {
    process.removeListener('exit', claim.release)
    claim.release()
    if (isNew && isRefused) await removeTree(folder)
  }
}

/** A folder can be made only where neither it nor one above it is a file. */
function refuseFile(folder: string): void {
  if (!existsSync(folder)) {
    if (dirname(folder) !== folder) refuseFile(dirname(folder))
  } else if (!statSync(folder).isDirectory()) {
    throw new UsageError(`--out: ${folder} is a file`)
  }
}

/** The folder of the results belongs to this run. */
async function gradeInto(
  folder: string,
  flags: GradeFlags,
  words: readonly string[] | undefined,
): Promise<number> {
  const { course: path = '', submissions: source = '' } = flags
  const read = await readCourse(path)
  const worksheet =
    flags.worksheet === undefined ? undefined : await readWorksheet(flags.worksheet, path)
  const parallel = parallelOf(flags.parallel ?? read.course.parallel)
  const state = new StateFile(folder)
  const assignment: Assignment = { ...read, seed: seedOf(flags.seed, state.seed) }
  const { course, side, usualPort } = assignment
  const wanted = { side, rules: course.start, usualPort }
  const found = await plannedClass(source, join(folder, 'work'), course, wanted)
  const planned = await asPlanned(found, flags['from-plan'])
  refuseStrangers(flags.only ?? [], planned)
  const plan = join(folder, 'plan.yaml')
  if (flags.plan === true) return writePlan(plan, planned)
  const stale = keepPlan(plan, planned, flags['from-plan'])
  state.begin(assignment.seed)
  const only = flags.only ?? []
  const sandbox = await sandboxOf(path, course, [source, folder], words)
  const { rubric } = course.assignment
  const beside = rubric === undefined ? undefined : resolve(dirname(path), rubric)
  const inputs = await fileHashes(
    [path, beside, flags['from-plan'], flags.worksheet].flatMap((one) => one ?? []),
  )
  return await conduct({
    planned,
    stale,
    assignment,
    sandbox,
    state,
    parallel,
    only,
    folder,
    worksheet,
    inputs,
  })
}

function parallelOf(parallel: number): number {
  if (Number.isInteger(parallel) && parallel >= 1 && parallel <= 64) return parallel
  throw new UsageError('--parallel: expected a whole number, 1 to 64')
}

function refuseStrangers(only: readonly string[], { submissions }: PlannedClass): void {
  const ids = submissions.map(({ submission }) => submission.id)
  const stranger = only.find((id) => !ids.includes(id))
  if (stranger === undefined) return
  throw new UsageError(`--only: there is no submission of the id ${stranger}`)
}

interface Conducted {
  readonly planned: PlannedClass
  /** That the plan file is of an earlier run. */
  readonly stale: readonly string[]
  readonly assignment: Assignment
  readonly sandbox: Sandbox
  readonly state: StateFile
  readonly parallel: number
  readonly only: readonly string[]
  readonly folder: string
  readonly worksheet: Worksheet | undefined
  readonly inputs: Readonly<Record<string, string>>
}

async function conduct(run: Conducted): Promise<number> {
  const { planned, assignment, folder, parallel, worksheet } = run
  const circumstances = {
    ...{ version: ownVersion(), by: userName(), began: Date.now(), inputs: run.inputs },
    ...{ sandbox: `${run.sandbox.name}: ${run.sandbox.level}`, parallel },
  }
  const written = { planned, assignment, worksheet, ...circumstances }
  const progress = new GradeProgress(planned.submissions.length)
  const aborted = new AbortController()
  const results: Result[] = []
  const scratch = join(folder, 'work', 'running')
  let running: Promise<unknown> = Promise.resolve()
  const stop = async () => {
    aborted.abort()
    progress.end()
    await Promise.race([running, setTimeout(ENDING)])
    await endLeftovers(scratch)
    await writeOutputs(folder, results, written)
    const count = `${results.length} of ${planned.submissions.length} submissions`
    process.stderr.write(`${count} are graded; the same command goes on with the others\n`)
  }
  let stopped: Promise<void> | undefined
  const carryOn = onInterrupt(() => {
    stopped = stop()
    return stopped
  })
  try {
    const grading = gradeClass({
      ...{ submissions: planned.submissions, assignment, sandbox: run.sandbox, state: run.state },
      ...{ version: circumstances.version, parallel, only: run.only },
      ...{ scratch, signal: aborted.signal },
      onStage: (submission, stage) => progress.stage(submission, stage),
      onResult: (result, condition) => {
        results.push(result)
        progress.add(result, condition)
      },
    })
    running = grading
    const all = await grading
    if (aborted.signal.aborted) {
      await stopped
      return 1
    }
    const notes = await writeOutputs(folder, all, written)
    progress.end()
    process.stdout.write(summaryText(all, run, notes))
    return all.every(({ state }) => isSettled(state)) ? 0 : 1
  } finally {
    carryOn()
  }
}

/** Within a container a user may have no name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.())
  }
}

function isSettled(state: Result['state']): boolean {
  return state !== 'needs-staff' && state !== 'kit-error'
}

/** A line for each submission, then what there is to look at. */
function summaryText(
  results: readonly Result[],
  { assignment, sandbox, folder, planned, stale, worksheet }: Conducted,
  notes: readonly string[],
): string {
  const lines = results.map((result) => {
    const points = gradeText(gradeOf(result, assignment)) ?? 'no grade'
    const why = result.why === undefined ? '' : ` (${firstLine(result.why)})`
    return `${result.submission.name}: ${points}, ${result.state}${why}`
  })
  const filled =
    worksheet === undefined ? [] : [`worksheet: ${join(folder, 'worksheet', worksheet.name)}`]
  const places = [
    `sandbox ${sandbox.name}: ${sandbox.level}`,
    `seed ${assignment.seed}`,
    `results: ${join(folder, 'class.html')}`,
    ...filled,
    ...neverTriedLines(results),
    ...notes.map((note) => `worksheet: ${note}`),
  ]
  return `${[...lines, ...planned.notes, ...stale, ...places].join('\n').replace(/[^\P{C}\n]/gu, '?')}\n`
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}

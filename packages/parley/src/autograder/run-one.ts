import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  type Assignment,
  type Course,
  gradeClass,
  planClass,
  type Result,
  type Sandbox,
  StateFile,
} from '@parley/grade'
import { ownVersion } from '../version.ts'

/** Of the time that is left, what the build and the start may have at most. */
const BUILD_SHARE = 1 / 3
const START_SHARE = 2 / 3

/** A submission on its own. */
interface One {
  /** The folder in which it is; it stays as it is. */
  readonly folder: string
  readonly assignment: Assignment
  readonly sandbox: Sandbox
  /** By when all has to be done, in seconds from the start of this process; undefined: the course's limits alone. */
  readonly deadline: number | undefined
  readonly signal: AbortSignal
}

/** Grades one submission, as a class of one would be. */
export async function gradeAlone(one: One): Promise<Result> {
  const scratch = await mkdtemp(join(tmpdir(), 'parley-autograder-'))
  try {
    await chmod(scratch, 0o711)
    const everybody = join(scratch, 'class')
    const out = join(scratch, 'out')
    await mkdir(everybody)
    await mkdir(out, { mode: 0o700 })
    await symlink(resolve(one.folder), join(everybody, 'submission'))
    return await graded(one, { scratch, everybody, out })
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 })
  }
}

interface Places {
  readonly scratch: string
  readonly everybody: string
  readonly out: string
}

async function graded(
  { assignment, sandbox, deadline, signal }: One,
  { scratch, everybody, out }: Places,
): Promise<Result> {
  const { side, usualPort } = assignment
  const course: Course = { ...assignment.course, layout: 'folders' }
  const wanted = { side, rules: course.start, usualPort }
  const { submissions } = await planClass(everybody, join(scratch, 'work'), course, wanted)
  const isBuilt = submissions.some(
    ({ plan }) => plan.status === 'ready' && plan.start.build !== undefined,
  )
  const left = deadline === undefined ? undefined : deadline - performance.now() / 1000
  const limits = left === undefined ? course.limits : withinTime(course.limits, left, isBuilt)
  const [result] = await gradeClass({
    ...{ submissions, sandbox, signal, parallel: 1, only: [], version: ownVersion() },
    assignment: { ...assignment, course: { ...course, limits } },
    state: new StateFile(out),
    scratch: join(scratch, 'running'),
    onStage: () => {},
    onResult: () => {},
  })
  if (result === undefined) throw new Error('the run was ended')
  return result
}

/** The limits of a course, lowered so that all is done in so many seconds; each is a whole number, from 1. */
export function withinTime(
  limits: Course['limits'],
  left: number,
  isBuilt: boolean,
): Course['limits'] {
  const atMost = (seconds: number, most: number) => Math.max(1, Math.floor(Math.min(seconds, most)))
  const buildSeconds = atMost(limits.buildSeconds, left * BUILD_SHARE)
  return {
    ...limits,
    buildSeconds,
    startSeconds: atMost(limits.startSeconds, left * START_SHARE),
    runSeconds: atMost(limits.runSeconds, left - (isBuilt ? buildSeconds : 0)),
  }
}

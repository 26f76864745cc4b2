import type { Findings } from '@parley/kit'
import type { Course } from './course-file.ts'
import type { StartPlan } from './start-plan.ts'
import type { Submission } from './submissions.ts'

/**
 * What came of grading a submission. `needs-staff`: nobody knows how it is started, so that it has no
 * grade. `kit-error`: the fault is not the program's; a grade that it had stays. `by-hand`: somebody has
 * given the points, whatever came of it.
 */
export type GradeState =
  | 'graded'
  | 'build-failed'
  | 'no-start'
  | 'timed-out'
  | 'needs-staff'
  | 'kit-error'
  | 'by-hand'

/** A check that came out differently when it was repeated. */
export interface Differing {
  readonly id: string
  readonly first: string
  readonly again: string
}

/** What one attempt at a submission came to. */
export interface Graded {
  readonly state: GradeState
  /** Why it is not `graded`, or what it was ended for, in a sentence without a full stop. */
  readonly why: string | undefined
  /** What counts; undefined where nothing could be run. */
  readonly findings: Findings | undefined
  readonly differing: readonly Differing[]
  /** In milliseconds. */
  readonly time: number
}

/** A submission with what came of it. */
export interface Result extends Graded {
  readonly submission: Submission
  readonly plan: StartPlan
  /** The points of one that was graded by hand. */
  readonly mark?: number
}

/** The result with the points that the course file gives by hand, where it gives any. */
export function withMark(result: Result, { marks }: Pick<Course, 'marks'>): Result {
  const { id } = result.submission
  const mark = Object.hasOwn(marks, id) ? marks[id] : undefined
  return mark === undefined
    ? result
    : { ...result, state: 'by-hand', why: mark.why, mark: mark.points }
}

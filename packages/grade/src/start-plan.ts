import type { StartSource } from './course-file.ts'
import type { Start } from './start-schema.ts'

/** A way to start a submission that was found in it, and why it is one. */
export interface Candidate {
  readonly language: string
  /** The main file, from the root of the submission. */
  readonly main: string
  readonly start: Start
  readonly reasons: readonly string[]
  /** Why it may not be started so here, as where something would have to be fetched. */
  readonly doubt?: string
  /** The higher, the likelier. */
  readonly score: number
}

/** How a submission is started, or that nobody knows. */
export type StartPlan =
  | {
      readonly status: 'ready'
      readonly source: StartSource | 'plan'
      readonly start: Start
      readonly reasons: readonly string[]
      readonly candidates: readonly Candidate[]
    }
  | {
      readonly status: 'needs-staff'
      readonly reasons: readonly string[]
      readonly candidates: readonly Candidate[]
    }

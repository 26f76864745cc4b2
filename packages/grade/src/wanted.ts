import type { Side } from '@parley/kit'
import type { StartRules } from './course-file.ts'

/** What is to be found: a program of this side. */
export interface Wanted {
  readonly side: Side
  readonly rules: StartRules
  /** The port of a program that says nothing of any. */
  readonly usualPort: number
}

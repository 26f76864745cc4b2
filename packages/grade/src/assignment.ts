import type { Checking, Dialect } from '@parley/contract'
import type { CheckJob, Driver, Look, Side } from '@parley/kit'
import type { Presentation } from '@parley/reports'
import type { Course } from './course-file.ts'
import { replayCommand } from './replay-command.ts'
import type { Start } from './start-schema.ts'

/** What a class was asked to write, with all that a course file names loaded. */
export interface Assignment {
  readonly course: Course
  readonly dialect: Dialect
  readonly checking: Checking
  readonly side: Side
  /** Of the dialect, parsed. */
  readonly options: unknown
  readonly presentation: Presentation
  readonly driver: Driver
  /** The port of a program of which no other is known. */
  readonly usualPort: number
  readonly looks: readonly Look[]
  /** The same for the whole class. */
  readonly seed: number
}

/** What is tried with one submission. `only`: ids; empty: all that the course asks for. */
export function jobFor(
  { course, dialect, options, looks, seed }: Assignment,
  {
    start,
    only,
    limit,
  }: { readonly start: Start; readonly only: readonly string[]; readonly limit: number },
): CheckJob {
  const { assignment } = course
  return {
    dialect,
    options,
    seed,
    // Each start has a fresh copy of its folder, so that nobody has had the names of a run before.
    salt: String(seed),
    segmentation: undefined,
    only: only.length === 0 ? assignment.only : only,
    scope: 'core',
    credentials: assignment.accounts,
    parallel: 1,
    limit,
    looks,
    clock: () => performance.now(),
    target: start.command.join(' '),
    command: (id, token) => replayCommand(course, start, { id, token }),
  }
}

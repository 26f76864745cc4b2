import { randomInt } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { type Assignment, type Course, parseCourse } from '@parley/grade'
import { checkId, chosenOf, defaultDriver, driverSchema } from '@parley/kit'
import { keysWithoutCheck, parseRubric, plainPresentation } from '@parley/reports'
import { checkingOf, looksOf } from '../check/job.ts'
import { readDataFile } from '../data-file.ts'
import { discoverFullDialects } from '../discover.ts'
import { UsageError } from '../errors.ts'
import { keyPath, type Naming } from '../explain.ts'
import { located } from '../matrix/staff-mistakes.ts'
import { dialectNamed } from '../target.ts'

/** The assignment that a course file describes, but for its seed. */
export async function readCourse(path: string): Promise<Omit<Assignment, 'seed'>> {
  const { data, where } = await readDataFile(path, 'grade', parseCourse)
  const loaded = await loadedCourse(data, where)
  const { checking, side } = loaded
  const { only } = data.assignment
  const countOf = (id: string) => {
    const asked = { only: [id], scope: 'core' } as const
    return side === 'server'
      ? chosenOf(asked, checking.server).length
      : chosenOf(asked, checking.client).length
  }
  const stranger = only.findIndex((id) => countOf(id) === 0)
  if (stranger >= 0) {
    const place = where(['assignment', 'only', stranger])
    throw new UsageError(`${place}: ${only[stranger]}: no check, rule or group that is tried`)
  }
  const names = checking[side].flatMap((check) => [checkId(check), check.rule])
  return { ...loaded, presentation: await rubricOf(path, data.assignment.rubric, names) }
}

/** The assignment of a course that was read before, without points. */
export async function assignmentOf(course: Course, seed: number): Promise<Assignment> {
  const loaded = await loadedCourse(course, keyPath)
  return { ...loaded, presentation: plainPresentation, seed }
}

async function loadedCourse(
  course: Course,
  where: Naming,
): Promise<Omit<Assignment, 'seed' | 'presentation'>> {
  const { assignment } = course
  const dialects = await discoverFullDialects()
  const dialect = located(where(['assignment', 'dialect']), () =>
    dialectNamed(dialects, assignment.dialect),
  )
  const checking = await checkingOf(dialect)
  const { options } = checking.options ?? dialect
  return {
    course,
    dialect,
    checking,
    side: assignment.side,
    options: located(where(['assignment', 'options']), () =>
      options.parse({ strict: true, ...assignment.options }),
    ),
    driver: driverSchema.parse({ ...defaultDriver(dialect), ...assignment.driver }),
    usualPort: assignment.port ?? dialect.defaultPort,
    looks: looksOf(dialects),
  }
}

async function rubricOf(course: string, rubric: string | undefined, names: readonly string[]) {
  if (rubric === undefined) return plainPresentation
  const path = resolve(dirname(course), rubric)
  const { data } = await readDataFile(path, 'rubric', parseRubric)
  const [stranger] = keysWithoutCheck(data, names)
  if (stranger !== undefined) throw new UsageError(`${path}: ${stranger}: no check has this id`)
  return data
}

/** What decides all that is random, as `--seed` says it, or as in the run before; else another one. */
export function seedOf(said: number | undefined, before: number | undefined): number {
  if (said === undefined) return before ?? randomInt(2 ** 32 - 1)
  if (Number.isInteger(said) && said >= 0 && said < 2 ** 32) return said
  throw new UsageError('--seed: expected a whole number, 0 to 4294967295')
}

import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Course } from './course-file.ts'
import { ClassFault, isSystemError, messageOf } from './errors.ts'
import { findStart } from './find-start.ts'
import type { StartPlan } from './start-plan.ts'
import { layoutFault, type Submission, submissionsOf } from './submissions.ts'
import { takeIn } from './take-in.ts'
import { unpackZip } from './unpack.ts'
import { classBounds, UnpackBudget } from './unpack-budget.ts'
import type { Wanted } from './wanted.ts'

/** A submission in a folder of its own, and how it is started. */
export interface PlannedSubmission {
  readonly submission: Submission
  /** In which it lies, unpacked. */
  readonly root: string
  readonly plan: StartPlan
  /** What was left out of it, and why. */
  readonly notes: readonly string[]
  /** Files of it that have the names again which the student gave them, a sentence each. */
  readonly renamed: readonly string[]
}

/** A class, and what is in its folder besides submissions. */
export interface PlannedClass {
  readonly submissions: readonly PlannedSubmission[]
  readonly notes: readonly string[]
}

/**
 * Unpacks the submissions of a class, in a folder or a zip archive, into `work`, and looks how each is
 * started. Nothing of it is run. Throws a `ClassFault` where it is no class of the course's layout.
 */
export async function planClass(
  source: string,
  work: string,
  course: Course,
  wanted: Wanted,
): Promise<PlannedClass> {
  const { folder, notes } = await classFolder(source, join(work, 'class'))
  const entries = await readdir(folder)
  const fault = layoutFault(entries, course.layout)
  if (fault !== undefined) throw new ClassFault(`${source}: ${fault}`)
  const found = submissionsOf(entries, course.layout)
  const submissions: PlannedSubmission[] = []
  for (const one of found.submissions) {
    const { entries: _entries, ...submission } = one
    const taken = await takeIn(folder, one, join(work, 'submissions', one.folder))
    const plan: StartPlan =
      taken.trouble === undefined
        ? await findStart({ id: one.id, folder: taken.root }, wanted)
        : { status: 'needs-staff', reasons: [taken.trouble], candidates: [] }
    const { root, notes, renamed } = taken
    submissions.push({ submission, root, plan, notes, renamed })
  }
  const strays = found.strays.map(
    (entry) => `${entry} is nobody’s: its name is not as the layout has it`,
  )
  const nobodys = unusedKeys(course, submissions)
  return { submissions, notes: [...notes, ...strays, ...nobodys] }
}

async function unpackedClass(source: string, into: string): Promise<readonly string[]> {
  try {
    return await unpackZip(source, into, new UnpackBudget(classBounds))
  } catch (error) {
    throw isSystemError(error) ? error : new ClassFault(messageOf(error))
  }
}

/** Keys of the course file that name a submission which is not there, as with a mistake in the id. */
function unusedKeys(
  { start, marks }: Course,
  submissions: readonly PlannedSubmission[],
): readonly string[] {
  const ids = new Set(submissions.map(({ submission }) => submission.id))
  const keysOf = (place: string, said: object) =>
    Object.keys(said).flatMap((id) =>
      ids.has(id) ? [] : [`${place}.${id} of the course file: no submission has this id`],
    )
  return [...keysOf('start.overrides', start.overrides), ...keysOf('marks', marks)]
}

async function classFolder(source: string, into: string) {
  if ((await stat(source)).isDirectory()) return { folder: source, notes: [] }
  await rm(into, { recursive: true, force: true })
  await mkdir(into, { recursive: true })
  const notes = await unpackedClass(source, into)
  const [only, ...others] = await readdir(into, { withFileTypes: true })
  const isOne = only?.isDirectory() === true && others.length === 0
  return { folder: isOne ? join(into, only.name) : into, notes }
}

import { existsSync } from 'node:fs'
import type { Sandbox } from '@parley/grade'
import { exitStatus } from '@parley/reports'
import type { Argv } from 'yargs'
import { UsageError } from '../errors.ts'
import { flagOf } from '../flags.ts'
import { readCourse, seedOf } from '../grade/course.ts'
import { sandboxOf } from '../grade/sandbox.ts'
import { onInterrupt } from '../interrupts.ts'
import { replaceReport, reportPaths } from '../report-file.ts'
import { asUser } from './as-user.ts'
import {
  classroomText,
  gradescopeText,
  headline,
  markdownSummary,
  type OneReport,
} from './one-report.ts'
import { gradeAlone } from './run-one.ts'

const writers = {
  gradescope: gradescopeText,
  'github-classroom': classroomText,
  markdown: markdownSummary,
} as const

type Name = keyof typeof writers

const names: readonly Name[] = ['gradescope', 'github-classroom', 'markdown']

interface RunFlags extends Readonly<Partial<Record<Name, string | undefined>>> {
  readonly course?: string | undefined
  readonly submission?: string | undefined
  readonly user?: string | undefined
  readonly deadline?: number | undefined
  readonly seed?: number | undefined
}

/** The flags of `parley autograder run`. */
export function runFlags(args: Argv) {
  return args
    .positional('course', { type: 'string', describe: 'YAML or JSON file, as for parley grade' })
    .positional('submission', { type: 'string', describe: 'the folder of what was handed in' })
    .option('user', flagOf('user', 'a user', 'run the program as this user; Parley must be root'))
    .option('deadline', {
      type: 'number',
      requiresArg: true,
      describe: 'when all has to be done, in seconds; what was not tried by then is lost',
    })
    .option('seed', {
      type: 'number',
      requiresArg: true,
      describe: 'decides all that is random (default: another one each time)',
    })
    .option('gradescope', flagOf('gradescope', 'a file', 'write a results.json for Gradescope'))
    .option(
      'github-classroom',
      flagOf('github-classroom', 'a file', 'write a result for GitHub Classroom'),
    )
    .option('markdown', flagOf('markdown', 'a file', 'write a summary'))
}

/** Grades one submission, writes what comes of it as students see it, and gives the exit status. */
export async function runAlone(flags: RunFlags): Promise<number> {
  const { course: path = '', submission: folder = '', deadline } = flags
  if (!existsSync(folder)) throw new UsageError(`autograder run: there is no ${folder}`)
  if (deadline !== undefined && !(deadline >= 1)) {
    throw new UsageError('--deadline: expected seconds, 1 or more')
  }
  const paths = reportPaths(flags, names)
  const assignment = { ...(await readCourse(path)), seed: seedOf(flags.seed, undefined) }
  const sandbox =
    flags.user === undefined
      ? await sandboxOf(path, assignment.course, [folder])
      : asSomebody(flags.user)
  const ended = new AbortController()
  const { signal } = ended
  const grading = gradeAlone({ folder, assignment, sandbox, deadline, signal })
  const carryOn = onInterrupt(async () => {
    ended.abort()
    await grading.catch(() => {})
  })
  const result = await grading
  carryOn()
  const report: OneReport = { result, assignment }
  for (const [name, file] of paths) replaceReport(file, writers[name](report), name)
  const why = result.why === undefined ? [] : [result.why]
  const circumstances = `sandbox ${sandbox.name}, seed ${assignment.seed}`
  process.stdout.write(`${[headline(report), result.state, ...why, circumstances].join('\n')}\n`)
  const { state, findings } = result
  return state === 'graded' && findings !== undefined ? exitStatus(findings) : 1
}

function asSomebody(user: string): Sandbox {
  if (process.getuid?.() === 0) return asUser(user)
  throw new UsageError('--user: Parley must be root for that')
}

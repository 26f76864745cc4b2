import { relative } from 'node:path'
import { shellQuote } from '@parley/kit'
import { stringify } from 'yaml'
import type { Assignment } from '../assignment.ts'
import type { PlannedSubmission } from '../plan-class.ts'
import type { Result } from '../results.ts'
import type { Start } from '../start-schema.ts'

/** The longest name that `parley matrix` takes, in characters. */
const LONGEST = 60

const HEAD = `# Those of the class that start, for: npx parley matrix <this file>
`

/**
 * `matrix.yaml`: the programs of the class that start, each with the programs of the other side that
 * Parley has itself; undefined where none starts.
 */
export function matrixYaml(
  out: string,
  results: readonly Result[],
  submissions: readonly PlannedSubmission[],
  { course }: Pick<Assignment, 'course'>,
): string | undefined {
  const { dialect, side, driver, options } = course.assignment
  const starting = results.filter(({ state }) => state === 'graded' || state === 'timed-out')
  const names = new Set<string>()
  const programs = starting.flatMap(({ submission, plan }) => {
    const root = submissions.find((one) => one.submission.id === submission.id)?.root
    if (root === undefined || plan.status !== 'ready') return []
    const name = uniqueName(submission.folder, names)
    return [{ name, dialect, ...programOf(plan.start, relative(out, root)) }]
  })
  if (programs.length === 0) return undefined
  const own = { name: 'Parley', dialect }
  const chat = ['npx', 'parley', 'chat', dialect, '{host}:{port}']
  const parties =
    side === 'server'
      ? { clients: [{ ...own, command: chat }], servers: programs }
      : { clients: programs.map((one) => ({ ...one, driver })), gateway: true }
  return HEAD + stringify({ ...parties, options: { [dialect]: options } }, { lineWidth: 100 })
}

/** The beginning of a long name may be that of another one too. */
function uniqueName(folder: string, names: Set<string>): string {
  let name = folder.slice(0, LONGEST)
  for (let count = 2; names.has(name); count += 1) {
    name = `${folder.slice(0, LONGEST - 1 - String(count).length)}-${count}`
  }
  names.add(name)
  return name
}

/** What has to be built is built at each start: it lies there as it was handed in. */
function programOf({ build, command, cwd, env, port }: Start, root: string): object {
  const line = (words: readonly string[]) => words.map(shellQuote).join(' ')
  const built =
    build === undefined ? command : ['sh', '-c', `${line(build)} >&2 && exec ${line(command)}`]
  return {
    command: built,
    cwd: cwd === '.' ? root : `${root}/${cwd}`,
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...(port === undefined ? {} : { port }),
  }
}

import { shellQuote } from '@parley/kit'
import type { Course } from './course-file.ts'
import type { Start } from './start-schema.ts'

/** A check, and what makes a run of it the same again. */
interface Replayed {
  readonly id: string
  readonly token: string
}

/**
 * The command with which students try one check again, in the folder of what they have handed in: it
 * builds the program as it was built, and starts it in the same way.
 */
export function replayCommand(
  { assignment, limits }: Course,
  start: Start,
  { id, token }: Replayed,
): string {
  const { dialect, side, options, pty } = assignment
  const said = Object.entries(options).flatMap(([key, value]) => ['--option', `${key}=${value}`])
  const check = ['npx', 'parley', 'check', side, dialect]
  const run = [...said, '--only', id, '--replay', token]
  const env = Object.entries(start.env).map(([name, value]) => `${name}=${value}`)
  if (side === 'server') {
    const place = start.port === undefined ? [] : [String(start.port)]
    const build = start.build === undefined ? [] : ['--build', lineOf(start.build)]
    const cwd = start.cwd === '.' ? [] : ['--cwd', start.cwd]
    const variables = env.flatMap((one) => ['--env', one])
    const wait = limits.startSeconds === WAIT ? [] : ['--wait', String(limits.startSeconds)]
    return lineOf([
      ...[...check, ...place, ...run, ...build, ...cwd, ...variables, ...wait],
      ...['--', ...start.command],
    ])
  }
  const port = start.port === undefined ? [] : ['--port', String(start.port)]
  const terminal = pty ? ['--pty'] : []
  const variables = env.length === 0 ? [] : ['env', ...env]
  return [
    ...(start.cwd === '.' ? [] : [lineOf(['cd', start.cwd])]),
    ...(start.build === undefined ? [] : [lineOf(start.build)]),
    lineOf([...check, ...port, ...run, ...terminal, '--', ...variables, ...start.command]),
  ].join(' && ')
}

/** How long `parley check` waits for a server where nothing is said, in seconds. */
const WAIT = 10

function lineOf(words: readonly string[]): string {
  return words.map(shellQuote).join(' ')
}

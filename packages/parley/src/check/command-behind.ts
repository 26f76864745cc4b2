import { misspeltPlace, noSuchPlace, shellQuote } from '@parley/kit'
import { UsageError } from '../errors.ts'
import { refuseUnlessExecutable } from './executable.ts'

interface Words {
  /** The words of the command line that are no flags: `check client`, and what should not be there. */
  readonly _: readonly (string | number)[]
  readonly '--'?: (string | number)[] | undefined
}

/**
 * The command behind `--`, which can be started; empty where there is none. `said`: the words of the command
 * line before the flags, for messages. `cwd`: where it is started.
 */
export function commandBehind(
  said: string,
  { _: before, '--': behind = [] }: Words,
  cwd?: string,
): readonly string[] {
  const stray = before.slice(said.split(' ').length).map(String)
  if (stray.length > 0) {
    const words = stray.map(shellQuote).join(' ')
    throw new UsageError(`${said}: the command goes behind --, as in -- ${words}`)
  }
  const command = behind.map(String)
  const [program] = command
  if (program === undefined) return command
  if (program === '') throw new UsageError(`${said}: the command behind -- is empty`)
  const wrong = misspeltPlace(command)
  if (wrong !== undefined) throw new UsageError(`${said}: ${noSuchPlace(wrong)}`)
  refuseUnlessExecutable(program, process.env.PATH ?? '', cwd)
  return command
}

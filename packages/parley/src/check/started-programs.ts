import { spawnSync } from 'node:child_process'
import { platformNote } from '@parley/kit'
import { UsageError } from '../errors.ts'

/** Says on stderr what cannot be seen of programs on this system; before the first is started. */
export function notePlatform(note = platformNote()): void {
  if (note !== undefined) process.stderr.write(`parley: ${note}\n`)
}

/**
 * Refuses to start a program on a terminal where the program that makes one is missing. macOS and the
 * BSDs have another one of that name. `flag`: what asks for the terminal.
 */
export function refuseWithoutTerminals(flag: string, command = 'script'): void {
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' })
  if (stdout?.includes('util-linux') === true) return
  throw new UsageError(`${flag}: the program "script" of util-linux is needed, and is not here`)
}

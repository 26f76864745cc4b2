import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { UsageError } from '../errors.ts'

/**
 * Refuses a command that cannot be started, as `execvp` would find it: a word with a `/` is a path, any
 * other is looked up in the folders of `path`. Windows has rules of its own and is not asked.
 */
export function refuseUnlessExecutable(word: string, path: string, cwd = '.'): void {
  if (process.platform === 'win32') return
  const places = word.includes('/')
    ? [resolve(cwd, word)]
    : path.split(delimiter).map((one) => join(one, word))
  const found = places.filter(isFile)
  if (found.some(isExecutable)) return
  const why = found.length === 0 ? 'there is no such program' : 'it is not executable'
  throw new UsageError(`cannot start ${word}: ${why}`)
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

import { realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeFolder } from '@parley/store'
import { messageOf, UsageError } from './usage.ts'

/**
 * Writes a report; nobody sees half a file. A link still leads where it led, and what is no file, as
 * `/dev/null` or a pipe, is written to and not replaced.
 */
export function replaceReport(path: string, text: string, flag: string): void {
  try {
    makeFolder(dirname(path))
    const there = statSync(path, { throwIfNoEntry: false })
    if (there !== undefined && !there.isFile()) return writeFileSync(path, text)
    const target = there === undefined ? path : realpathSync(path)
    writeFileSync(`${target}.part`, text)
    renameSync(`${target}.part`, target)
  } catch (error) {
    throw new UsageError(`--${flag}: cannot write ${path}: ${messageOf(error)}`)
  }
}

import { accessSync, constants, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from './errors.ts'
import { fileTrouble } from './text-file.ts'

/**
 * The files that flags name for reports, by the names of the flags. Refuses one that cannot be written,
 * and two of one name, before anything is run.
 */
export function reportPaths<Name extends string>(
  flags: Readonly<Partial<Record<Name, string | undefined>>>,
  names: readonly Name[],
): ReadonlyMap<Name, string> {
  const paths = new Map<Name, string>()
  for (const name of names) {
    const path = flags[name]
    if (path === undefined) continue
    const other = [...paths].find(([, taken]) => taken === path)
    if (other !== undefined) throw new UsageError(`--${name}: ${path} is the file of --${other[0]}`)
    refuseUnwritable(path, name)
    paths.set(name, path)
  }
  return paths
}

/** No folder is made for a report: a path with a mistake in it would go unnoticed. */
function refuseUnwritable(path: string, flag: string): void {
  const folder = dirname(path)
  try {
    const there = statSync(path, { throwIfNoEntry: false })
    if (there?.isDirectory() === true || path.endsWith('/')) {
      throw new UsageError(`--${flag}: cannot write ${path}: it is a folder`)
    }
    if (there !== undefined) accessSync(path, constants.W_OK)
    if (there === undefined || there.isFile()) accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`--${flag}: cannot write ${path}: ${folder}: ${fileTrouble(error)}`)
  }
}

/**
 * Writes a report; nobody sees half a file. A link still leads where it led, and what is no file, as
 * `/dev/null` or a pipe, is written to and not replaced.
 */
export function replaceReport(path: string, text: string, flag: string): void {
  try {
    const there = statSync(path, { throwIfNoEntry: false })
    if (there !== undefined && !there.isFile()) return writeFileSync(path, text)
    const target = there === undefined ? path : realpathSync(path)
    writeFileSync(`${target}.part`, text)
    renameSync(`${target}.part`, target)
  } catch (error) {
    throw new UsageError(`--${flag}: cannot write ${path}: ${fileTrouble(error)}`)
  }
}

import { posix } from 'node:path'
import type { SourceFile } from './language.ts'

/** A path from a folder, both from the root of the submission. */
export function pathFrom(folder: string, path: string): string {
  const found = posix.relative(folder, path)
  return found === '' ? '.' : found
}

/** The folder in which the sources of a file's program begin: the one above `src`, else its own. */
export function homeOf(path: string): string {
  const folder = posix.dirname(path)
  return /^(?:src|source|sources)$/i.test(posix.basename(folder)) ? posix.dirname(folder) : folder
}

/** The project file that lies nearest to a file, in its folder or in one above. */
export function nearest(path: string, projects: readonly SourceFile[]): SourceFile | undefined {
  const above = projects.filter((one) => {
    const folder = posix.dirname(one.path)
    return folder === '.' || path.startsWith(`${folder}/`)
  })
  return above.toSorted(
    (one, other) => posix.dirname(other.path).length - posix.dirname(one.path).length,
  )[0]
}

/** Of two names in a list: `a, b and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}

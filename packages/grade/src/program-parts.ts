import { posix } from 'node:path'
import type { SourceFile } from './languages/language.ts'
import type { Seen } from './likeness.ts'

/** The sources that belong to the program of a main file, in the order of their paths. */
export function partsOf({ language, file, sources, graph }: Seen): readonly SourceFile[] {
  const used = [file, ...graph.reachedFrom(file)]
  if (language.declares !== undefined || language.imports !== undefined) return sorted(used)
  // A file with another main program is none of this one's.
  const possible = sources.filter((one) => one === file || !language.isMain(one.text))
  return sorted(inOneSolution(file, possible))
}

function sorted(files: readonly SourceFile[]): readonly SourceFile[] {
  return files.toSorted((one, other) => (one.path < other.path ? -1 : 1))
}

/**
 * The files of the widest folder around the main file in which no two have the same name: where an older
 * solution was handed in beside a newer one, only those of its own.
 */
function inOneSolution(file: SourceFile, sources: readonly SourceFile[]): readonly SourceFile[] {
  const below = (folder: string) =>
    sources.filter(({ path }) => folder === '.' || path.startsWith(`${folder}/`))
  let folder = posix.dirname(file.path)
  let found = below(folder)
  while (folder !== '.') {
    folder = posix.dirname(folder)
    const wider = below(folder)
    const names = wider.map(({ path }) => posix.basename(path))
    if (new Set(names).size < names.length) break
    found = wider
  }
  return found
}

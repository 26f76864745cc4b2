import { join } from 'node:path'
import { startOf } from './detected-start.ts'
import { ImportGraph } from './import-graph.ts'
import { languages } from './languages/index.ts'
import type { Language, SourceFile } from './languages/language.ts'
import { likenessOf } from './likeness.ts'
import { beginningOf, shortLines } from './source-files.ts'
import type { Candidate } from './start-plan.ts'
import type { Wanted } from './wanted.ts'

/** The most source files of a language that are read, and the most of its project files. */
const MOST_SOURCES = 300
const MOST_PROJECTS = 30

/** What was found in a submission. */
export interface Detected {
  /** Every file that may be its main file, the likeliest first. */
  readonly candidates: readonly Candidate[]
  /** Main files of the other side: somebody may have handed in the wrong program. */
  readonly otherSide: readonly string[]
}

/** Looks for programs in the files of a submission; runs nothing. */
export async function detect(
  folder: string,
  files: readonly string[],
  wanted: Wanted,
): Promise<Detected> {
  const found: Candidate[] = []
  const otherSide: string[] = []
  const read = async (paths: readonly string[]) => {
    const texts: SourceFile[] = []
    for (const path of paths) {
      texts.push({ path, text: shortLines(await beginningOf(join(folder, path))) })
    }
    return texts
  }
  const settings = await read(files.filter(isSettings).slice(0, MOST_PROJECTS))
  for (const language of languages) {
    const sources = await read(files.filter(language.isSource).slice(0, MOST_SOURCES))
    if (sources.length === 0) continue
    const projects = await read(projectsOf(language, files))
    const graph = new ImportGraph(language, sources)
    for (const file of sources) {
      if (!language.isMain(file.text)) continue
      const seen = { language, file, sources, projects, files, graph }
      const { score, reasons, isTest, isOtherSide } = likenessOf(seen, wanted.side)
      if (isOtherSide) otherSide.push(file.path)
      if (score <= 0) continue
      const { reasons: more, ...start } = startOf(seen, settings, wanted)
      found.push({
        ...(isTest ? { doubt: `there is nothing but ${file.path}, which may be a test` } : {}),
        ...{ language: language.name, main: file.path, score, ...start },
        reasons: [...reasons, ...more],
      })
    }
  }
  const candidates = found.toSorted((one, other) => other.score - one.score)
  return { candidates, otherSide }
}

function projectsOf({ isProject }: Language, files: readonly string[]): readonly string[] {
  return isProject === undefined ? [] : files.filter(isProject).slice(0, MOST_PROJECTS)
}

/** Files of settings, and headers, in which a port may stand. */
function isSettings(path: string): boolean {
  return (
    /(?:\.(?:h|hpp|hh|ini|cfg|conf|properties|json|ya?ml|toml|env)|(?:^|\/)\.env)$/.test(path) &&
    !/(?:^|\/)(?:package(?:-lock)?\.json|parley\.yaml|Cargo\.toml)$/.test(path)
  )
}

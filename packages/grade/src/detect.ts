import { join, posix } from 'node:path'
import type { Side } from '@parley/kit'
import type { StartRules } from './course-file.ts'
import { ImportGraph } from './import-graph.ts'
import { languages } from './languages/index.ts'
import type { Language, PortWay, SourceFile } from './languages/language.ts'
import { beginningOf } from './source-files.ts'
import type { Candidate } from './start-plan.ts'
import type { Start } from './start-schema.ts'

/** The most source files that are read. */
const MOST_SOURCES = 300

/** What is to be found: a program of this side. */
export interface Wanted {
  readonly side: Side
  readonly rules: StartRules
  /** The port of a program that says nothing of any. */
  readonly usualPort: number
}

/** Every file of a submission that may be its main file, the likeliest first. */
export async function detect(
  folder: string,
  files: readonly string[],
  wanted: Wanted,
): Promise<readonly Candidate[]> {
  const found: Candidate[] = []
  for (const language of languages) {
    const paths = files.filter((path) => language.isSource(path)).slice(0, MOST_SOURCES)
    const sources: SourceFile[] = []
    for (const path of paths) sources.push({ path, text: await beginningOf(join(folder, path)) })
    const graph = new ImportGraph(language, sources)
    for (const file of sources) {
      const candidate = candidateOf({ language, file, sources, graph }, wanted)
      if (candidate !== undefined) found.push(candidate)
    }
  }
  return found.toSorted((one, other) => other.score - one.score)
}

/** A file that may be the main one, and what is around it. */
interface Seen {
  readonly language: Language
  readonly file: SourceFile
  readonly sources: readonly SourceFile[]
  readonly graph: ImportGraph
}

function candidateOf(seen: Seen, wanted: Wanted): Candidate | undefined {
  const { language, file } = seen
  if (!language.isMain(file.text)) return undefined
  const { score, reasons } = likeness(seen, wanted.side)
  if (score <= 0) return undefined
  const start = startOf(seen, wanted)
  return {
    ...{ language: language.name, main: file.path, score, ...start },
    reasons: [...reasons, ...start.reasons],
  }
}

/** What makes a file likely to be the program that is wanted. */
function likeness({ language, file, graph }: Seen, side: Side) {
  const { path } = file
  const reasons: string[] = []
  let score = 0
  const count = (points: number, reason: string) => {
    score += points
    reasons.push(reason)
  }
  const text = [file, ...graph.reachedFrom(file)].map((one) => one.text).join('\n')
  const listens = language.listens.test(text)
  const connects = language.connects.test(text)
  const does = side === 'server' ? listens : connects
  const doesOther = side === 'server' ? connects : listens
  if (does) count(4, `${path} ${side === 'server' ? 'listens' : 'connects'}`)
  if (doesOther && !does) count(-4, `${path} ${side === 'server' ? 'connects' : 'listens'}`)
  const name = posix.basename(path).toLowerCase()
  const other = side === 'server' ? 'client' : 'server'
  if (name.includes(side === 'server' ? 'serv' : side)) count(3, `its name says ${side}`)
  else if (name.includes(other)) count(-3, `its name says ${other}`)
  if (/^(main|app|index)\./.test(name)) count(1, 'its name is that of a main file')
  if (/test|example|demo/.test(path.toLowerCase())) count(-3, 'its path says that it is a test')
  const importer = graph.importerOf(file)
  if (importer !== undefined) count(-8, `${importer.path} imports it`)
  if (/__name__\s*==\s*['"]__main__/.test(file.text)) count(1, 'it is run as a program')
  return { score, reasons }
}

function startOf(
  { language, file, sources, graph }: Seen,
  { rules, usualPort }: Wanted,
): { readonly start: Start; readonly reasons: readonly string[] } {
  const cwd = language.build === undefined ? posix.dirname(file.path) : '.'
  const within = (path: string) => (cwd === '.' ? path : posix.relative(cwd, path))
  const parts = sources.filter((one) => one === file || isPart(language, one))
  const build = language.build?.(
    within(file.path),
    parts.map(({ path }) => path),
  )
  const common = { cwd, ...(build === undefined ? {} : { build: [...build] }) }
  const said = rules[language.name]
  const way = [file, ...graph.reachedFrom(file), ...besides(file, sources)]
    .map((one) => language.portWay(one))
    .find((one) => one !== undefined)
  if (said !== undefined && way?.kind !== 'fixed' && way?.kind !== 'variable') {
    const command = said.map((word) => word.replaceAll('{main}', within(file.path)))
    return {
      start: { ...common, command, env: {} },
      reasons: ['the course says how it is started'],
    }
  }
  const command = [...language.command(within(file.path), file.text)]
  const told = toldBy(way, usualPort)
  return {
    start: { ...common, command: [...command, ...told.words], env: told.env, ...told.port },
    reasons: [told.reason],
  }
}

/** In Java all is compiled together; in C a file with another main program is none of this one's. */
function isPart(language: Language, { text }: SourceFile): boolean {
  return language.name !== 'c' || !language.isMain(text)
}

/** The other files of its folder, of which one may have constants; not the other side, and no tests. */
function besides(file: SourceFile, sources: readonly SourceFile[]): readonly SourceFile[] {
  const folder = posix.dirname(file.path)
  return sources.filter(
    (one) => one !== file && posix.dirname(one.path) === folder && !/client|test/i.test(one.path),
  )
}

interface Told {
  readonly words: readonly string[]
  readonly env: Record<string, string>
  readonly port: { readonly port?: number }
  readonly reason: string
}

function toldBy(way: PortWay | undefined, usualPort: number): Told {
  const nothing = { words: [], env: {}, port: {} }
  switch (way?.kind) {
    case 'arguments':
      return { ...nothing, words: way.words, reason: way.reason }
    case 'variable':
      return { ...nothing, env: { [way.name]: '{port}' }, reason: way.reason }
    case 'fixed':
      return { ...nothing, port: { port: way.port }, reason: way.reason }
    case undefined: {
      const reason = `nothing says how it gets its port; the course’s own is taken, ${usualPort}`
      return { ...nothing, port: { port: usualPort }, reason }
    }
  }
}

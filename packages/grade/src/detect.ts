import { join, posix } from 'node:path'
import type { Side } from '@parley/kit'
import type { StartRules } from './course-file.ts'
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
    for (const file of sources) {
      const candidate = candidateOf(language, file, sources, wanted)
      if (candidate !== undefined) found.push(candidate)
    }
  }
  return found.toSorted((one, other) => other.score - one.score)
}

function candidateOf(
  language: Language,
  file: SourceFile,
  sources: readonly SourceFile[],
  wanted: Wanted,
): Candidate | undefined {
  if (!language.isMain(file.text)) return undefined
  const { score, reasons } = likeness(language, file, wanted.side)
  if (score <= 0) return undefined
  const start = startOf(language, file, sources, wanted)
  return {
    language: language.name,
    main: file.path,
    score,
    ...start,
    reasons: [...reasons, ...start.reasons],
  }
}

/** What makes a file likely to be the program that is wanted. */
function likeness(language: Language, { path, text }: SourceFile, side: Side) {
  const reasons: string[] = []
  let score = 0
  const count = (points: number, reason: string) => {
    score += points
    reasons.push(reason)
  }
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
  if (/__name__\s*==\s*['"]__main__/.test(text)) count(1, 'it is run as a program')
  return { score, reasons }
}

function startOf(
  language: Language,
  file: SourceFile,
  sources: readonly SourceFile[],
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
  const way = language.portWay(file) ?? partsWay(language, file, sources)
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

/** What another file of the same folder says, as a file of constants. */
function partsWay(
  language: Language,
  file: SourceFile,
  sources: readonly SourceFile[],
): PortWay | undefined {
  const folder = posix.dirname(file.path)
  const beside = sources.filter((one) => one !== file && posix.dirname(one.path) === folder)
  const ways = beside
    .filter((one) => !/client|test/i.test(one.path))
    .map((one) => language.portWay(one))
  return ways.find((way) => way !== undefined)
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

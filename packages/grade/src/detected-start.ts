import { posix } from 'node:path'
import type { PortWay, SourceFile } from './languages/language.ts'
import type { Seen } from './likeness.ts'
import { partsOf } from './program-parts.ts'
import type { Start } from './start-schema.ts'
import type { Wanted } from './wanted.ts'

/** How a main file is started, why so, and why that may not do. */
interface DetectedStart {
  readonly start: Start
  readonly reasons: readonly string[]
  readonly doubt?: string
}

/** `settings`: files besides the sources in which a port may stand. */
export function startOf(
  seen: Seen,
  settings: readonly SourceFile[],
  { rules, usualPort }: Wanted,
): DetectedStart {
  const { language, file, projects, files } = seen
  const recipe = language.recipe(file, { parts: partsOf(seen), projects, files })
  const { cwd, build, doubt } = recipe
  const common = { cwd, ...(build === undefined ? {} : { build: [...build] }) }
  const reasons = recipe.reason === undefined ? [] : [recipe.reason]
  const said = rules[language.name]
  const way = portWayOf(seen, settings)
  if (said !== undefined && way?.kind !== 'fixed' && way?.kind !== 'variable') {
    const main = posix.relative(cwd, file.path)
    const command = said.map((word) => word.replaceAll('{main}', main))
    const start = { ...common, command, env: { ...recipe.env } }
    return { start, reasons: [...reasons, 'the course says how it is started'] }
  }
  const told = toldBy(way, usualPort)
  return {
    start: {
      ...common,
      command: [...recipe.command, ...told.words],
      env: { ...recipe.env, ...told.env },
      ...told.port,
    },
    reasons: [...reasons, told.reason],
    ...(doubt === undefined ? {} : { doubt }),
  }
}

/** As the main file says it, then what it uses, then what lies beside it, then files of settings. */
function portWayOf(
  { language, file, sources, graph }: Seen,
  settings: readonly SourceFile[],
): PortWay | undefined {
  const used = [file, ...graph.reachedFrom(file)]
  for (const one of [...used, ...besides(file, sources)]) {
    const way = language.portWay(one)
    if (way !== undefined) return way
  }
  const isNamed = ({ path }: SourceFile) =>
    used.some(({ text }) => text.includes(posix.basename(path)))
  return settings
    .filter(isNamed)
    .map((one) => portInSettings(one))
    .find((one) => one !== undefined)
}

/** The other files of its folder, of which one may have constants; not the other side, and no tests. */
function besides(file: SourceFile, sources: readonly SourceFile[]): readonly SourceFile[] {
  const folder = posix.dirname(file.path)
  return sources.filter(
    (one) => one !== file && posix.dirname(one.path) === folder && !/client|test/i.test(one.path),
  )
}

function portInSettings({ path, text }: SourceFile): PortWay | undefined {
  const found = /\b\w*port["']?(?:\s*[:=]\s*|[ \t]+\(?)["']?(\d{2,5})\b/i.exec(text)
  const port = Number(found?.[1])
  if (found === null || !(port >= 1 && port <= 65_535)) return undefined
  const line = text.slice(0, found.index).split('\n').length
  return { kind: 'fixed', port, reason: `port ${port} stands in ${path}:${line}` }
}

interface Told {
  readonly words: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly port: { readonly port?: number }
  readonly reason: string
}

function toldBy(way: PortWay | undefined, usualPort: number): Told {
  const nothing = { words: [], env: {}, port: {} }
  switch (way?.kind) {
    case 'arguments':
      return { ...nothing, words: way.words, reason: way.reason }
    case 'variable':
      return { ...nothing, env: way.env, reason: way.reason }
    case 'fixed':
      return { ...nothing, port: { port: way.port }, reason: way.reason }
    case undefined: {
      const reason = `nothing says how it gets its port; the course’s own is taken, ${usualPort}`
      return { ...nothing, port: { port: usualPort }, reason }
    }
  }
}

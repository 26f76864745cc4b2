import { posix } from 'node:path'
import type { Language, SourceFile } from './languages/language.ts'

/** Which source files of a submission use which others. */
export class ImportGraph {
  readonly #used = new Map<SourceFile, readonly SourceFile[]>()
  readonly #byImports: boolean

  constructor({ imports, declares }: Language, sources: readonly SourceFile[]) {
    this.#byImports = imports !== undefined
    const usedBy =
      declares === undefined
        ? imports === undefined
          ? undefined
          : importsIn(imports, sources)
        : namesIn(declares, sources)
    if (usedBy === undefined) return
    for (const file of sources) {
      this.#used.set(
        file,
        [...new Set(usedBy(file))].filter((other) => other !== file),
      )
    }
  }

  /** All that a file uses, also through others. */
  reachedFrom(file: SourceFile): readonly SourceFile[] {
    const reached = new Set<SourceFile>()
    const waiting = [file]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const other of this.#used.get(next) ?? []) {
        if (other === file || reached.has(other)) continue
        reached.add(other)
        waiting.push(other)
      }
    }
    return [...reached]
  }

  /** A file that imports this one, apart from tests and from what it imports itself; undefined where none does. */
  importerOf(file: SourceFile): SourceFile | undefined {
    if (!this.#byImports) return undefined
    const own = this.reachedFrom(file)
    return [...this.#used].find(
      ([other, files]) => files.includes(file) && !own.includes(other) && !/test/i.test(other.path),
    )?.[0]
  }
}

type Uses = (file: SourceFile) => readonly SourceFile[]

function importsIn(imports: RegExp, sources: readonly SourceFile[]): Uses {
  const byStem = new Map<string, SourceFile>()
  for (const file of sources) byStem.set(stemOf(file.path), file)
  return (file) =>
    [...file.text.matchAll(imports)].flatMap(([, name = '']) => {
      const path = name.startsWith('.') ? name : name.replaceAll('.', '/')
      const beside = posix.normalize(posix.join(posix.dirname(file.path), path))
      return byStem.get(stemOf(beside)) ?? byStem.get(stemOf(path)) ?? []
    })
}

/** A path without the ending of its file. */
function stemOf(path: string): string {
  return path.replace(/\.(?:py|[cm]?js|rb|rs|p[lm])$/, '')
}

/** So many files with a type of the same name are told apart. */
const MOST_ALIKE = 20

/** Files use each other by the names of types; of two files with the same type the nearer one is meant. */
function namesIn(declares: RegExp, sources: readonly SourceFile[]): Uses {
  const byName = new Map<string, SourceFile[]>()
  for (const file of sources) {
    for (const [, name = ''] of withoutTexts(file.text).matchAll(declares)) {
      const others = byName.get(name)
      if (others === undefined) byName.set(name, [file])
      else if (others.length < MOST_ALIKE && !others.includes(file)) others.push(file)
    }
  }
  return (file) => {
    const words = new Set(withoutTexts(file.text).match(/\b[A-Z_]\w*/g))
    return [...words].flatMap((word) => {
      const found = byName.get(word) ?? []
      return found.includes(file) ? [] : nearestOf(file, found)
    })
  }
}

function nearestOf({ path }: SourceFile, found: readonly SourceFile[]): readonly SourceFile[] {
  const common = (other: SourceFile) => {
    const parts = posix.dirname(other.path).split('/')
    const own = posix.dirname(path).split('/')
    const differs = parts.findIndex((part, index) => part !== own[index])
    return differs === -1 ? parts.length : differs
  }
  return found.toSorted((one, other) => common(other) - common(one)).slice(0, 1)
}

/** A text without its comments and strings, as Java and C# have them. */
function withoutTexts(text: string): string {
  return text.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|"(?:\\.|[^"\\\n])*"/g, ' ')
}

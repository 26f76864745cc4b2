import { posix } from 'node:path'
import type { Language, SourceFile } from './languages/language.ts'

/** Which source files of a submission import which others. */
export class ImportGraph {
  readonly #imported = new Map<SourceFile, readonly SourceFile[]>()

  constructor({ imports }: Language, sources: readonly SourceFile[]) {
    if (imports === undefined) return
    const byStem = new Map<string, SourceFile>()
    for (const file of sources) byStem.set(stemOf(file.path), file)
    for (const file of sources) {
      const found = [...file.text.matchAll(imports)].flatMap(([, name = '']) => {
        const path = name.startsWith('.') ? name : name.replaceAll('.', '/')
        const beside = posix.normalize(posix.join(posix.dirname(file.path), path))
        return byStem.get(stemOf(beside)) ?? byStem.get(stemOf(path)) ?? []
      })
      this.#imported.set(
        file,
        [...new Set(found)].filter((other) => other !== file),
      )
    }
  }

  /** All that a file imports, also through others. */
  reachedFrom(file: SourceFile): readonly SourceFile[] {
    const reached = new Set<SourceFile>()
    const waiting = [file]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const other of this.#imported.get(next) ?? []) {
        if (other === file || reached.has(other)) continue
        reached.add(other)
        waiting.push(other)
      }
    }
    return [...reached]
  }

  /** A file that imports this one, apart from tests; undefined where none does. */
  importerOf(file: SourceFile): SourceFile | undefined {
    return [...this.#imported].find(
      ([other, files]) => files.includes(file) && !/test/i.test(other.path),
    )?.[0]
  }
}

/** A path without the ending of its file. */
function stemOf(path: string): string {
  return path.replace(/\.(?:py|[cm]?js)$/, '')
}

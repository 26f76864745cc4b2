import { readdir, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { javaTypes } from './languages/java.ts'
import { beginningOf, shortLines } from './source-files.ts'

/**
 * Gives Java files back the names that they had: the compiler wants a class in a file of its name, and a
 * platform that stores `Server.java` makes `Server (1).java` or `1234_Server.java` of it. Gives what was
 * renamed, a sentence without a full stop each. Where several files could have a name nothing is renamed.
 */
export async function restoreNames(folder: string): Promise<readonly string[]> {
  const notes: string[] = []
  const taken: string[] = []
  const renamed: { readonly from: string; readonly to: string }[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const { name } = entry
    const path = join(folder, name)
    taken.push(name)
    if (entry.isDirectory()) notes.push(...(await restoreNames(path)))
    if (!entry.isFile() || !name.endsWith('.java')) continue
    const to = nameBefore(name, shortLines(await beginningOf(path)))
    if (to !== undefined) renamed.push({ from: name, to })
  }
  for (const { from, to } of renamed) {
    const isOnly = renamed.filter((one) => one.to === to).length === 1
    if (!isOnly || taken.includes(to)) continue
    await rename(join(folder, from), join(folder, to))
    notes.push(`${from} was renamed to ${to}, as the class in it is called`)
  }
  return notes
}

/** The name that a file of Java had; undefined where nobody has renamed it. */
function nameBefore(name: string, text: string): string | undefined {
  const types = javaTypes(text)
  const own = basename(name, '.java')
  const type = types.includes(own) ? undefined : types.find((one) => isRenamed(own, one))
  return type === undefined ? undefined : `${type}.java`
}

/** As in `1234_Server`, `Server (1)`, `Server-1` and `Server_1`. */
function isRenamed(name: string, type: string): boolean {
  const start = name.lastIndexOf(type)
  if (start < 0) return false
  const [before, after] = [name.slice(0, start), name.slice(start + type.length)]
  return (before === '' || before.endsWith('_')) && /^(?: ?\(\d+\)|[-_]\d+)?$/.test(after)
}

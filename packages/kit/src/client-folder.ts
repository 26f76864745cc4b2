import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ClientFolder } from '@parley/contract'
import { FolderCopy } from './folder-copy.ts'

/** A name such as `../../x` leads from the client's folder to one of the kit's own. */
const INSIDE = ['outer', 'inner', 'client'] as const

/** The most files that are looked at, and the most bytes of one that are read. */
const MOST_FILES = 4000
const MOST_BYTES = 1024 * 1024

/** A copy of a client's folder for one check. */
export class ScratchFolder implements ClientFolder {
  readonly path: string
  readonly outside: string
  readonly #copy: FolderCopy
  readonly #known = new Set<string>()

  private constructor(copy: FolderCopy, root: string) {
    this.#copy = copy
    this.outside = root
    this.path = join(root, ...INSIDE)
  }

  /** Undefined where the folder is too large to be copied. `above`: where the copy is made, as in `FolderCopy`. */
  static async of(folder: string, above?: string): Promise<ScratchFolder | undefined> {
    const copy = new FolderCopy(folder, above, INSIDE)
    await copy.renew()
    if (copy.root === undefined) return undefined
    const scratch = new ScratchFolder(copy, copy.root)
    for (const path of await scratch.#paths()) scratch.#known.add(path)
    return scratch
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.path, name)
    await writeFile(path, bytes)
    this.#known.add(path)
  }

  async made(): Promise<readonly { readonly path: string; readonly bytes: Uint8Array }[]> {
    const made: { readonly path: string; readonly bytes: Uint8Array }[] = []
    for (const path of await this.#paths()) {
      if (this.#known.has(path) || (await stat(path)).size > MOST_BYTES) continue
      made.push({ path: relative(this.path, path), bytes: await readFile(path) })
    }
    return made
  }

  async remove(): Promise<void> {
    await this.#copy.remove()
  }

  async #paths(): Promise<readonly string[]> {
    const all = await readdir(this.outside, { recursive: true, withFileTypes: true })
    const files = all.filter((entry) => entry.isFile())
    return files.slice(0, MOST_FILES).map((entry) => join(entry.parentPath, entry.name))
  }
}

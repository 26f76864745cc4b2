import { cp, lstat, mkdtemp, opendir, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { removeTree } from './remove-tree.ts'

/** A folder with more files than this, or with more bytes in them, is used as it is. */
const MOST_FILES = 2000
const MOST_BYTES = 64 * 1024 * 1024

/** What programs read and do not write, and what may be large: the copy has a link to it. */
const linked: readonly string[] = ['node_modules', '.venv', 'venv']

/** What no program needs. */
const leftOut: readonly string[] = ['.git']

/**
 * Copies of a folder in which a program is started: each start finds the folder as it was, whatever
 * the program has written, and the folder itself stays as it is.
 */
export class FolderCopy {
  readonly #folder: string
  readonly #above: string
  readonly #inside: readonly string[]
  #root: string | undefined

  /**
   * `above`: where copies are made; undefined: where the system has temporary files. `inside`: the folders
   * within a new one there in which the copy lies.
   */
  constructor(folder: string, above = tmpdir(), inside: readonly string[] = []) {
    this.#folder = resolve(folder)
    this.#above = above
    this.#inside = inside
  }

  /** In which the copy lies; undefined where there is none. */
  get root(): string | undefined {
    return this.#root
  }

  /** A new copy, in place of the one before; the folder itself where it is large. */
  async renew(): Promise<string> {
    await this.remove()
    if (!(await isSmall(this.#folder))) return this.#folder
    this.#root = await mkdtemp(join(this.#above, 'parley-'))
    const copy = join(this.#root, ...this.#inside)
    const links: string[] = []
    await cp(this.#folder, copy, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => {
        const name = path === this.#folder ? '' : basename(path)
        if (linked.includes(name)) links.push(path)
        return !linked.includes(name) && !leftOut.includes(name)
      },
    })
    for (const path of links) {
      await symlink(path, join(copy, path.slice(this.#folder.length)))
    }
    return copy
  }

  async remove(): Promise<void> {
    if (this.#root === undefined) return
    await removeTree(this.#root)
    this.#root = undefined
  }
}

/** Whether the folder can be copied in no time; not where something in it may not be read. */
async function isSmall(folder: string): Promise<boolean> {
  try {
    return await isWithinBounds(folder)
  } catch {
    return false
  }
}

async function isWithinBounds(folder: string): Promise<boolean> {
  let count = 0
  let bytes = 0
  const folders = [folder]
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for await (const entry of await opendir(next)) {
      count += 1
      if (
        count > MOST_FILES ||
        !(entry.isFile() || entry.isDirectory() || entry.isSymbolicLink())
      ) {
        return false
      }
      const isOther = linked.includes(entry.name) || leftOut.includes(entry.name)
      if (entry.isFile()) bytes += (await lstat(join(next, entry.name))).size
      if (bytes > MOST_BYTES) return false
      if (entry.isDirectory() && !isOther) folders.push(join(next, entry.name))
    }
  }
  return true
}

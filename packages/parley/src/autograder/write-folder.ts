import { existsSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UsageError } from '../errors.ts'
import { fileTrouble } from '../text-file.ts'

/** What a file of a folder is to be. */
export interface FolderFile {
  readonly text: string
  readonly isProgram?: boolean
}

/** Throws a `UsageError` where one of the files is there already, and none may be replaced. */
export function refuseThere(folder: string, names: readonly string[], force: boolean): void {
  const there = names.map((name) => join(folder, name)).find((path) => existsSync(path))
  if (there === undefined || force) return
  throw new UsageError(`--out: ${there} is there already; --force replaces it`)
}

/** Writes files into a folder, by their paths in it, with the folders above them. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, FolderFile>,
): Promise<void> {
  for (const [name, { text, isProgram = false }] of files) {
    const path = join(folder, name)
    try {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, text)
      if (isProgram) await chmod(path, 0o755)
    } catch (error) {
      throw new UsageError(`--out: cannot write ${path}: ${fileTrouble(error)}`)
    }
  }
}

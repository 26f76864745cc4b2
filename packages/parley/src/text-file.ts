import { readFile } from 'node:fs/promises'
import { codeOf, messageOf, UsageError } from './errors.ts'

/** What a file says. `source`: the flag or setting that names it, for messages. */
export async function readTextFile(path: string, source: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`${source}: cannot read ${path}: ${fileTrouble(error)}`)
  }
}

/** Why a file cannot be read or written, in a few words. */
export function fileTrouble(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return 'there is no such file or folder'
    case 'ENOTDIR':
      return 'a part of the path is no folder'
    case 'EISDIR':
      return 'it is a folder'
    case 'EACCES':
    case 'EPERM':
      return 'no permission'
    case 'ENOSPC':
      return 'the disk is full'
    case 'EROFS':
      return 'the disk is read-only'
    default:
      return messageOf(error)
  }
}

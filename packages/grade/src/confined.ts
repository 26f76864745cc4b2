import type { Limits } from './course-file.ts'

/** What is to be kept apart from the rest of the machine. */
export interface Confined {
  /** The words of the command; `{host}` and `{port}` in them are filled in later. */
  readonly words: readonly string[]
  /** The folder in which it is started and may write; a server runs in a copy of it, its `$PWD`. */
  readonly folder: string
  /** Where in the folder itself it is started, as a build is; undefined: in the copy that is its `$PWD`. */
  readonly within?: string | undefined
  readonly limits: Limits
  /** Variables that it gets besides. */
  readonly env: Readonly<Record<string, string>>
}

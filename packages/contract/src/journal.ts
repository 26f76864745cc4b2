import type { Edited, PublicMessage, Removed } from './commands.ts'
import type { Present } from './users.ts'

/** What a journal hears. `session`: the same number at a session's begin, change and end. */
export type Happening =
  | PublicMessage
  | Edited
  | Removed
  | {
      readonly kind: 'session-began' | 'session-changed' | 'session-ended'
      readonly session: number
      readonly present: Present
    }

/** What becomes of a file of a journal. */
export type FileChange =
  /** The text is added at its end. */
  | { readonly file: string; readonly mode: 'append'; readonly text: string }
  /**
   * The file is to have these lines and no others. The host asks for them when it writes the file,
   * which may be after further changes of it: those are in the lines then. It takes them a few at a
   * time, so that a long file holds nobody up; they are what they were when it asked.
   */
  | { readonly file: string; readonly mode: 'replace'; lines(): Iterable<string> }

/** Files of text about what happens, where a dialect's original has such. Does no I/O. */
export interface Journal {
  readonly folder: string
  /** `newest`: the public messages that there are already, the newest first. */
  begin(newest: Iterable<PublicMessage>): readonly FileChange[]
  hear(happening: Happening): readonly FileChange[]
}

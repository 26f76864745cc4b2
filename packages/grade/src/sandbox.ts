import type { Course, Limits } from './course-file.ts'

/** What is to be kept apart from the rest of the machine. */
interface Confined {
  /** The words of the command; `{host}` and `{port}` in them are filled in later. */
  readonly words: readonly string[]
  /** The folder in which it is started and may write; a server runs in a copy of it, its `$PWD`. */
  readonly folder: string
  readonly limits: Limits
}

/** Keeps programs of students apart from each other and from the machine. */
export interface Sandbox {
  /** As in `none`, for reports. */
  readonly name: string
  /** Whether each program has ports of its own, so that a fixed port may be used by several at once. */
  readonly ownsPorts: boolean
  /** The command that runs it so. */
  confine(command: Confined): readonly string[]
}

/** Programs run with all rights of whoever grades them. */
const noSandbox: Sandbox = {
  name: 'none',
  ownsPorts: false,
  confine: ({ words }) => words,
}

/** The sandbox that a course asks for; undefined where there is none of the kind on this machine. */
export async function sandboxFor(wanted: Course['sandbox']): Promise<Sandbox | undefined> {
  return wanted === 'bwrap' ? undefined : noSandbox
}

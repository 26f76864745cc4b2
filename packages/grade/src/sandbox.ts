import { type BwrapSettings, confinedWords, isolatedWords } from './bwrap.ts'
import type { Confined } from './confined.ts'
import type { Course, Limits } from './course-file.ts'
import { trySandbox } from './try-sandbox.ts'
import { visibleFolders } from './visible-folders.ts'

/** Keeps programs of students apart from each other and from the machine. */
export interface Sandbox {
  /** As in `none`, for reports. */
  readonly name: string
  /** What it does and does not keep apart, and why there is no better one: a sentence without a full stop. */
  readonly level: string
  /** Whether each program has ports of its own, so that a fixed port may be used by several at once. */
  readonly ownsPorts: boolean
  /** Whether all that a program has started ends with it, and the system counts its processes. */
  readonly endsAll: boolean
  /** The command that runs it so. */
  confine(command: Confined): readonly string[]
  /**
   * How checks are run where a program has ports of its own: nobody else reaches them, so the checks are
   * run by a process of ours beside it. Undefined: by this process.
   */
  readonly inside: Inside | undefined
}

/** How a process of ours is started that runs checks inside a sandbox. */
export interface Inside {
  readonly settings: BwrapSettings
  /** The words that start it; it may write in one folder alone. */
  words(writable: string): readonly string[]
}

/** What a sandbox has to know of whoever grades. */
export interface Grader {
  /** The words that start Parley where it runs the checks of one submission. */
  readonly worker: readonly string[]
  /** Files and folders that no program of a student may see. */
  readonly hidden: readonly string[]
}

const noSandbox: Sandbox = {
  name: 'none',
  level: 'programs have run with all rights of yours',
  ownsPorts: false,
  endsAll: false,
  confine: ({ words }) => words,
  inside: undefined,
}

/** In a process of ours that is inside a sandbox: programs share its network. */
export function insideSandbox(settings: BwrapSettings): Sandbox {
  return {
    ...bwrapLevel(settings),
    confine: (command) => confinedWords(command, settings, 'shared'),
    inside: undefined,
  }
}

/**
 * The sandbox that a course asks for, tried out; `trouble`: why there is none of the kind on this machine,
 * in a sentence without a full stop.
 */
export async function sandboxFor(
  wanted: Course['sandbox'],
  limits: Limits,
  { worker, hidden }: Grader,
): Promise<Sandbox | { readonly trouble: string }> {
  if (wanted === 'none') return noSandbox
  const isRoot = process.getuid?.() === 0
  const settings = { isRoot, visible: visibleFolders(), hidden }
  const sandbox: Sandbox = {
    ...bwrapLevel(settings),
    confine: (command) => confinedWords(command, settings, 'own'),
    inside: { settings, words: (writable) => isolatedWords(worker, writable, settings) },
  }
  const trouble = await trySandbox(settings, limits)
  if (trouble === undefined) return sandbox
  if (wanted === 'bwrap') return { trouble }
  return { ...noSandbox, level: `${noSandbox.level}: ${trouble}` }
}

function bwrapLevel({ isRoot }: BwrapSettings): Omit<Sandbox, 'confine' | 'inside'> {
  const user = isRoot ? 'a user of its own' : 'your user in a namespace of its own'
  return {
    name: 'bwrap',
    level: `each program has had its own network and processes, as ${user}`,
    ownsPorts: true,
    endsAll: true,
  }
}

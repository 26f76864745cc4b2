import { readFileSync } from 'node:fs'
import { type ProcessEntry, processTable } from '@parley/kit'
import type { Limits } from './course-file.ts'
import { markOf } from './process-mark.ts'

/** How often it is looked what processes use, in milliseconds. */
const EVERY = 100

/** So many times all processes are looked for and killed: each look finds what was started since. */
const MOST_LOOKS = 50

/** The processes of a submission, by their ids. */
export type Members = () => readonly ProcessEntry[]

/** What processes of a submission may use together. `processes`: undefined where the system counts them. */
type Watched = Pick<Limits, 'memoryMiB'> & { readonly processes?: number | undefined }

/** All that descend from a process, without itself. */
export function descendantsOf(root: number): Members {
  return () => withDescendants(processTable(), ({ parent }) => parent === root)
}

/**
 * All that have such a mark, and what descends from them: a process that has left its group or its
 * session still has it, unless it has removed it on purpose.
 */
export function markedWith(isIt: (mark: string) => boolean): Members {
  return () => {
    const isFirst = ({ pid }: ProcessEntry) => {
      const mark = markOf(pid)
      return mark !== undefined && isIt(mark)
    }
    return withDescendants(processTable(), isFirst)
  }
}

/** Kills them all, also those that are started meanwhile. */
export function killAll(members: Members): void {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const all = members()
    if (all.length === 0) return
    for (const { pid } of all) kill(pid)
  }
}

/**
 * Ends the processes of a submission where they use more than they may together: memory is what they
 * really have, for a Java machine reserves much more; threads count as processes.
 */
export class ProcessWatch {
  readonly #members: Members
  readonly #limits: Watched
  readonly #timer: NodeJS.Timeout
  readonly #excess = new Set<string>()

  constructor(members: Members, limits: Watched) {
    this.#members = members
    this.#limits = limits
    this.#timer = setInterval(() => this.#look(), EVERY)
    this.#timer.unref()
  }

  /** What was used too much of, as a sentence without a full stop; undefined: nothing. */
  get excess(): string | undefined {
    return this.#excess.size === 0 ? undefined : [...this.#excess].join('; ')
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const { memoryMiB, processes = Number.POSITIVE_INFINITY } = this.#limits
    const all = this.#members()
    const threads = all.reduce((sum, one) => sum + one.threads, 0)
    const isMany = threads > processes
    const isLarge = usesMore(all, memoryMiB * 1024)
    if (isMany) this.#excess.add(`it was ended: more than ${processes} processes and threads`)
    if (isLarge) this.#excess.add(`it was ended: more than ${memoryMiB} MiB of memory`)
    if (isMany || isLarge) killAll(this.#members)
  }
}

function withDescendants(
  table: readonly ProcessEntry[],
  isFirst: (entry: ProcessEntry) => boolean,
): readonly ProcessEntry[] {
  const found = new Map(table.filter(isFirst).map((entry) => [entry.pid, entry]))
  for (let before = -1; before < found.size; ) {
    before = found.size
    for (const entry of table) if (found.has(entry.parent)) found.set(entry.pid, entry)
  }
  found.delete(process.pid)
  return [...found.values()]
}

/** The pages that several have in common are counted once, where that decides. */
function usesMore(all: readonly ProcessEntry[], most: number): boolean {
  const inAll = (kibOf: (pid: number) => number) =>
    all.reduce((sum, { pid }) => sum + kibOf(pid), 0)
  return inAll(residentKib) > most && inAll(ownKib) > most
}

function residentKib(pid: number): number {
  return kibAt(`/proc/${pid}/status`, /^VmRSS:\s*(\d+)/m) ?? 0
}

function ownKib(pid: number): number {
  return kibAt(`/proc/${pid}/smaps_rollup`, /^Pss:\s*(\d+)/m) ?? residentKib(pid)
}

function kibAt(path: string, pattern: RegExp): number | undefined {
  const [, kib] = pattern.exec(textOf(path)) ?? []
  return kib === undefined ? undefined : Number(kib)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    return
  }
}

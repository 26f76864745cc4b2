import type { Limits } from './course-file.ts'
import { descendantsOf, killAll, type Members, markedWith, ProcessWatch } from './process-watch.ts'
import type { Sandbox } from './sandbox.ts'

/** Whose processes are bounded. */
interface Guarded {
  /** The copy of the submission, with which its programs are marked where no sandbox ends them. */
  readonly folder: string
  readonly limits: Limits
  /** In a sandbox, the process from which they all descend. */
  readonly root: () => number | undefined
}

/** Bounds what the processes of a submission use together, and ends those that are left. */
export class ProcessGuard {
  readonly #members: Members
  readonly #watch: ProcessWatch
  readonly #isConfined: boolean

  constructor({ endsAll }: Pick<Sandbox, 'endsAll'>, { folder, limits, root }: Guarded) {
    this.#isConfined = endsAll
    this.#members = this.#isConfined
      ? () => {
          const pid = root()
          return pid === undefined ? [] : descendantsOf(pid)()
        }
      : markedWith((mark) => mark === folder)
    // In a sandbox the system itself lets a submission have no more processes than that.
    const processes = this.#isConfined ? undefined : limits.processes
    this.#watch = new ProcessWatch(this.#members, { memoryMiB: limits.memoryMiB, processes })
  }

  /** What was used too much of, as a sentence without a full stop; undefined: nothing. */
  get excess(): string | undefined {
    return this.#watch.excess
  }

  /** The submission has been ended: so is what has left its process group. */
  end(): void {
    this.#watch.stop()
    if (!this.#isConfined) killAll(this.#members)
  }
}

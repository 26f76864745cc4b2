import { randomUUID } from 'node:crypto'
import type { Limits } from './course-file.ts'
import { descendantsOf, killAll, type Members, markedBy, ProcessWatch } from './process-watch.ts'
import type { Sandbox } from './sandbox.ts'

/** By which the processes of a submission are found where no sandbox ends them. */
const MARK = 'PARLEY_RUN'

/** Bounds what the processes of a submission use together, and ends those that are left. */
export class ProcessGuard {
  /** Variables that they have to be started with. */
  readonly env: Readonly<Record<string, string>>
  readonly #members: Members
  readonly #watch: ProcessWatch
  readonly #isConfined: boolean

  /** `root`: in a sandbox, the process from which they all descend. */
  constructor(
    { endsAll }: Pick<Sandbox, 'endsAll'>,
    limits: Limits,
    root: () => number | undefined,
  ) {
    const mark = randomUUID()
    this.#isConfined = endsAll
    this.env = this.#isConfined ? {} : { [MARK]: mark }
    this.#members = this.#isConfined
      ? () => {
          const pid = root()
          return pid === undefined ? [] : descendantsOf(pid)()
        }
      : markedBy(MARK, mark)
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

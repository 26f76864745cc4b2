/** Something that is to be run, and who waits for that. */
interface Waiting {
  readonly port: number | undefined
  readonly start: () => void
}

/**
 * Runs so many tasks beside each other, never two of one port, and others alone: those wait until as
 * many of them have come together as there are lanes, or nothing else is left to do.
 */
export class Lanes {
  readonly #count: number
  readonly #ports = new Set<number>()
  readonly #besides: Waiting[] = []
  readonly #alones: Waiting[] = []
  #running = 0
  #isAlone = false
  /** Nothing more is started beside others until all that wait to be alone have been. */
  #isDraining = false

  constructor(count: number) {
    this.#count = count
  }

  /** Beside others. `port`: the fixed one that the task uses, if it does. */
  async beside<Result>(port: number | undefined, task: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((start) => {
      this.#besides.push({ port, start })
      this.#next()
    })
    try {
      return await task()
    } finally {
      this.#running -= 1
      if (port !== undefined) this.#ports.delete(port)
      // What follows at once in the same submission, as a repeat, is asked for before others are started.
      setImmediate(() => this.#next())
    }
  }

  /** While nothing else is run. */
  async alone<Result>(task: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((start) => {
      this.#alones.push({ port: undefined, start })
      this.#next()
    })
    try {
      return await task()
    } finally {
      this.#isAlone = false
      this.#next()
    }
  }

  #next(): void {
    if (this.#isAlone) return
    if (this.#alones.length >= this.#count || this.#besides.length === 0) this.#isDraining = true
    if (this.#alones.length === 0) this.#isDraining = false
    if (!this.#isDraining) return this.#startBesides()
    if (this.#running > 0) return
    this.#isAlone = true
    this.#alones.shift()?.start()
  }

  #startBesides(): void {
    while (this.#running < this.#count) {
      const isFree = ({ port }: Waiting) => port === undefined || !this.#ports.has(port)
      const index = this.#besides.findIndex(isFree)
      const [task] = index === -1 ? [] : this.#besides.splice(index, 1)
      if (task === undefined) return
      if (task.port !== undefined) this.#ports.add(task.port)
      this.#running += 1
      task.start()
    }
  }
}

/** How much may wait, in jobs. */
export interface QueueBounds {
  /** For all keys together. */
  readonly most: number
  /** For one key. */
  readonly mostForKey: number
}

/**
 * Jobs that wait for their turn: the keys take turns, and the jobs of one key are taken in the order
 * in which they came. So however much one key asks for, another one waits for one job of it at most.
 */
export class FairQueue<Job> {
  readonly #bounds: QueueBounds
  /** The key whose turn is next comes first. A key without jobs is not in it. */
  readonly #lines = new Map<string, Set<Job>>()
  #length = 0

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds
  }

  get length(): number {
    return this.#length
  }

  /**
   * Gives the job for which there is no room: this one where its key has as many as it may have.
   * Where the whole queue is full, the newest one of the key that has most.
   */
  add(key: string, job: Job): Job | undefined {
    const line = this.#lines.get(key) ?? new Set<Job>()
    if (line.size >= this.#bounds.mostForKey) return job
    this.#lines.set(key, line)
    line.add(job)
    this.#length += 1
    return this.#length > this.#bounds.most ? this.#dropFromLongest(key) : undefined
  }

  /** False where it does not wait. */
  remove(key: string, job: Job): boolean {
    const line = this.#lines.get(key)
    if (line === undefined || !line.delete(job)) return false
    this.#length -= 1
    if (line.size === 0) this.#lines.delete(key)
    return true
  }

  /** The job whose turn it is. */
  next(): Job | undefined {
    for (const [key, line] of this.#lines) {
      this.#lines.delete(key)
      this.#lines.set(key, line)
      for (const job of line) {
        this.remove(key, job)
        return job
      }
    }
    return undefined
  }

  /** Of equally long ones that of `key`, whose job came last. */
  #dropFromLongest(key: string): Job | undefined {
    let longest = key
    for (const [other, { size }] of this.#lines) {
      if (size > (this.#lines.get(longest)?.size ?? 0)) longest = other
    }
    const newest = [...(this.#lines.get(longest) ?? [])].at(-1)
    if (newest !== undefined) this.remove(longest, newest)
    return newest
  }
}

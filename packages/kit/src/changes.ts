/** Lets somebody wait for the next change of something. */
export class Changes {
  #listeners: (() => void)[] = []

  /** Something has changed. */
  tell(): void {
    for (const listener of this.#listeners.splice(0)) listener()
  }

  /** Until the next change, and at most for so many milliseconds. */
  next(time: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time)
      this.#listeners.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}

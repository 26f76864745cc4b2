/** Waits for something to be so; `look` has it looked at again. */
export class Moments {
  #waiting: { readonly isSo: () => boolean; readonly settle: () => void }[] = []

  /** Resolves once it is so, and after `within` milliseconds at the latest: then it gives false. */
  until(isSo: () => boolean, within: number): Promise<boolean> {
    if (isSo()) return Promise.resolve(true)
    return new Promise((resolve) => {
      const one = {
        isSo,
        settle: () => {
          clearTimeout(timer)
          this.#waiting = this.#waiting.filter((other) => other !== one)
          resolve(isSo())
        },
      }
      const timer = Number.isFinite(within) ? setTimeout(one.settle, within).unref() : undefined
      this.#waiting.push(one)
    })
  }

  look(): void {
    for (const one of this.#waiting) if (one.isSo()) one.settle()
  }
}

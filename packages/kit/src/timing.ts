/** Timers run before what has come is read: where the machine is slow, there may be something. */
export function lookedAgain(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setTimeout(() => setImmediate(resolve), 1))
  })
}

/** After so many milliseconds. */
export function passed(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time))
}

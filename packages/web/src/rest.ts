/** After working for so long, it rests so many times as long: a viewer costs a small part of the time. */
const REST = 40

/** The average is of about so many times. */
const AVERAGED = 8

/**
 * How long work that is done again and again rests in between. It goes by the average: what took long once,
 * as where memory was tidied up, delays the next time by little, and many times a little.
 */
export class Rest {
  #average = 0

  /** How long to rest after work that took so long, both in milliseconds. */
  after(work: number): number {
    this.#average += (work - this.#average) / AVERAGED
    return REST * this.#average
  }
}

/** Begins to measure work; the function gives, in milliseconds, how long it took without what others did meanwhile. */
export function stopwatch(): () => number {
  const [begun, cpu] = [performance.now(), process.cpuUsage()]
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return Math.min(performance.now() - begun, (user + system) / 1000)
  }
}

/** Of one connection; times in milliseconds. */
export const wireLimits = {
  /** So many answers long something is looked for among others, or a silence is waited for. */
  longTimeoutFactor: 3,
  /** Something is looked for among others at least so long: a long history may come before it. */
  leastSearch: 2500,
  /** The most frames that are taken until a silence, and the longest that one is waited for. */
  mostRest: 10_000,
  longestRest: 3000,
  /** A program whose user has gone may take so long to close. */
  leaving: 300,
} as const

/** How long something is looked for among others, where an answer is waited for so long. */
export function searchTime(answer: number): number {
  return Math.max(wireLimits.leastSearch, wireLimits.longTimeoutFactor * answer)
}

/** The longest that a silence is waited for. */
export function restTime(answer: number): number {
  return Math.min(wireLimits.longestRest, wireLimits.longTimeoutFactor * answer)
}

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

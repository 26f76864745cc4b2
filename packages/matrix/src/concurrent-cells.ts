/**
 * Runs all, at most `parallel` at the same time, and never two that have a key in common. Ends when all
 * have ended; a failure of one ends the starting of others, and is thrown.
 */
export async function runConcurrently<One>(
  all: readonly One[],
  { parallel, keysOf }: { parallel: number; keysOf(one: One): readonly unknown[] },
  run: (one: One) => Promise<void>,
): Promise<void> {
  const left = [...all]
  const busy = new Set<unknown>()
  const running = new Set<Promise<void>>()
  const start = (one: One) => {
    const keys = keysOf(one)
    for (const key of keys) busy.add(key)
    const task = run(one).finally(() => {
      for (const key of keys) busy.delete(key)
      running.delete(task)
    })
    running.add(task)
  }
  try {
    while (left.length > 0 || running.size > 0) {
      const isFull = running.size >= parallel
      const isFree = (one: One) => keysOf(one).every((key) => !busy.has(key))
      const index = isFull ? -1 : left.findIndex(isFree)
      const [one] = index < 0 ? [] : left.splice(index, 1)
      if (one === undefined) await Promise.race(running)
      else start(one)
    }
  } finally {
    await Promise.allSettled(running)
  }
}

interface HasServer<Server> {
  readonly server: Server
}

/**
 * Runs all, at most `parallel` at the same time, and never two on a server that serves one cell at
 * a time. Ends when all have ended; a failure of one ends the starting of others, and is thrown.
 */
export async function runConcurrently<
  Server extends { readonly atOnce: 'one' | 'many' },
  One extends HasServer<Server>,
>(all: readonly One[], parallel: number, run: (one: One) => Promise<void>): Promise<void> {
  const left = [...all]
  const busy = new Set<Server>()
  const running = new Set<Promise<void>>()
  const start = (one: One) => {
    if (one.server.atOnce === 'one') busy.add(one.server)
    const task = run(one).finally(() => {
      busy.delete(one.server)
      running.delete(task)
    })
    running.add(task)
  }
  try {
    while (left.length > 0 || running.size > 0) {
      const isFull = running.size >= parallel
      const index = isFull ? -1 : left.findIndex(({ server }) => !busy.has(server))
      const [one] = index < 0 ? [] : left.splice(index, 1)
      if (one === undefined) await Promise.race(running)
      else start(one)
    }
  } finally {
    await Promise.allSettled(running)
  }
}

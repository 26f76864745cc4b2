/** The exit status is as a shell gives it. */
const statuses = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Does this, and ends the process, when somebody, or a build server, wants it to end. Gives what takes that back. */
export function onInterrupt(end: () => Promise<void>): () => void {
  const listeners = signals.map((signal) => {
    const listener = () => void end().finally(() => process.exit(statuses[signal]))
    process.once(signal, listener)
    return () => void process.removeListener(signal, listener)
  })
  return () => {
    for (const stop of listeners) stop()
  }
}

/** The time in microseconds since the epoch, which nothing sets back. */
export function epochClock(): () => number {
  const began = Date.now() - performance.now()
  return () => Math.round((began + performance.now()) * 1000)
}

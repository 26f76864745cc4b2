import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

/** The gateway may take 5 s to say farewell. */
const TIMEOUT_MS = 6000

const running = new Set<ChildProcess>()

/** Starts a process that is ended with this one, whatever happens. */
export function launch(command: readonly string[], cwd: string, stdio: StdioOptions): ChildProcess {
  const [program = '', ...args] = command
  const child = spawn(program, args, { cwd, stdio })
  running.add(child)
  child.once('exit', () => running.delete(child))
  child.once('error', () => running.delete(child))
  return child
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** SIGTERM, and SIGKILL when that is not enough. */
export async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timeouts = new AbortController()
  const tooLong = delay(TIMEOUT_MS, 'late' as const, { signal: timeouts.signal }).catch(
    () => 'in time',
  )
  if ((await Promise.race([ended, tooLong])) === 'late') child.kill('SIGKILL')
  timeouts.abort()
  await ended
}

/** For the last moment: does not wait. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

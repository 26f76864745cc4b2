/**
 * How often it is looked whether the parent is still there, in milliseconds: a port is free again soon
 * after npm has ended, and the look costs one system call.
 */
const EVERY = 1_000

/**
 * npm runs a command in a shell of its own, and a signal that npm is sent ends npm and that shell but not
 * the command. So a command that npm runs ends with its shell, as if it had been sent SIGTERM. A script
 * that detaches its command (`&`, `nohup`, `setsid`, a shell script) is another one, and ends nothing.
 */
export function endWithNpm(environment: NodeJS.ProcessEnv): void {
  if (!isRunByNpm(environment)) return
  const isGone = parentWatch(() => process.ppid)
  const timer = setInterval(() => {
    if (!isGone()) return
    clearInterval(timer)
    process.stderr.write('parley: the npm process that started it has ended\n')
    process.kill(process.pid, 'SIGTERM')
  }, EVERY)
  timer.unref()
}

/** Whether the whole script that npm runs is this command, so that its parent is npm’s shell. */
export function isRunByNpm({ npm_lifecycle_script: script = '' }: NodeJS.ProcessEnv): boolean {
  return /^(["']?)(\S*\/)?parley\1( [^&;|()]*)?$/.test(script)
}

/** Tells whether the parent is another one than at first: a process whose parent ends is given to another. */
export function parentWatch(parent: () => number): () => boolean {
  const first = parent()
  return () => parent() !== first
}

import { spawn } from 'node:child_process'
import { endWords, OutputTail, ProgramTrouble, signalGroup } from '@parley/kit'

/** How a submission is built. */
export interface Build {
  readonly words: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** How long it may take, in milliseconds. */
  readonly limit: number
  /** Ends it before its time. */
  readonly signal: AbortSignal
}

/** Builds a submission. Throws a `ProgramTrouble` where that fails or takes too long. */
export async function runBuild({ words, cwd, env, limit, signal }: Build): Promise<void> {
  const [command = '', ...args] = words
  const output = new OutputTail()
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  output.follow(child.stdout)
  output.follow(child.stderr)
  const end = () => {
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL')
  }
  let isLate = false
  const late = setTimeout(() => {
    isLate = true
    end()
  }, limit)
  signal.addEventListener('abort', end)
  const how = await new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (status, killed) =>
      resolve(status === 0 ? undefined : endWords(status, killed)),
    )
  })
  clearTimeout(late)
  signal.removeEventListener('abort', end)
  end()
  if (isLate) throw new ProgramTrouble(`the build took longer than ${limit / 1000} s`, output.lines)
  if (how !== undefined) throw new ProgramTrouble(`the build failed: ${how}`, output.lines)
}

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { endWords, OutputTail, ProgramTrouble, signalGroup } from '@parley/kit'
import type { Limits } from './course-file.ts'
import { ProcessGuard } from './process-guard.ts'
import type { Sandbox } from './sandbox.ts'

/** How a submission is built. */
export interface Build {
  readonly words: readonly string[]
  /** Of the submission. */
  readonly folder: string
  /** Where in it the build is started. */
  readonly within: string
  readonly env: Readonly<Record<string, string>>
  readonly limits: Limits
  /** Ends it before its time. */
  readonly signal: AbortSignal
}

/** Builds a submission. Throws a `ProgramTrouble` where that fails, takes too long or uses too much. */
export async function runBuild(build: Build, sandbox: Sandbox): Promise<void> {
  const { folder, within, env, limits, signal } = build
  const [command = '', ...args] = sandbox.confine(build)
  const output = new OutputTail(limits.outputKiB * 1024)
  const guard = new ProcessGuard(sandbox, limits, () => child.pid)
  const child = spawn(command, args, {
    cwd: join(folder, within),
    env: { ...process.env, ...env, ...guard.env },
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
  }, 1000 * limits.buildSeconds)
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
  guard.end()
  if (isLate) {
    const words = `the build took longer than ${limits.buildSeconds} s`
    throw new ProgramTrouble(words, output.lines)
  }
  if (how === undefined) return
  throw new ProgramTrouble(`the build failed: ${guard.excess ?? how}`, output.lines)
}

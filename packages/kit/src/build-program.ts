import { spawn } from 'node:child_process'
import { OutputTail } from './output-tail.ts'
import { hasProcessGroups } from './platform.ts'
import { signalGroup } from './process-group.ts'
import { endWords } from './program-end.ts'
import { ProgramTrouble } from './server-program.ts'

/** How long output that is on its way may take once the build has ended, in milliseconds. */
const DRAINING = 1000

/** How a program is built. */
export interface BuildCommand {
  /** A line for the shell, or the words of a command that is started without one. */
  readonly command: string | readonly string[]
  readonly cwd: string | undefined
  /** Variables besides those of the kit. */
  readonly env: Readonly<Record<string, string>>
  /** How long it may take, in milliseconds. */
  readonly limit: number
  /** So many bytes of its output are read in a second, and of its errors; undefined: all that come. */
  readonly outputRate?: number
  /** Ends it before its time. */
  readonly signal: AbortSignal
  /** Is told the id of its first process. */
  readonly onStart?: (pid: number) => void
  /** What somebody has ended it for, in a sentence without a full stop; undefined: nobody has. */
  readonly excess?: () => string | undefined
}

/**
 * Builds a program, and ends what the build has left running. Throws a `ProgramTrouble` with the first
 * errors and the last lines of its output where it fails or takes too long.
 */
export async function buildProgram(build: BuildCommand): Promise<void> {
  const { command, cwd, env, limit, outputRate, signal, onStart, excess } = build
  const output = new OutputTail(outputRate, 'with its start')
  const isLine = typeof command === 'string'
  const [program = '', ...args] = isLine ? [command] : command
  const child = spawn(program, args, {
    shell: isLine,
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: hasProcessGroups(),
  })
  if (child.pid !== undefined) onStart?.(child.pid)
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
  if (signal.aborted) end()
  let draining: NodeJS.Timeout | undefined
  const how = await new Promise<string | undefined>((resolve) => {
    const over = (status: number | null, killed: NodeJS.Signals | null) =>
      resolve(status === 0 ? undefined : endWords(status, killed))
    child.on('error', (error) => resolve(error.message))
    child.on('close', over)
    child.on('exit', (status, killed) => {
      end()
      // What has left its group may hold the output open as long as it likes.
      draining = setTimeout(() => over(status, killed), DRAINING)
    })
  })
  clearTimeout(late)
  clearTimeout(draining)
  signal.removeEventListener('abort', end)
  if (isLate) {
    throw new ProgramTrouble(`the build took longer than ${limit / 1000} s`, output.lines)
  }
  if (how === undefined) return
  throw new ProgramTrouble(`the build failed: ${excess?.() ?? how}`, output.lines)
}

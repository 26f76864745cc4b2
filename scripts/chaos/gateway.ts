import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '../..')

/** For the start, in milliseconds: a bound for failures. */
const START_TIME = 30_000

/** A gateway that is told to stop has so long, in milliseconds, as its README says. */
export const DRAIN_TIME = 5_000

/** After this it is ended by force; what is over the bound above is measured. */
const KILL_TIME = 30_000

/** The last lines of its log that are kept. */
const MOST_LINES = 20

/**
 * The limits are on for this machine's own addresses too: the pairs and the abusers come from
 * different ones. The rate is what a person's program never reaches and a flood passes at once.
 */
const limits = {
  exemptLoopback: false,
  connectionsPerAddress: 64,
  connectsPerMinute: 300,
  floodBurst: 60,
  floodRate: 20,
  loginTime: 60_000,
} as const

/**
 * Without a bound the heap takes what the machine has before it is collected, and its size says
 * nothing. With one, what is really kept more and more ends the process.
 */
const HEAP = '--max-old-space-size=256'

/** How the gateway is started: built, or from its sources, which needs no build. */
export const commands = {
  built: [join(root, 'packages/parley/bin/parley.js')],
  source: [
    ...['--conditions=@parley/source', '--import', 'tsx'],
    join(root, 'packages/parley/src/main.ts'),
  ],
} as const

/** How the process has ended. */
interface End {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
}

/** How it ended when it was told to: the time that it took, in milliseconds. */
export interface Drain extends End {
  readonly took: number
}

/** A gateway in a process of its own. */
export class GatewayProcess {
  /** By dialect. */
  readonly ports: ReadonlyMap<string, number>
  /** Resolves when the process has ended. */
  readonly ended: Promise<End>
  /** What it has logged as an error, the newest lines. */
  readonly errors: readonly string[]
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, ports: ReadonlyMap<string, number>, errors: string[]) {
    this.#child = child
    this.ports = ports
    this.errors = errors
    this.ended = endOf(child)
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Starts it with a listener for each dialect on a free port, its data in a folder. */
  static async start(
    how: keyof typeof commands,
    dialects: readonly string[],
    folder: string,
  ): Promise<GatewayProcess> {
    const child = spawn(process.execPath, [HEAP, ...commands[how], ...flags(dialects, folder)], {
      cwd: root,
      env: { PATH: process.env.PATH ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const killIt = () => child.kill('SIGKILL')
    process.once('exit', killIt)
    child.once('exit', () => process.off('exit', killIt))
    const errors = newestLines(child)
    const ports = await portsOf(child, errors)
    return new GatewayProcess(child, ports, errors)
  }

  /** Tells it to stop, and waits until it has. */
  async drain(): Promise<Drain> {
    const began = performance.now()
    this.#child.kill('SIGTERM')
    const force = setTimeout(() => this.#child.kill('SIGKILL'), KILL_TIME)
    const end = await this.ended
    clearTimeout(force)
    return { ...end, took: performance.now() - began }
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.ended
  }
}

function flags(dialects: readonly string[], folder: string): string[] {
  const listening = dialects.flatMap((name) => ['--listen', `${name}=127.0.0.1:0`])
  const limiting = Object.entries(limits).flatMap(([key, value]) => ['--limit', `${key}=${value}`])
  const logging = ['--log', 'json', '--log-level', 'error']
  return ['serve', ...listening, ...limiting, ...logging, '--web', 'off', '--data', folder]
}

function newestLines(child: ChildProcess): string[] {
  const lines: string[] = []
  if (child.stderr === null) return lines
  createInterface(child.stderr).on('line', (line) => {
    lines.push(line)
    if (lines.length > MOST_LINES) lines.shift()
  })
  return lines
}

async function endOf(child: ChildProcess): Promise<End> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return { status: child.exitCode, signal: child.signalCode }
}

function portsOf(
  child: ChildProcess,
  errors: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const ports = new Map<string, number>()
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(limit)
      child.kill('SIGKILL')
      reject(new Error(`the gateway ${why}\n${errors.join('\n')}`))
    }
    const limit = setTimeout(() => fail('was not ready in time'), START_TIME)
    child.once('error', (error) => fail(`cannot be started: ${error.message}`))
    child.once('exit', (status) => fail(`ended with status ${status}`))
    if (child.stdout === null) return
    createInterface(child.stdout).on('line', (line) => {
      const [, dialect, port] = /^listening (\S+) \S+:(\d+)$/.exec(line) ?? []
      if (dialect !== undefined) ports.set(dialect, Number(port))
      if (line !== 'ready') return
      clearTimeout(limit)
      resolve(ports)
    })
  })
}

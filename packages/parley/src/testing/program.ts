import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The folder of the whole project. */
export const root = fileURLToPath(new URL('../../../../', import.meta.url))
/** What Node needs to run the program from its sources; slow. */
export const fromSource = [
  '--conditions=@parley/source',
  '--import',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
  fileURLToPath(new URL('../main.ts', import.meta.url)),
]
/** The program: the bundle that was made of its sources before all tests. */
export const entry = join(bundleFolder(), 'bundle/main.js')
/** The command that starts it. */
export const parley = [process.execPath, entry]

function bundleFolder(): string {
  const folder = process.env.TEST_BUNDLE
  if (folder === undefined) throw new Error('scripts/test-setup.ts has made no bundle')
  return folder
}

export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The program, run as a process of its own. */
export class Program {
  readonly #child: ChildProcess
  readonly #done: Promise<Outcome>
  #stdout = ''
  #stderr = ''
  #ended = false
  #changed: () => void = () => {}

  constructor(
    args: readonly string[],
    environment: Readonly<Record<string, string | undefined>> = {},
    { cwd = root }: { readonly cwd?: string } = {},
  ) {
    this.#child = spawn(process.execPath, [entry, ...args], {
      cwd,
      env: {
        PATH: process.env.PATH ?? '',
        PARLEY_DATA: 'memory',
        PARLEY_WEB: 'off',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child.stdout?.on('data', (bytes) => {
      this.#stdout += String(bytes)
      this.#changed()
    })
    this.#child.stderr?.on('data', (bytes) => {
      this.#stderr += String(bytes)
      this.#changed()
    })
    this.#done = new Promise((resolve) => {
      this.#child.on('close', (status) => {
        this.#ended = true
        resolve({ status, stdout: this.#stdout, stderr: this.#stderr })
        this.#changed()
      })
    })
  }

  get done(): Promise<Outcome> {
    return this.#done
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  get stdout(): string {
    return this.#stdout
  }

  get stderr(): string {
    return this.#stderr
  }

  /** Waits until stdout, or stderr, has the text; fails where the program ends before. */
  async says(text: string, where: 'stdout' | 'stderr' = 'stdout'): Promise<void> {
    for (;;) {
      const said = where === 'stdout' ? this.#stdout : this.#stderr
      if (said.includes(text)) return
      if (this.#ended) throw new Error(`ended: ${this.#stderr}`)
      await new Promise<void>((resolve) => {
        this.#changed = resolve
      })
    }
  }

  /** The port that a listener has taken. */
  port(dialect: string): number {
    const [, port] = new RegExp(`^listening ${dialect} \\S+:(\\d+)$`, 'm').exec(this.#stdout) ?? []
    return Number(port)
  }

  /** Reads no more of what it says there: its next write fails. */
  stopReading(where: 'stdout' | 'stderr'): void {
    this.#child[where]?.destroy()
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name)
  }
}

/** Runs it to its end. */
export function run(...args: string[]): Promise<Outcome> {
  return new Program(args).done
}

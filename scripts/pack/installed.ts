/** The program as somebody has it who has installed the package. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Where npm puts a package in a folder. */
const FOLDER = 'node_modules/parley'

/** What a run of the program has come to. */
export interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Installs packages in the folder, which has none of its own. `flags` are npm’s. */
export async function install(
  folder: string,
  packages: readonly string[],
  flags: readonly string[],
) {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{"private":true}\n')
  const usual = ['--no-audit', '--no-fund', '--ignore-scripts']
  await execute('npm', ['install', ...usual, ...flags, ...packages], { cwd: folder })
}

/** A gateway, or another program that stays until it is ended. */
export class Running {
  readonly #child: ChildProcess
  #stdout = ''
  #stderr = ''

  constructor(child: ChildProcess) {
    this.#child = child
    child.stdout?.on('data', (bytes) => {
      this.#stdout += String(bytes)
    })
    child.stderr?.on('data', (bytes) => {
      this.#stderr += String(bytes)
    })
  }

  get stdout(): string {
    return this.#stdout
  }

  /** Waits for a text on stdout; rejects where the program ends without it. */
  async says(text: string): Promise<void> {
    const { stdout } = this.#child
    const ended = once(this.#child, 'close').then(() => {
      if (!this.#stdout.includes(text)) throw new Error(`it has ended: ${this.#stderr}`)
    })
    while (stdout !== null && !this.#stdout.includes(text)) {
      await Promise.race([once(stdout, 'data'), ended])
    }
    ended.catch(() => {})
  }

  /** The port on which it said that it listens for a dialect. */
  port(dialect: string): string {
    return new RegExp(`^listening ${dialect} \\S+:(\\d+)$`, 'm').exec(this.#stdout)?.[1] ?? ''
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return
    this.#child.kill()
    await once(this.#child, 'close')
  }
}

export class InstalledProgram {
  readonly #node: string
  readonly #folder: string

  /** `folder`: where it is installed and started; `node`: which Node runs it. */
  constructor(folder: string, node = process.execPath) {
    this.#node = node
    this.#folder = folder
  }

  /** The command that starts it, also from elsewhere. */
  get command(): readonly string[] {
    return [this.#node, join(this.#folder, FOLDER, 'bin/parley.js')]
  }

  path(name: string): string {
    return join(this.#folder, name)
  }

  start(...words: readonly string[]): Running {
    return new Running(this.#spawn(words))
  }

  /** Runs it to its end; `input` is what is typed. */
  async run(words: readonly string[], input = ''): Promise<Outcome> {
    const child = this.#spawn(words)
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (bytes) => {
        output[name] += String(bytes)
      })
    }
    child.stdin.end(input)
    const [status] = await once(child, 'close')
    return { status, ...output }
  }

  #spawn(words: readonly string[]) {
    const [node = '', ...entry] = this.command
    const { PATH, HOME } = process.env
    return spawn(node, [...entry, ...words], { cwd: this.#folder, env: { PATH, HOME } })
  }
}

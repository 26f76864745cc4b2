import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Made from others, or by tools. */
const left: readonly string[] = [
  'node_modules',
  'dist',
  'bundle',
  'coverage',
  '.git',
  'parley-data',
]

function isSame(one: string, other: string): boolean {
  return existsSync(other) && readFileSync(one).equals(readFileSync(other))
}

/** What came of a program. */
export interface Outcome {
  readonly status: number
  readonly output: string
}

/** A copy of this repository without what is built or installed; what is installed is linked. */
export class ScratchWorkspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'parley-workspace-'))
  readonly #running = new Set<ChildProcess>()

  constructor() {
    cpSync(root, this.folder, {
      recursive: true,
      filter: (from) => !left.includes(basename(from)) && !from.endsWith('.tsbuildinfo'),
    })
    mkdirSync(join(this.folder, 'node_modules/@parley'), { recursive: true })
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (name !== '@parley' && name !== '.cache')
        this.#link(join(root, 'node_modules', name), name)
    }
    for (const name of readdirSync(join(this.folder, 'packages'))) this.link(name)
  }

  /** Links a package of the workspace, as `npm install` does. */
  link(name: string): void {
    this.#link(join(this.folder, 'packages', name), `@parley/${name}`)
  }

  /** Runs a program that is installed, or `node`. */
  async run(program: string, ...words: readonly string[]): Promise<Outcome> {
    const path = program === 'node' ? process.execPath : this.#installed(program)
    return await new Promise((resolve) => {
      execFile(path, words, { cwd: this.folder }, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : 1, output: stdout + stderr })
      })
    })
  }

  /** Starts `node` and waits for a text of its output; gives all that came up to then. */
  async start(text: string, ...words: readonly string[]): Promise<string> {
    const child = spawn(process.execPath, words, { cwd: this.folder })
    this.#running.add(child)
    return await new Promise((resolve, reject) => {
      let output = ''
      const take = (bytes: unknown) => {
        output += String(bytes)
        if (output.includes(text)) resolve(output)
      }
      child.stdout.on('data', take)
      child.stderr.on('data', take)
      child.once('exit', () => {
        this.#running.delete(child)
        reject(new Error(`it ended without "${text}": ${output}`))
      })
    })
  }

  /** The files that are other than here, but for those within `folder`; by their paths. */
  changedOutside(folder: string): readonly string[] {
    const files = readdirSync(this.folder, { recursive: true, withFileTypes: true })
    return files
      .filter((file) => file.isFile())
      .map((file) => relative(this.folder, join(file.parentPath, file.name)))
      .filter((path) => !path.startsWith(`${folder}/`) && !path.startsWith('node_modules/'))
      .filter((path) => !isSame(join(this.folder, path), join(root, path)))
      .sort()
  }

  async remove(): Promise<void> {
    for (const child of this.#running) {
      child.kill()
      await once(child, 'exit')
    }
    rmSync(this.folder, { recursive: true })
  }

  #installed(program: string): string {
    return join(this.folder, 'node_modules/.bin', program)
  }

  #link(target: string, name: string): void {
    symlinkSync(target, join(this.folder, 'node_modules', name))
  }
}

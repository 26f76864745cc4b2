import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Programs {
  /** Holds the programs and the servers' logs; removed when the process ends. */
  readonly folder: string
  readonly generator: string
  readonly relay: string
}

const COMPILERS = ['cc', 'gcc'] as const
const COMPILE_LIMIT_MS = 60_000

/** The name of a C compiler that can be run, undefined when there is none. */
export function findCompiler(): string | undefined {
  return COMPILERS.find((name) => spawnSync(name, ['--version']).status === 0)
}

function compile(compiler: string, folder: string, name: string): string {
  const source = join(import.meta.dirname, name)
  const files = readdirSync(source).filter((file) => file.endsWith('.c'))
  const program = join(folder, name)
  const flags = ['-std=c11', '-O2', '-Wall', '-Wextra', '-o', program]
  const { status, stderr } = spawnSync(compiler, [...flags, ...files, '-lm'], {
    cwd: source,
    encoding: 'utf8',
    timeout: COMPILE_LIMIT_MS,
  })
  if (status !== 0) throw new Error(`${compiler} could not compile ${source}:\n${stderr}`)
  return program
}

export function build(compiler: string): Programs {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return {
    folder,
    generator: compile(compiler, folder, 'generator'),
    relay: compile(compiler, folder, 'relay'),
  }
}

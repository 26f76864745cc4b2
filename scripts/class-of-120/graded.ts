import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The folder of the program. */
export const parley = fileURLToPath(new URL('../../packages/parley', import.meta.url))

/** A run of `parley grade`. */
export interface GradeRun {
  readonly course: string
  readonly submissions: string
  readonly out: string
  readonly parallel: number
  readonly seed: number
  /** Ends the run for good. */
  readonly signal: AbortSignal
  /** Is told of each submission that is graded anew, as `3/120 Ann: graded`. */
  readonly onLine: (line: string) => void
  /** After so many of them the process is killed, as by kill -9. */
  readonly killAfter?: number
}

/** Grades a class in a process of its own; gives its exit status, or what has killed it. */
export async function gradeClass(run: GradeRun): Promise<number | string> {
  const { course, submissions, out, parallel, seed, signal, onLine, killAfter } = run
  const flags = ['--out', out, '--parallel', String(parallel), '--seed', String(seed)]
  const words = [join(parley, 'bin/parley.js'), 'grade', course, submissions, ...flags]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  const end = () => child.kill('SIGTERM')
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  let count = 0
  createInterface({ input: child.stderr }).on('line', (line) => {
    onLine(line)
    if (!/^[1-9]\d*\/\d+ /.test(line) || line.endsWith(': begun')) return
    count += 1
    if (count === killAfter) child.kill('SIGKILL')
  })
  const ended = await new Promise<number | string>((resolve) => {
    child.on('close', (status, killed) => resolve(status ?? killed ?? 'nothing'))
  })
  signal.removeEventListener('abort', end)
  return ended
}

/** The ids of the submissions that were graded, in the order in which they were. */
export function gradedIds(out: string): readonly string[] {
  const lines = readFileSync(join(out, 'state.ndjson'), 'utf8').split('\n')
  return lines.flatMap((line) => /^\{"kind":"result","id":"([^"]*)"/.exec(line)?.[1] ?? [])
}

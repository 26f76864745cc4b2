import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Prefixes of a command that bind it to a core, empty where that cannot be done. */
export interface Cores {
  readonly server: readonly string[]
  readonly generator: readonly string[]
}

/** `0-2,5` is 0, 1, 2, 5. */
function parseList(list: string): number[] {
  return list.split(',').flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })
}

function allowedCores(): number[] {
  const status = readFileSync('/proc/self/status', 'utf8')
  return parseList(/^Cpus_allowed_list:\s*(\S+)/m.exec(status)?.[1] ?? '')
}

function boundTo(core: number): readonly string[] {
  return ['taskset', '-c', `${core}`]
}

function works([program = '', ...args]: readonly string[]): boolean {
  return spawnSync(program, [...args, 'true']).status === 0
}

/** The server on one core, the generator on another, so that neither takes the other's time. */
export function chooseCores(): Cores {
  const [first, second] = allowedCores()
  if (first === undefined || second === undefined || !works(boundTo(first)))
    return { server: [], generator: [] }
  return { server: boundTo(first), generator: boundTo(second) }
}

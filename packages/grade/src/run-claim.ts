import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { codeOf } from './errors.ts'

const PREFIX = '.run-'

const claimSchema = z.object({
  host: z.string(),
  pid: z.number().int().positive(),
  started: z.string(),
})

type Claim = z.infer<typeof claimSchema>

/** Another run that writes into the same folder. */
export interface OtherRun {
  readonly host: string
  readonly pid: number
  /** Its claim: a file that may be removed where the run is known to have ended. */
  readonly path: string
}

/** A folder of results that belongs to this run until `release`. */
export interface RunClaim {
  release(): void
}

/**
 * Claims a folder of results for this process; gives the other run where one has it. Each run first
 * writes a file of its own and then looks for others, so that of two that start at once never both go
 * on. What a killed run has left is removed: its process is gone, or its number belongs to a process
 * that has started at another time. Of another machine nobody can tell that, and its claim holds.
 */
export function claimRun(out: string): RunClaim | OtherRun {
  mkdirSync(out, { recursive: true })
  const own: Claim = { host: hostname(), pid: process.pid, started: startOf(process.pid) ?? '' }
  const name = `${PREFIX}${own.host.replace(/[^\w.-]/g, '_')}-${own.pid}.json`
  const path = join(out, name)
  const before = claimAt(path)
  if (before !== undefined && isRunning(before)) return { ...before, path }
  writeFileSync(path, JSON.stringify(own))
  const release = () => rmSync(path, { force: true })
  for (const other of readdirSync(out)) {
    if (!other.startsWith(PREFIX) || other === name) continue
    const claim = claimAt(join(out, other))
    if (claim === undefined || !isRunning(claim)) {
      rmSync(join(out, other), { force: true })
      continue
    }
    release()
    return { ...claim, path: join(out, other) }
  }
  return { release }
}

/** Undefined where there is none, or it is not whole. */
function claimAt(path: string): Claim | undefined {
  try {
    return claimSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data
  } catch {
    return undefined
  }
}

function isRunning({ host, pid, started }: Claim): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false
  }
  return startOf(pid) === started || started === ''
}

/** Places in `/proc/<pid>/stat`, counted behind the name of the program. */
const STATE = 0
const START_TIME = 19

/**
 * When a process has started, in ticks since the system has; undefined where the system does not say,
 * and of one that has ended, and for which nobody has waited yet.
 */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[STATE] === 'Z' ? undefined : fields[START_TIME]
  } catch {
    return undefined
  }
}

import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { launch, stop } from './processes.ts'
import type { FairnessLoad, Load } from './rows.ts'
import { root, type Server } from './servers.ts'

/** By name: what the generator measured, or the time to `ready`. */
export type Figures = ReadonlyMap<string, number>

export interface Outcome {
  readonly figures: Figures
  /** What may not happen, in words; empty when all was well. */
  readonly faults: readonly string[]
}

export interface Timing {
  readonly warmup: number
  readonly duration: number
}

const RUN_LIMIT_MS = 60_000

const reportSchema = z
  .object({ first_error: z.string(), ok: z.number() })
  .catchall(z.union([z.number(), z.string()]))

function endpoint(server: Server, dialect: string): string {
  return `${dialect}:${server.ports.get(dialect) ?? 0}`
}

function flagsFor(load: Load, server: Server, timing: Timing): string[] {
  const options = { ...load.options, ...timing, 'server-pid': server.pid }
  return [
    ...['--mode', load.mode, '--send', endpoint(server, load.from)],
    ...['--recv', load.to.map((dialect) => endpoint(server, dialect)).join(',')],
    ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]),
  ]
}

const NEVER = ['lost', 'out_of_order', 'misrouted'] as const
/** Whoever floods one that does not read is refused in the end. */
const NEVER_BUT_IN_A_FLOOD = ['naks', 'unanswered'] as const

function forbidden(load: Load): readonly string[] {
  return load.mode === 'slow' ? NEVER : [...NEVER, ...NEVER_BUT_IN_A_FLOOD]
}

function faultsIn(never: readonly string[], figures: Figures, firstError: string): string[] {
  const found = never.flatMap((name) => {
    const count = figures.get(name) ?? 0
    return count === 0 ? [] : [`${count} ${name.replaceAll('_', ' ')}`]
  })
  if (figures.get('ok') !== 1) found.push('could not be run to its end')
  return found.length > 0 && firstError !== '' ? [...found, firstError] : found
}

function read(never: readonly string[], line: string, complaint: string): Outcome {
  if (line.trim() === '') return { figures: new Map(), faults: [complaint || 'no result in time'] }
  const report = reportSchema.parse(JSON.parse(line))
  const figures = new Map(
    Object.entries(report).flatMap(([name, value]) =>
      typeof value === 'number' ? [[name, value] as const] : [],
    ),
  )
  return { figures, faults: faultsIn(never, figures, report.first_error) }
}

/** Runs `command` (the generator, bound to its core) against the server. */
export async function generate(
  command: readonly string[],
  load: Load,
  server: Server,
  timing: Timing,
): Promise<Outcome> {
  return run([...command, ...flagsFor(load, server, timing)], forbidden(load))
}

/** Watches one user while others do their worst; `prefix` binds the load to its core. */
export async function watch(
  prefix: readonly string[],
  load: FairnessLoad,
  server: Server,
): Promise<Outcome> {
  const program = join(import.meta.dirname, 'fairness/main.ts')
  const to = [...server.ports].map(([dialect, port]) => `${dialect}:${port}`).join(',')
  const flags = ['--mode', load.mode, '--to', to, '--duration', `${load.duration}`]
  return run([...prefix, process.execPath, '--import', 'tsx', program, ...flags], ['lost'])
}

async function run(command: readonly string[], never: readonly string[]): Promise<Outcome> {
  const child = launch(command, root, ['ignore', 'pipe', 'pipe'])
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('the generator has no output')
  const limit = setTimeout(() => void stop(child), RUN_LIMIT_MS)
  const [line, complaint] = await Promise.all([text(stdout), text(stderr), once(child, 'close')])
  clearTimeout(limit)
  return read(never, line, complaint.trim())
}

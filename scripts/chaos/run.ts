import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Dialect } from '@parley/contract'
import { Abusers, type Guests } from './abusers.ts'
import type { Plan } from './flags.ts'
import { type commands, type Drain, GatewayProcess } from './gateway.ts'
import { residentMemory, type Sample } from './memory.ts'
import { Population, type Tally } from './population.ts'

/** Of all clients, in percent. */
const ABUSERS = 35

/** For all pairs to log in, in milliseconds: many need a password hashed. */
const ENTERING = 120_000

/** After the last message, for all that is under way to arrive, in milliseconds. */
const SETTLING = 30_000

const MINUTE = 60_000
const SECOND = 1000
const NANOSECONDS = 1e6

/** All that a run came to. */
export interface Outcome {
  readonly plan: Plan
  /** Of the traffic, in milliseconds. */
  readonly length: number
  readonly tallies: readonly Tally[]
  readonly guests: readonly Guests[]
  /** None where the system does not tell. */
  readonly samples: readonly Sample[]
  /** How late this program’s own loop was, in milliseconds: it is part of every delay. */
  readonly ownDelay: { readonly p99: number; readonly worst: number }
  /** How the gateway ended, by itself or when it was told to. */
  readonly end: Drain | undefined
  readonly died: boolean
  /** What the gateway logged as an error. */
  readonly errors: readonly string[]
}

/** How a run is done, and who is shown how far it is. */
export interface Surroundings {
  readonly dialects: readonly Dialect[]
  readonly how: keyof typeof commands
  progress(text: string): void
}

/** Runs the traffic against a gateway of its own, which is ended in any case. */
export async function runChaos(plan: Plan, surroundings: Surroundings): Promise<Outcome> {
  const { dialects, how } = surroundings
  const folder = await mkdtemp(join(tmpdir(), 'parley-chaos-'))
  try {
    const names = dialects.map(({ name }) => name)
    const gateway = await GatewayProcess.start(how, names, folder)
    try {
      return await traffic(plan, surroundings, gateway)
    } finally {
      await gateway.kill()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function traffic(
  plan: Plan,
  { dialects, progress }: Surroundings,
  gateway: GatewayProcess,
): Promise<Outcome> {
  const bad = Math.round((plan.clients * ABUSERS) / 100)
  const world = { dialects, ports: gateway.ports, run: plan.seed.toString(36), seed: plan.seed }
  const population = new Population(world, Math.floor((plan.clients - bad) / 2))
  const abusers = new Abusers(world)
  const loop = monitorEventLoopDelay({ resolution: 10 })
  try {
    progress('all pairs log in')
    await population.enter(ENTERING)
    loop.enable()
    population.talk()
    abusers.begin(bad)
    const { length, samples, died } = await watch(plan, gateway, population, progress)
    progress('the last messages arrive')
    if (!died) await population.hush(SETTLING)
    loop.disable()
    const tallies = population.tallies()
    population.leave()
    abusers.retire()
    progress('the gateway is told to stop')
    const end = died ? { ...(await gateway.ended), took: 0 } : await gateway.drain()
    const ownDelay = { p99: loop.percentile(99) / NANOSECONDS, worst: loop.max / NANOSECONDS }
    const { errors } = gateway
    return {
      ...{ plan, length, tallies, samples, ownDelay, end, died, errors },
      guests: abusers.guests(),
    }
  } finally {
    progress('')
    population.destroy()
    abusers.destroy()
  }
}

/** Measures once a second until the time is over, or the gateway is gone. */
async function watch(
  plan: Plan,
  gateway: GatewayProcess,
  population: Population,
  progress: (text: string) => void,
): Promise<Pick<Outcome, 'length' | 'samples' | 'died'>> {
  const samples: Sample[] = []
  const began = performance.now()
  const end = began + plan.minutes * MINUTE
  let died = false
  const gone = gateway.ended.then(() => {
    died = true
  })
  while (!died && performance.now() < end) {
    const at = performance.now() - began
    const bytes = await residentMemory(gateway.pid)
    if (bytes !== undefined) samples.push({ at, bytes })
    const { heard, worst, closed } = population.soFar
    const ahead = `${Math.floor(at / SECOND)} s of ${Math.round(plan.minutes * 60)}`
    const rest = `${heard} heard, worst ${Math.round(worst)} ms, ${closed} closed`
    progress(`${ahead}: ${rest}${bytes === undefined ? '' : `, ${inMebibytes(bytes)}`}`)
    const pause = Math.min(SECOND, end - performance.now())
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, Math.max(0, pause)))])
  }
  return { length: performance.now() - began, samples, died }
}

function inMebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`
}

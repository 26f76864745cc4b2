import { join } from 'node:path'
import type { Cores } from './cores.ts'
import { type Figures, generate, type Outcome, type Timing, watch } from './generator.ts'
import { showProgress } from './progress.ts'
import { isFairness, type Load, type Row, type SubjectName } from './rows.ts'
import { type Commands, type Server, startServer } from './servers.ts'
import { startViewer } from './watching.ts'

export interface Run {
  readonly row: Row
  readonly subject: SubjectName
  /** From 1. */
  readonly round: number
  readonly figures: Figures
  readonly faults: readonly string[]
}

export interface Plan {
  readonly rows: readonly Row[]
  readonly rounds: number
  /** Starts of a process in each round for the row `start`. */
  readonly starts: number
  readonly timing: Timing
  /** Of each of the three phases of a flood. */
  readonly floodTiming: Timing
  readonly commands: Commands
  readonly cores: Cores
  readonly generator: string
  readonly folder: string
}

let logs = 0

function start(plan: Plan, subject: SubjectName): Promise<Server> {
  const command = plan.commands[subject]
  if (command === undefined) throw new Error(`${subject} has no command`)
  logs += 1
  return startServer(
    [...plan.cores.server, ...command],
    join(plan.folder, `${subject}-${logs}.log`),
  )
}

/** Servers that live for a round, so that one after another is measured in the same minute. */
class Pool {
  readonly #plan: Plan
  readonly #servers = new Map<SubjectName, Server>()

  constructor(plan: Plan) {
    this.#plan = plan
  }

  async get(subject: SubjectName): Promise<Server> {
    const kept = this.#servers.get(subject)
    if (kept !== undefined && !kept.ended()) return kept
    const server = await start(this.#plan, subject)
    this.#servers.set(subject, server)
    return server
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.stop()))
  }
}

async function load(plan: Plan, row: Row, server: Server): Promise<Outcome> {
  if (row.load === 'start') return { figures: new Map([['ready_ms', server.readyMs]]), faults: [] }
  const { generator } = plan.cores
  const outcome = isFairness(row.load)
    ? await watch(generator, row.load, server)
    : await generate([...generator, plan.generator], row.load, server, timingOf(plan, row.load))
  return server.ended() ? { ...outcome, faults: [...outcome.faults, 'the server ended'] } : outcome
}

async function measure(plan: Plan, row: Row, subject: SubjectName, pool: Pool): Promise<Outcome> {
  if (!row.fresh) return load(plan, row, await pool.get(subject))
  const server = await start(plan, subject)
  const outcome = await (subject === 'viewed' ? viewed : load)(plan, row, server)
  await server.stop()
  return outcome
}

/** The same while somebody looks at the page. */
async function viewed(plan: Plan, row: Row, server: Server): Promise<Outcome> {
  const viewer = await startViewer(plan.cores.generator, server.page ?? '')
  const outcome = await load(plan, row, server)
  const faults = [...outcome.faults, ...viewer.faults()]
  await viewer.stop()
  return { ...outcome, faults }
}

function timingOf(plan: Plan, { mode }: Load): Timing {
  return mode === 'slow' ? plan.floodTiming : plan.timing
}

/** What goes wrong with one run is shown in its place in the table; the others go on. */
async function attempt(...run: Parameters<typeof measure>): Promise<Outcome> {
  try {
    return await measure(...run)
  } catch (error) {
    return { figures: new Map(), faults: [error instanceof Error ? error.message : String(error)] }
  }
}

async function runRound(plan: Plan, round: number): Promise<Run[]> {
  const pool = new Pool(plan)
  const runs: Run[] = []
  for (const row of plan.rows) {
    const canBeRun = row.subjects.every((subject) => plan.commands[subject] !== undefined)
    const subjects = canBeRun ? row.subjects : []
    const repeats = row.load === 'start' ? plan.starts : 1
    for (const subject of Array.from({ length: repeats }, () => subjects).flat()) {
      showProgress(`round ${round} of ${plan.rounds} · ${row.title} · ${subject}`)
      runs.push({ row, subject, round, ...(await attempt(plan, row, subject, pool)) })
    }
  }
  await pool.stop()
  return runs
}

export async function runAll(plan: Plan): Promise<Run[]> {
  const runs: Run[] = []
  for (let round = 1; round <= plan.rounds; round++) runs.push(...(await runRound(plan, round)))
  showProgress('')
  return runs
}

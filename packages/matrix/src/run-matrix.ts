import type { Dialect } from '@parley/contract'
import { hashed } from '@parley/framing'
import { Accounts, type Credential } from '@parley/kit'
import { aloneOf, blamesOf } from './blame.ts'
import { type CellRun, unreached } from './cell.ts'
import { runConcurrently } from './concurrent-cells.ts'
import { converse } from './conversation.ts'
import {
  byServer,
  keysOf,
  type MatrixClient,
  type MatrixServer,
  nameOf,
  type Pair,
  pairsOf,
  type ReferencePair,
} from './players.ts'
import {
  type AloneRun,
  type BrokenRule,
  type Cell,
  type Conversation,
  countedRuns,
  failingSteps,
  isRight,
  type MatrixReport,
  type PartySide,
  passedSteps,
  stepOf,
  verdictOf,
} from './results.ts'

export interface MatrixJob {
  readonly clients: readonly MatrixClient[]
  readonly servers: readonly MatrixServer[]
  reference(dialect: Dialect): Promise<ReferencePair>
  /** The rules that a party breaks, found by checking it. */
  broken(side: PartySide, name: string): Promise<readonly BrokenRule[]>
  /** How often each cell is run; undefined: once, and once more where it is not right. */
  readonly repeat: number | undefined
  /** How many cells are run at once. */
  readonly parallel: number
  /** The name of the only cell that is run. */
  readonly only: string | undefined
  /** Decides the names. */
  readonly seed: number
  readonly clock: () => number
  /** The command that runs one cell again. */
  command(cell: string): string
}

/** A party, and our own other side. */
type AloneTry = Pair & AloneRun

/** Runs all cells; `onProgress` is called with what there is after each. */
export async function runMatrix(
  job: MatrixJob,
  onProgress: (report: MatrixReport, doing: string) => void = () => {},
): Promise<MatrixReport> {
  const play = new Play(job, onProgress)
  await play.alone()
  await play.cells()
  await play.rules()
  return play.finished()
}

class Play {
  readonly #job: MatrixJob
  readonly #onProgress: (report: MatrixReport, doing: string) => void
  readonly #pairs: readonly Pair[]
  readonly #alone: AloneRun[] = []
  readonly #runs = new Map<Pair, readonly Conversation[]>()
  readonly #rules = new Map<string, readonly BrokenRule[]>()
  readonly #accounts = new Map<readonly Credential[], Accounts>()
  readonly #listsNotSelf = new Set<string>()
  readonly #references = new Map<string, ReferencePair>()
  readonly #started = Date.now()
  readonly #begun: number
  #count = 0

  constructor(job: MatrixJob, onProgress: (report: MatrixReport, doing: string) => void) {
    this.#job = job
    this.#onProgress = onProgress
    this.#pairs = pairsOf(job)
    this.#begun = job.clock()
  }

  /**
   * Each party with our own other side, after our own two sides with each other. A party that fails
   * is tried once more, and the better run counts: on a busy machine a right one is late at times.
   */
  async alone(): Promise<void> {
    const tries = new Map<string, Omit<AloneTry, 'conversation'>>()
    for (const { client, server } of this.#pairs) {
      const ours = await this.#ours(client.dialect)
      const dialect = client.dialect.name
      const ofClient = { side: 'client', name: client.name, dialect } as const
      const ofServer = { side: 'server', name: server.name, dialect } as const
      tries.set(keyOf('client', client.name), { ...ofClient, client, server: ours.server })
      tries.set(`${keyOf('server', server.name)} ${dialect}`, {
        ...ofServer,
        client: forOthers(ours.client, server),
        server,
      })
    }
    const failed: AloneTry[] = []
    await this.#runAll([...tries.values()], async (one) => {
      const conversation = await this.#conversation(one)
      if (!isRight(conversation)) failed.push({ ...one, conversation })
      else this.#keepAlone(one, conversation)
    })
    await this.#runAll(failed, async (one) => {
      const again = await this.#conversation(one)
      this.#keepAlone(
        one,
        passedSteps(again) > passedSteps(one.conversation) ? again : one.conversation,
      )
    })
  }

  #keepAlone({ side, name, dialect }: Omit<AloneRun, 'conversation'>, conversation: Conversation) {
    this.#alone.push({ side, name, dialect, conversation })
    this.#tell(`${name} alone`)
  }

  async cells(): Promise<void> {
    const { repeat } = this.#job
    await this.#runAll(this.#pairs, async (pair) => {
      const runs: Conversation[] = []
      const isEnough = () => runs.length >= (repeat ?? (runs.every(isRight) ? 1 : 2))
      do runs.push(await this.#conversation(pair))
      while (!isEnough())
      this.#runs.set(pair, runs)
      this.#tell(nameOf(pair))
    })
  }

  /** Of the parties of cells in which something fails. */
  async rules(): Promise<void> {
    const parties = new Map<string, readonly [PartySide, string]>()
    for (const [{ client, server }, runs] of this.#runs) {
      if (countedRuns(runs).every(isRight)) continue
      parties.set(keyOf('client', client.name), ['client', client.name])
      parties.set(keyOf('server', server.name), ['server', server.name])
    }
    for (const [key, [side, name]] of parties) {
      this.#tell(`all checks of ${side} ${name}`)
      this.#rules.set(key, await this.#job.broken(side, name))
    }
  }

  finished(): MatrixReport {
    const report = this.#report('whole')
    this.#onProgress(report, '')
    return report
  }

  /** Our own two sides, after it was seen what they show each other. */
  async #ours(dialect: Dialect): Promise<ReferencePair> {
    const known = this.#references.get(dialect.name)
    if (known !== undefined) return known
    const ours = await this.#job.reference(dialect)
    this.#references.set(dialect.name, ours)
    const list = stepOf(await this.#conversation(ours), 'list')
    if (list?.verdict !== 'pass') this.#listsNotSelf.add(dialect.name)
    return ours
  }

  /** With a server that is started where it does not run, and of which it is told what becomes. */
  async #conversation(pair: Pair): Promise<Conversation> {
    const { server } = pair
    const [mine, other] = [this.#account(server), this.#account(server)]
    const accounts = { client: mine, counterpart: other }
    try {
      await this.#makeRoom(pair)
      const condition = (await server.life?.begin()) ?? 'used'
      const talk = await this.#talk(pair, accounts)
      const isAllRight = isRight(talk)
      const keepsNames = talk.keptNames.length > 0
      const news = await server.life?.after({ isRight: isAllRight, keepsNames })
      return { ...talk, condition, server: news ?? {} }
    } catch (error) {
      const names = { client: mine.name, counterpart: other.name }
      return unreached(names, error instanceof Error ? error.message : String(error))
    }
  }

  /** Ends other servers that have a port which is fixed for one of the two. */
  async #makeRoom({ client, server }: Pair): Promise<void> {
    const wanted = [client.port, server.port]
    for (const other of this.#job.servers) {
      if (other === server || other.port === undefined) continue
      if (wanted.includes(other.port)) await other.life?.rest()
    }
  }

  async #talk({ client, server }: Pair, accounts: CellRun['accounts']): Promise<Conversation> {
    const { dialect } = client
    const spoken = server.counterpart ?? dialect
    const place = await server.place(dialect)
    const theirs = spoken === dialect ? place : await server.place(spoken)
    return await converse({
      client: { ...client, options: server.options(dialect) },
      place,
      ending: server.port === undefined ? 'end' : 'reset',
      counterpart: { dialect: spoken, options: server.options(spoken), place: theirs },
      accounts,
      token: this.#number(),
      listsSelf: !this.#listsNotSelf.has(dialect.name),
      looksForNames: server.life !== undefined,
      clock: this.#job.clock,
    })
  }

  /** Somebody who can log in there, another at each call. */
  #account({ accounts }: MatrixServer): Credential {
    const known = this.#accounts.get(accounts) ?? new Accounts(accounts)
    this.#accounts.set(accounts, known)
    const fresh = { name: `kim${this.#number()}`, password: `pw${this.#number()}` }
    return known.take() ?? fresh
  }

  /** Six letters and digits, others at each call. */
  #number(): string {
    this.#count += 1
    return hashed(`${this.#job.seed} ${this.#count}`).toString(36).padStart(6, '0').slice(-6)
  }

  #runAll<One extends Pair>(all: readonly One[], run: (one: One) => Promise<void>) {
    const { parallel } = this.#job
    return runConcurrently(byServer(all), { parallel, keysOf }, run)
  }

  #report(state: MatrixReport['state']): MatrixReport {
    const { clients, servers, clock } = this.#job
    const inPlay = (party: MatrixClient | MatrixServer) =>
      this.#pairs.some(({ client, server }) => client === party || server === party)
    return {
      state,
      started: this.#started,
      time: clock() - this.#begun,
      clients: clients.filter(inPlay).map(({ name, dialect }) => ({ name, dialect: dialect.name })),
      servers: servers.filter(inPlay).map(({ name, dialect, counterpart }) => ({
        name,
        dialect: dialect?.name,
        ...(counterpart === undefined ? {} : { counterpart: counterpart.name }),
      })),
      total: this.#pairs.length,
      cells: this.#pairs.flatMap((pair, index) => {
        const runs = this.#runs.get(pair)
        return runs === undefined ? [] : [this.#cell(pair, index + 1, runs)]
      }),
      alone: [...this.#alone],
    }
  }

  #cell(pair: Pair, number: number, runs: readonly Conversation[]): Cell {
    const { client, server } = pair
    const dialect = client.dialect.name
    const known = (side: PartySide, name: string) => ({
      name,
      alone: aloneOf(this.#alone, side, name, dialect),
      rules: this.#rules.get(keyOf(side, name)) ?? [],
    })
    return {
      number,
      client: client.name,
      server: server.name,
      dialect,
      runs,
      verdict: verdictOf(runs),
      failing: failingSteps(countedRuns(runs)),
      blames: blamesOf(
        countedRuns(runs),
        known('client', client.name),
        known('server', server.name),
      ),
      command: this.#job.command(nameOf(pair)),
    }
  }

  #tell(doing: string): void {
    this.#onProgress(this.#report('running'), doing)
  }
}

/** Our own client as it is used on that server. */
function forOthers(client: MatrixClient, { dialect }: MatrixServer): MatrixClient {
  const { driverForOthers } = client
  return dialect === undefined || driverForOthers === undefined
    ? client
    : { ...client, driver: driverForOthers, isListedEnough: true }
}

function keyOf(side: PartySide, name: string): string {
  return `${side} ${name}`
}

import type { Dialect } from '@parley/contract'
import { Accounts, type Credential, hashed, type Target } from '@parley/kit'
import { aloneOf, blamesOf } from './blame.ts'
import { type ClientPlayer, unreached } from './cell.ts'
import { runConcurrently } from './concurrent-cells.ts'
import { converse } from './conversation.ts'
import {
  type AloneRun,
  type BrokenRule,
  type Cell,
  type Conversation,
  cellName,
  failingSteps,
  isRight,
  type MatrixReport,
  type PartySide,
  passedSteps,
  stepOf,
  verdictOf,
} from './results.ts'

export interface MatrixClient extends ClientPlayer {
  readonly name: string
}

export interface MatrixServer {
  readonly name: string
  /** Undefined: all dialects. */
  readonly dialect: Dialect | undefined
  /** What our own user there speaks, where that is not what the client speaks. */
  readonly counterpart?: Dialect
  /** `one`: cells do not disturb each other, and blame nobody for what another one has done. */
  readonly atOnce: 'one' | 'many'
  /** Who can log in; empty: accounts are made by logging in. */
  readonly accounts: readonly Credential[]
  /** The options of a dialect that it has. */
  options(dialect: Dialect): unknown
  /** Where it takes clients of the dialect, once it does; throws an error that says why it does not. */
  place(dialect: Dialect): Promise<Target>
}

/** Both sides of a dialect as they should be. */
export interface ReferencePair {
  readonly client: MatrixClient
  readonly server: MatrixServer
}

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

interface Pair {
  readonly client: MatrixClient
  readonly server: MatrixServer
}

/** A party, and our own other side. */
type AloneTry = Pair & AloneRun

/** A client and a server that speak the same, all or the one that is asked for. */
export function pairsOf({
  clients,
  servers,
  only,
}: Pick<MatrixJob, 'clients' | 'servers' | 'only'>): readonly Pair[] {
  const all = clients.flatMap((client) =>
    servers
      .filter(({ dialect }) => dialect === undefined || dialect.name === client.dialect.name)
      .map((server) => ({ client, server })),
  )
  const wanted = only?.replace(/ x /, ' × ').trim()
  const isWanted = (pair: Pair) => wanted === undefined || nameOf(pair) === wanted
  return all.filter(isWanted)
}

function nameOf({ client, server }: Pair): string {
  return cellName({ client: client.name, server: server.name })
}

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
        client: ours.client,
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
      if (runs.every(isRight)) continue
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

  async #conversation({ client, server }: Pair): Promise<Conversation> {
    const { dialect } = client
    const [mine, other] = [this.#account(server), this.#account(server)]
    const names = { client: mine.name, counterpart: other.name }
    const spoken = server.counterpart ?? dialect
    let places: { readonly place: Target; readonly theirs: Target }
    try {
      places = { place: await server.place(dialect), theirs: await server.place(spoken) }
    } catch (error) {
      return unreached(names, error instanceof Error ? error.message : String(error))
    }
    return await converse({
      client: { ...client, options: server.options(dialect) },
      place: places.place,
      counterpart: { dialect: spoken, options: server.options(spoken), place: places.theirs },
      accounts: { client: mine, counterpart: other },
      token: this.#number(),
      listsSelf: !this.#listsNotSelf.has(dialect.name),
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
    return runConcurrently(all, this.#job.parallel, run)
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
      failing: failingSteps(runs),
      blames: blamesOf(runs, known('client', client.name), known('server', server.name)),
      command: this.#job.command(nameOf(pair)),
    }
  }

  #tell(doing: string): void {
    this.#onProgress(this.#report('running'), doing)
  }
}

function keyOf(side: PartySide, name: string): string {
  return `${side} ${name}`
}

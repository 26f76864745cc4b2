import { connect, type Socket } from 'node:net'
import type { CheckAccount, ServerStage, Splitter, Stage, Wire } from '@parley/contract'
import { hashed, type Random, seeded } from '@parley/framing'
import type { Accounts } from './accounts.ts'
import { CheckEnded } from './check-end.ts'
import { CheckLog } from './check-log.ts'
import type { Ending } from './findings.ts'
import { helperName } from './helper-names.ts'
import type { CheckJob } from './job.ts'
import type { Segmentation } from './segmentation.ts'
import type { AdaptiveTimeouts } from './timeouts.ts'
import type { Reader } from './tolerance.ts'
import { TcpWire } from './wire.ts'
import type { WireEnd } from './wire-end.ts'
import type { WireHost } from './wire-host.ts'
import type { SeenWire } from './wire-record.ts'

/** The most connections that one check may open. */
const MOST_WIRES = 600

/** A segmentation of one attempt at a check, and which attempt it is. */
export interface Attempt {
  readonly id: string
  readonly segmentation: Segmentation
  readonly count: number
  readonly timeouts: AdaptiveTimeouts
  /** Makes what reads past what is known to be wrong with the bytes of a connection. */
  readonly reader: () => Reader
  /** Other rules that are known to be broken, of which something else comes than they ask for. */
  readonly forgiven: ReadonlySet<string>
}

/** What checks of servers and of clients have in common. */
export class CommonStage<Frame, Options> implements Stage<Options>, WireHost {
  readonly options: Options
  readonly log: CheckLog
  readonly timeouts: AdaptiveTimeouts
  readonly segmentation: Segmentation
  readonly reader: Attempt['reader']
  readonly #forgiven: ReadonlySet<string>
  /** The first rule of which something was passed over. */
  forgave: string | undefined
  /** What was said, for choosing where to cut. */
  readonly spoken: Uint8Array[] = []
  protected readonly job: CheckJob
  readonly #seed: string
  readonly #random: Random
  readonly #wires: TcpWire<Frame>[] = []
  #names = 0
  #wasLeftOpen = false

  constructor(job: CheckJob, options: Options, attempt: Attempt) {
    this.job = job
    this.options = options
    this.log = new CheckLog(job.clock)
    this.timeouts = attempt.timeouts
    this.segmentation = attempt.segmentation
    this.reader = attempt.reader
    this.#forgiven = attempt.forgiven
    this.#seed = `${job.seed} ${attempt.id} ${attempt.count}`
    this.#random = seeded(hashed(this.#seed))
  }

  /** Whether the program had not ended all connections when the check was over. */
  get wasLeftOpen(): boolean {
    return this.#wasLeftOpen
  }

  /** What was seen of its connections, in the order in which they were opened. */
  get seen(): readonly SeenWire[] {
    return this.#wires.map((wire) => wire.seen)
  }

  forgives(rule: string | undefined): boolean {
    if (rule === undefined || !this.#forgiven.has(rule)) return false
    this.forgave ??= rule
    return true
  }

  name(): string {
    const number = hashed(`${this.job.salt} ${this.#seed} ${this.#names}`)
    const name = helperName(this.#names, number)
    this.#names += 1
    return name
  }

  random(): number {
    return this.#random()
  }

  async pass(time: number): Promise<void> {
    await this.flush()
    await new Promise((resolve) => setTimeout(resolve, time))
  }

  skip(reason: string): never {
    throw new CheckEnded({ kind: 'skip', reason })
  }

  fail(why: string, rule?: string, came?: Uint8Array, at?: number): never {
    throw new CheckEnded({
      kind: 'fail',
      rule,
      expected: undefined,
      came,
      flaw: { why, ...(at === undefined ? {} : { at }) },
    })
  }

  async flush(): Promise<void> {
    for (const wire of this.#wires) await wire.flush()
  }

  said(bytes: Uint8Array): void {
    if (this.spoken.length < 100) this.spoken.push(Uint8Array.from(bytes.subarray(0, 4096)))
  }

  /**
   * Ends all connections; `time`: how long the program may take to end them too. `leave`: the user of
   * the program goes, where it has one.
   */
  async finish(time: number, leave?: () => void): Promise<Ending> {
    const telling = this.#wires.filter((wire) => wire.isTelling)
    const before = telling.map((wire) => wire.state)
    const ends = await Promise.all(
      this.#wires.map(async (wire) => [wire, await wire.finish(time, leave)] as const),
    )
    const after = ends.flatMap(([wire, end]) => (telling.includes(wire) ? [end] : []))
    this.#wasLeftOpen = after.some((end) => end !== 'closed' && end !== 'reset' && end !== 'full')
    return endingOf(before, after)
  }

  /** How many connections there have been. */
  protected get wires(): number {
    return this.#wires.length
  }

  protected wireOf(socket: Socket, splitter: Splitter<Frame>): Wire<Frame> {
    if (this.#wires.length >= MOST_WIRES) throw new Error('a check opened too many connections')
    const wire = new TcpWire(socket, splitter, labelOf(this.#wires.length), this)
    this.#wires.push(wire)
    return wire
  }
}

/** Where somebody’s server listens. */
export interface Target {
  readonly host: string
  readonly port: number
  /** Is told of each socket that is opened to it, before it is connected. */
  readonly dialled?: (socket: Socket) => void
}

interface ServerOfStage<Reply> {
  readonly target: Target
  readonly accounts: Accounts
  readonly splitter: () => Splitter<Reply>
  /**
   * Whether the server will be started again at the same port. A connection that it has closed is then
   * reset: otherwise the system keeps the port for a minute from a server that does not set SO_REUSEADDR.
   */
  readonly willRestart: boolean
}

export class TcpServerStage<Reply, Options>
  extends CommonStage<Reply, Options>
  implements ServerStage<Reply, Options>
{
  readonly #target: Target
  readonly #accounts: Accounts
  readonly #splitter: () => Splitter<Reply>
  readonly #willRestart: boolean
  #taken = 0

  constructor(job: CheckJob, options: Options, attempt: Attempt, peer: ServerOfStage<Reply>) {
    super(job, options, attempt)
    this.#target = peer.target
    this.#accounts = peer.accounts
    this.#splitter = peer.splitter
    this.#willRestart = peer.willRestart
  }

  async connect(): Promise<Wire<Reply>> {
    const socket = await this.#dial()
    return this.wireOf(socket, this.#splitter())
  }

  account(): CheckAccount {
    if (!this.#accounts.areGiven) return this.#newcomer()
    this.#taken += 1
    const account = this.#accounts.take()
    if (account !== undefined && this.#taken <= this.#accounts.count) return account
    return this.skip(
      `needs ${this.#taken} accounts; ${this.#accounts.count} are left of those given`,
    )
  }

  expendable(): CheckAccount {
    if (!this.#accounts.areGiven) return this.#newcomer()
    const account = this.#accounts.spend()
    return account ?? this.skip('needs one more account that may be locked; more can be given')
  }

  #newcomer(): CheckAccount {
    const name = this.name()
    return { name, password: `pw${hashed(name).toString(36)}`, isNew: true }
  }

  #dial(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect({ ...this.#target, noDelay: true, allowHalfOpen: this.#willRestart })
      this.#target.dialled?.(socket)
      if (this.#willRestart) socket.once('end', () => socket.resetAndDestroy())
      const failed = (why: string) => {
        socket.destroy()
        reject(new CheckEnded(unreachable(why, this.wires === 0 ? 'before' : 'during')))
      }
      socket.setTimeout(this.timeouts.answer, () => failed('it took too long'))
      socket.once('error', (error) => failed(error.message))
      socket.once('connect', () => {
        socket.setTimeout(0)
        socket.removeAllListeners('error')
        socket.removeAllListeners('timeout')
        resolve(socket)
      })
    })
  }
}

function unreachable(why: string, gone: 'before' | 'during') {
  return {
    kind: 'fail',
    rule: undefined,
    expected: 'the server takes a connection',
    came: undefined,
    flaw: { why: `it does not: ${why}` },
    time: 'late',
    gone,
  } as const
}

function endingOf(before: readonly WireEnd[], after: readonly WireEnd[]): Ending {
  const open = before.filter((state) => state === 'open').length
  if (after.includes('reset')) return { verdict: 'warn', how: 'a connection was reset' }
  if (after.includes('open')) {
    return { verdict: 'warn', how: 'a connection stayed open though the kit had closed it' }
  }
  if (after.includes('writing')) {
    return { verdict: 'skip', how: 'the kit closed a connection on which more data was coming' }
  }
  if (after.includes('left')) {
    return {
      verdict: 'skip',
      how: 'closed only when its input ended: it was still waiting for a line',
    }
  }
  if (open === 0) return { verdict: 'skip', how: 'no connection was left open' }
  return { verdict: 'pass', how: 'closed after the kit had' }
}

/** A, B, … Z, A2, … */
function labelOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : `${letter}${Math.floor(index / 26) + 1}`
}

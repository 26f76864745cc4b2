import { createServer, type Server, type Socket } from 'node:net'
import { availableParallelism } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import type {
  Check,
  Checking,
  ClientFolder,
  ClientStage,
  DatagramSocket,
  Person,
  Splitter,
  Wire,
} from '@parley/contract'
import { CheckEnded } from './check-end.ts'
import { ScratchFolder } from './client-folder.ts'
import { tryStart } from './client-trial.ts'
import { UdpSocket } from './datagrams.ts'
import { DeferredWire } from './deferred-wire.ts'
import { DrivenUser } from './driven-user.ts'
import { type Driver, defaultDriver } from './driver.ts'
import type { ClientHarness } from './harness.ts'
import type { CheckJob } from './job.ts'
import type { Program, StartProgram } from './program.ts'
import { type Attempt, CommonStage, type Target } from './stage.ts'
import { AdaptiveTimeouts } from './timeouts.ts'

/** How long a client may take to start and to connect, in milliseconds. */
const STARTING = 15_000

/** So many clients for each processor: they start, and then they wait. */
const SEVERAL = 2

/** The most sockets for datagrams of one check. */
const MOST_SOCKETS = 8

/** How a client is started, and how it is used. */
export interface ClientPeer {
  readonly start: StartProgram
  readonly driver: Driver
  /** Where the kit’s server listens; port 0: any that is free. */
  readonly place: Target
  /** The folder in which it is started, if it can be started in a copy of that. */
  readonly folder?: string | undefined
  /** Where such copies are made; undefined: where the system has temporary files. */
  readonly copies?: string | undefined
  /** Somebody starts the client by hand, and has time. */
  readonly timeouts?: AdaptiveTimeouts | undefined
}

/** What is known of the client from one check to the next. */
interface Habits {
  /** `asks`: it waits for its user before it connects. */
  connects: 'at once' | 'asks'
}

/** A place where a server is played, and connections that have come and have not been taken. */
class Doorstep {
  readonly place: Target
  readonly #server: Server
  readonly #waiting: Socket[] = []
  #arrived: () => void = () => {}

  private constructor(server: Server, place: Target) {
    this.#server = server
    this.place = place
    server.on('connection', (socket) => this.#add(socket))
  }

  static async at(place: Target): Promise<Doorstep> {
    const server = createServer({ noDelay: true })
    return new Doorstep(server, await listening(server, place))
  }

  /** `arrived` is called whenever a connection comes. */
  watch(arrived: () => void): void {
    this.#arrived = arrived
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0
  }

  take(): Socket | undefined {
    return this.#waiting.shift()
  }

  clear(): void {
    for (const socket of this.#waiting.splice(0)) socket.destroy()
    this.#arrived = () => {}
  }

  close(): void {
    this.#server.close()
    this.clear()
  }

  #add(socket: Socket): void {
    socket.on('error', () => {})
    this.#waiting.push(socket)
    this.#arrived()
  }
}

const NO_CONNECTION =
  'Look at what the client shows, and where it connects to: host and port are given to it.'

class TcpClientStage<Request, Options>
  extends CommonStage<Request, Options>
  implements ClientStage<Request, Options>
{
  readonly person: Person
  readonly #driven: DrivenUser
  readonly #peer: ClientPeer
  readonly #doorstep: Doorstep
  readonly #habits: Habits
  readonly #splitter: () => Splitter<Request>
  readonly #sockets: UdpSocket[] = []
  #folder: ScratchFolder | undefined
  #program: Program | undefined
  #hasConnected = false

  constructor(
    job: CheckJob,
    options: Options,
    attempt: Attempt,
    own: {
      peer: ClientPeer
      doorstep: Doorstep
      habits: Habits
      splitter: () => Splitter<Request>
    },
  ) {
    super(job, options, attempt)
    this.#peer = own.peer
    this.#doorstep = own.doorstep
    this.#habits = own.habits
    this.#splitter = own.splitter
    this.#driven = new DrivenUser(own.peer.driver, this.log, this.timeouts, {
      flush: () => this.flush(),
      isUsual: isDeepStrictEqual(own.peer.driver, defaultDriver(job.dialect)),
    })
    this.person = this.#driven
  }

  async start(): Promise<Wire<Request>> {
    this.#doorstep.clear()
    this.#doorstep.watch(() => this.#driven.changed())
    this.#program = this.#peer.start(this.#doorstep.place, this.#driven, this.#folder?.path)
    this.#driven.begin(this.#program)
    const standstill = this.#habits.connects === 'asks' ? 0 : undefined
    await this.#driven.settles(() => !this.#doorstep.isEmpty, this.#starting, standstill)
    if (!this.#doorstep.isEmpty || this.#driven.hasEnded || this.#driven.output === '') {
      return await this.#connection(0, undefined)
    }
    this.#habits.connects = 'asks'
    this.log.text('event', '', 'the client waits for its user before it connects')
    const late = new DeferredWire(() => this.#connection(this.#starting, undefined))
    this.#doorstep.watch(() => {
      void late.open()
      this.#driven.changed()
    })
    return late
  }

  accept(rule?: string): Promise<Wire<Request>> {
    return this.#connection(this.timeouts.answer, rule)
  }

  async folder(): Promise<ClientFolder> {
    const { folder, copies } = this.#peer
    if (folder === undefined) {
      return this.skip('the kit cannot start this client in a copy of its folder')
    }
    this.#folder = await ScratchFolder.of(folder, copies)
    return this.#folder ?? this.skip('the folder of the client is too large to be copied')
  }

  async datagrams(): Promise<DatagramSocket> {
    if (this.#sockets.length >= MOST_SOCKETS) throw new Error('a check opened too many sockets')
    const label = `udp ${this.#sockets.length + 1}`
    const socket = await UdpSocket.open(this.log, this.timeouts, label)
    this.#sockets.push(socket)
    return socket
  }

  /** A client that waits for what is typed sees that nothing more is. */
  leave(): void {
    if (this.#program?.isBlind === false) this.person.hangUp()
  }

  /** Ends the client. */
  async close(): Promise<void> {
    await this.#program?.kill()
    this.#driven.close()
    this.#doorstep.clear()
    for (const socket of this.#sockets.splice(0)) socket.close()
    await this.#folder?.remove()
  }

  get #starting(): number {
    return Math.max(STARTING, this.timeouts.answer)
  }

  async #connection(time: number, rule: string | undefined): Promise<Wire<Request>> {
    await this.#driven.until(() => !this.#doorstep.isEmpty || this.#driven.hasEnded, time)
    const socket = this.#doorstep.take()
    if (socket !== undefined) {
      this.#hasConnected = true
      return this.wireOf(socket, this.#splitter())
    }
    const output = this.#driven.output
    throw new CheckEnded({
      kind: 'fail',
      rule,
      expected: 'the client opens a connection',
      came: output === '' ? undefined : new TextEncoder().encode(output.slice(-2000)),
      flaw: { why: this.#driven.hasEnded ? 'it ended instead' : 'it did not do so in time' },
      ...(this.#hasConnected ? {} : { hint: NO_CONNECTION }),
    })
  }
}

/**
 * Checks somebody’s client by playing its server, until `close`: no check goes on to another client
 * then. Where several checks may be tried at once, each has a server of its own; otherwise it is the
 * same one throughout.
 */
export async function clientHarness(
  job: CheckJob,
  checking: Checking,
  peer: ClientPeer,
): Promise<ClientHarness> {
  const open = new Set<() => Promise<void>>()
  const habits: Habits = { connects: 'at once' }
  const splitter = () => job.dialect.splitter(job.options)
  const checks: readonly Check<ClientStage<unknown, unknown>>[] = checking.client
  const only = job.parallel === 1 ? await Doorstep.at(peer.place) : undefined
  let state: 'open' | 'closed' = 'open'
  return {
    side: 'client',
    checks,
    faults: checking.faults.client,
    timeouts: peer.timeouts ?? new AdaptiveTimeouts(),
    several: SEVERAL * availableParallelism(),
    async open(attempt) {
      const doorstep = only ?? (await Doorstep.at(peer.place))
      if (state === 'closed') {
        doorstep.close()
        return await new Promise<never>(() => {})
      }
      const own = { peer, doorstep, habits, splitter }
      const stage = new TcpClientStage(job, job.options, attempt, own)
      const close = async () => {
        await stage.close()
        open.delete(close)
        if (doorstep !== only) doorstep.close()
      }
      open.add(close)
      const leave = () => stage.leave()
      return { stage, common: stage, begin: async () => {}, leave, close }
    },
    async tryStart(limit) {
      const door = only ?? (await Doorstep.at(peer.place))
      let end = async () => {}
      const onStart = (kill: () => Promise<void>) => {
        end = kill
        open.add(kill)
      }
      await tryStart(peer.start, { door, limit, onStart }).finally(() => {
        open.delete(end)
        if (door !== only) door.close()
      })
    },
    async close() {
      state = 'closed'
      only?.close()
      await Promise.all(Array.from(open, (end) => end()))
    },
  }
}

function listening(server: Server, { host, port }: Target): Promise<Target> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.removeListener('error', reject)
      const address = server.address()
      const taken = typeof address === 'object' && address !== null ? address.port : port
      resolve({ host, port: taken })
    })
  })
}

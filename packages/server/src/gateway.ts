import type { Peer, ServerDialect } from '@parley/contract'
import { Engine, type Passwords, type Ports, type RoutingEngine } from '@parley/engine'
import { Acceptor } from './acceptor.ts'
import { isLoopback, plainAddress } from './admission.ts'
import type { ByteStream } from './adopt-socket.ts'
import type { Belongings } from './belongings.ts'
import { CallRelay } from './call-relay.ts'
import { CallWatch } from './call-watch.ts'
import { closeSpread } from './close-spread.ts'
import { Connection } from './connection.ts'
import { ConnectionGate } from './connection-gate.ts'
import { GatewayCounts, increase } from './counts.ts'
import { DeferredEvents } from './deferred-events.ts'
import { WriteClock } from './delivery-delays.ts'
import { Handshakes } from './handshakes.ts'
import { JournalWriter } from './journal-writer.ts'
import { defaultLimits } from './limits.ts'
import type { ListenerContext, ListenerSettings, SharedContext } from './listener-context.ts'
import { Listeners } from './listeners.ts'
import type { ListenerInfo, Listening, OpenConnection, OpenListener, Queues } from './listening.ts'
import type { Log } from './log.ts'
import { LogThrottle } from './log-throttle.ts'
import type { ConnectionInfo, Tap } from './tap.ts'
import { Taps } from './taps.ts'
import type { TlsIdentity } from './tls-identity.ts'
import { systemClocks, Turn } from './turn.ts'
import { passwordsInTurn, portsInTurn } from './turn-ports.ts'
import { UnfinishedGuard } from './unfinished.ts'

/** How often it is asked whether another process has removed accounts, in milliseconds. */
const ACCOUNTS_CHECK = 2_000

/** The sockets and what stands behind them: listeners, connections, turns and the engine. */
export class Gateway {
  /** Absent unless the gateway counts. */
  readonly counts: GatewayCounts | undefined
  /** Who watches the wires. */
  readonly taps = new Taps()
  readonly #turn: Turn
  readonly #engine: RoutingEngine
  readonly #passwords: Passwords
  readonly #log: Log
  readonly #throttle: LogThrottle
  readonly #gate = new ConnectionGate()
  readonly #callRelay: CallRelay
  readonly #shared: SharedContext
  readonly #journals: JournalWriter[] = []
  readonly #acceptors = new Set<Acceptor>()
  readonly #handshakes: Handshakes[] = []
  readonly #listeners: Listeners
  readonly #connections = new Map<number, Connection>()
  readonly #accountsCheck: NodeJS.Timeout
  #state: 'open' | 'draining' | 'drained' = 'open'
  #whenEmpty: (() => void)[] = []

  constructor(ports: Ports, log: Log, belongings: Belongings = {}) {
    const {
      fileStore,
      loginNotice,
      sharedEngine,
      clock = systemClocks.now,
      elapsed = systemClocks.elapsed,
      counting = false,
    } = belongings
    this.#log = log
    this.#throttle = new LogThrottle(log)
    const failed = (error: unknown) => {
      log('error', `cannot commit: ${error instanceof Error ? error.message : String(error)}`)
    }
    this.#turn = new Turn(() => ports.commit(), failed, { now: clock, elapsed })
    const counts = counting ? new GatewayCounts() : undefined
    this.counts = counts
    const passwords = passwordsInTurn(ports.passwords, this.#inTurn)
    this.#passwords = passwords
    const own = portsInTurn(ports, this.#inTurn, counts)
    const engine =
      sharedEngine?.(() => this.#turn.begin()) ?? new Engine({ ...own, passwords }, this.#turn)
    this.#engine = engine
    const callsAllowed = sharedEngine === undefined
    const watch = new CallWatch(this.taps, () => this.#gate.number(), this.#turn)
    this.#callRelay = new CallRelay(
      { engine, turn: this.#turn, counts, fileStore, log, watch },
      callsAllowed,
    )
    this.#engine.observe((happening) => this.#callRelay.hear(happening))
    this.#shared = {
      loginNotice,
      unfinished: new UnfinishedGuard(),
      engine,
      callRelay: this.#callRelay,
      turn: this.#turn,
      deferredEvents: new DeferredEvents(this.#turn),
      taps: this.taps,
      writeClock: new WriteClock(this.#turn),
      log,
      throttle: this.#throttle,
    }
    this.#listeners = new Listeners(this.#shared, counts, {
      welcome: (stream, context, peer, address) => this.#welcome(stream, context, peer, address),
      closed: (connection, context) => this.#closed(connection, context),
    })
    this.#accountsCheck = setInterval(() => this.#checkAccounts(), ACCOUNTS_CHECK).unref()
  }

  /** A viewer who watches everything that goes over every wire, and may pause; nobody at first. */
  get tap(): Tap | undefined {
    return this.taps.viewer
  }

  set tap(tap: Tap | undefined) {
    this.taps.viewer = tap
  }

  /** Takes the viewer out; what it would have seen from now on, but for commands and events, is counted. */
  pauseTap(): void {
    this.taps.pause()
  }

  /** How much the viewer has not seen since `pauseTap`. */
  get skipped(): number {
    return this.taps.skipped ?? 0
  }

  /** Judges passwords; what it tells begins a turn, so that what is changed then is committed. */
  get passwords(): Passwords {
    return this.#passwords
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#connections.size
  }

  /** All that are open, in the order of arrival. */
  get open(): readonly OpenConnection[] {
    return [...this.#connections.values()]
  }

  /** Whether it accepts nobody any more. */
  get isDraining(): boolean {
    return this.#state !== 'open'
  }

  /** What waits at this moment, for the metrics. */
  get queues(): Queues {
    return {
      output: [...this.#connections.values()].map(({ info, waiting }) => {
        return { dialect: info.dialect, ...waiting }
      }),
      deferredDeliveries: this.#shared.deferredEvents.waiting,
      unfinishedBytes: this.#shared.unfinished.bytes,
    }
  }

  /** In the order in which they were opened. */
  get listeners(): readonly OpenListener[] {
    return this.#listeners.open
  }

  /**
   * Takes a stream of bytes for a connection of that listener, as if its peer had connected there; the
   * same limits hold. `peer`: where it comes from; `address`: of ours, where it has come in.
   */
  adopt(listener: OpenListener, stream: ByteStream, peer: Peer, address: string): void {
    const context = this.#listeners.contextOf(listener)
    this.#turn.begin()
    if (context === undefined || this.#acceptors.size === 0) stream.destroy()
    else this.#welcome(stream, context, peer, address)
  }

  /** Later TLS handshakes are made with this one. Throws where it cannot be used: nothing changes then. */
  renewTls(identity: TlsIdentity): void {
    for (const handshakes of this.#handshakes) handshakes.renew(identity)
  }

  /**
   * Opens a listener. Rejects where the options are wrong, the address is not to be had or the files
   * that the options ask for cannot be written.
   */
  async listen(dialect: ServerDialect, listening: Listening): Promise<ListenerInfo> {
    const options = dialect.options.parse(listening.options ?? {})
    const limits = { ...defaultLimits, ...listening.limits }
    const handshakes = listening.tls && this.#handshakesWith(listening.tls, () => context)
    const settings = { options, limits, names: listening.names ?? 'alike' }
    const acceptor = await Acceptor.open(listening)
    const { place } = acceptor
    const tls = handshakes !== undefined
    const udpPort = tls ? undefined : await this.#openUdp(dialect, settings, acceptor)
    const context = this.#listeners.add(dialect, settings, { ...place, transport: 'tcp', tls })
    const accepted: Parameters<Acceptor['begin']>[0] = (socket, peer, address) => {
      this.#turn.begin()
      if (handshakes === undefined) return this.#welcome(socket, context, peer, address)
      const entered = this.#gate.enter(socket, context, peer, address)
      if (entered === undefined) return
      const isLimited = !(limits.exemptLoopback && isLoopback(entered.peer.address))
      handshakes.begin(socket, entered, isLimited)
    }
    acceptor.begin(accepted, (error) => this.#log('error', `${context.name}: ${error.message}`))
    this.#acceptors.add(acceptor)
    await this.#keepJournal(dialect, options)
    const info = { ...place, dialect: dialect.name, tls }
    return udpPort === undefined ? info : { ...info, udpPort }
  }

  /** Where the port over UDP is not to be had, the one over TCP is closed. */
  async #openUdp(dialect: ServerDialect, settings: ListenerSettings, beside: Acceptor) {
    try {
      return await this.#listeners.openUdp(dialect, settings, beside.place.address)
    } catch (error) {
      beside.close().catch(() => {})
      throw error
    }
  }

  /** Accepts nobody more, and closes connections one by one, spread over so many milliseconds. */
  async disperse(time: number): Promise<void> {
    this.#state = 'draining'
    for (const acceptor of this.#acceptors) void acceptor.close()
    this.#acceptors.clear()
    const all = [...this.#connections.values()]
    await closeSpread(all, all.length, time, () => this.#turn.end())
  }

  /**
   * Accepts nobody more, says farewell to everybody, sends what was accepted, and closes; after
   * `within` milliseconds whoever is left is cut off.
   */
  async drain(within: number): Promise<void> {
    clearInterval(this.#accountsCheck)
    this.#state = 'draining'
    this.#turn.begin()
    this.#callRelay.close()
    for (const handshakes of this.#handshakes) handshakes.close()
    const closing = [...this.#acceptors].map((acceptor) => acceptor.close())
    this.#acceptors.clear()
    this.#listeners.drain()
    await Promise.all(closing)
    const left = [...this.#connections.values()]
    for (const connection of left) connection.shut('shutdown')
    this.#turn.end()
    for (const connection of left) connection.hurry(within)
    if (this.#connections.size > 0) await new Promise<void>((done) => this.#whenEmpty.push(done))
    this.#listeners.close()
    this.#throttle.flush()
    for (const journal of this.#journals) await journal.end()
    this.#state = 'drained'
  }

  /** A store that cannot be read now is asked again the next time. */
  #checkAccounts(): void {
    try {
      this.#engine.endRemoved()
    } catch (error) {
      this.#log('warn', `cannot read accounts: ${error instanceof Error ? error.message : error}`)
    }
  }

  /**
   * What a port tells later begins a turn, so that what it changes is committed though its
   * connection has gone; after the drain the ports may be closed, and it changes nothing.
   */
  readonly #inTurn = <Value>(then: (value: Value) => void): ((value: Value) => void) => {
    return (value) => {
      if (this.#state === 'drained') return
      this.#turn.begin()
      then(value)
    }
  }

  async #keepJournal(dialect: ServerDialect, options: unknown): Promise<void> {
    const journal = dialect.journal?.(options)
    if (journal === undefined) return
    const writer = new JournalWriter(journal, this.#log)
    this.#engine.observe((happening) => writer.hear(happening))
    this.#journals.push(writer)
    await writer.begin(this.#engine.newestMessages())
  }

  #welcome(socket: ByteStream, context: ListenerContext, peer: Peer, address: string): void {
    const info = this.#gate.enter(socket, context, peer, address)
    if (info !== undefined) this.#connect(socket, context, info, address)
  }

  #connect(stream: ByteStream, context: ListenerContext, info: ConnectionInfo, address: string) {
    const connection = new Connection(context, stream, info, address)
    this.#connections.set(info.id, connection)
    connection.start()
  }

  #handshakesWith(identity: TlsIdentity, context: () => ListenerContext): Handshakes {
    const handshakes = new Handshakes(identity, {
      secured: (stream, info) => {
        this.#turn.begin()
        this.#connect(stream, context(), info, plainAddress(stream.localAddress ?? ''))
      },
      failed: (info, reason, why) => {
        const { admission, counts, throttle } = context()
        admission.leave(info.peer.address)
        if (counts !== undefined) increase(counts.refused, reason)
        if (!this.isDraining) throttle.say('closed', `closed: ${why}`, info)
      },
    })
    this.#handshakes.push(handshakes)
    return handshakes
  }

  #closed(connection: ConnectionInfo, context: ListenerContext): void {
    context.admission.leave(connection.peer.address)
    context.flood.leave(connection.peer.address, this.#turn.elapsed)
    this.#connections.delete(connection.id)
    if (this.#connections.size === 0) for (const done of this.#whenEmpty.splice(0)) done()
  }
}

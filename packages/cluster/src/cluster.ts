import type { MemoryLimits, Passwords, Ports, RoutingEngine } from '@parley/engine'
import type { AccountFault } from './account-change.ts'
import { type AccountReply, decodeRequest, listed } from './account-requests.ts'
import { JOIN_TIME, RENEWAL, SNAPSHOT_AFTER, TELL_AGAIN, TICK } from './bounds.ts'
import { ClusterError } from './errors.ts'
import { Lease, type LeaseText } from './lease.ts'
import { LeaseWatch } from './lease-watch.ts'
import { LogGuard } from './log-guard.ts'
import { Moments } from './moments.ts'
import { type ClusterPlace, type LogState, NatsLink, textOf } from './nats-link.ts'
import { decodeOp } from './op.ts'
import { type LiveNode, Replica } from './replica.ts'
import { SharedEngine } from './shared-engine.ts'
import { SnapshotWriter } from './snapshot-writer.ts'

/** How a gateway joins a cluster. */
export interface ClusterSettings extends ClusterPlace {
  /** The name of this gateway, which no other one of the cluster has. */
  readonly node: string
  /** A word that no other process uses. */
  readonly process: string
  /** What must be the same in all gateways, the version of the program among it. */
  readonly config: string
  readonly version: string
  /** Of the log, where the broker is a cluster itself. */
  readonly replicas?: number
  readonly limits: Partial<MemoryLimits>
  /** Names whose accounts are those of moderators; the same in all gateways. */
  readonly moderators?: ReadonlySet<string>
  /** A snapshot is written after so many entries; `SNAPSHOT_AFTER`, if absent. */
  readonly snapshotAfter?: number
  readonly passwords: Passwords
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void
}

/** One gateway's part in a cluster: the log, the engine that it feeds, and the lease. */
export class Cluster {
  /** Told once, when this gateway cannot stay in the cluster. */
  readonly failed: Promise<ClusterError>
  readonly #settings: ClusterSettings
  readonly #link: NatsLink
  readonly #replica: Replica
  readonly #engine: SharedEngine
  readonly #lease: Lease
  readonly #snapshots: SnapshotWriter
  readonly #watch = new LeaseWatch()
  readonly #started = Date.now()
  readonly #guard: LogGuard
  readonly #timers: NodeJS.Timeout[] = []
  #fail: (error: ClusterError) => void = () => {}
  #isLeaving = false
  #isDraining = false
  #isRenewing = false
  #troubleTold = Number.NEGATIVE_INFINITY
  readonly #moments = new Moments()

  private constructor(settings: ClusterSettings, link: NatsLink, created: string) {
    const { node, process, config, passwords, limits, log, moderators } = settings
    const { snapshotAfter = SNAPSHOT_AFTER } = settings
    this.#settings = settings
    this.#link = link
    this.failed = new Promise((resolve) => {
      this.#fail = resolve
    })
    const failed = (error: unknown) => log('error', `internal error: ${textOf(error)}`)
    this.#replica = new Replica(limits, failed, moderators)
    const applied = () => this.#replica.sequence
    this.#guard = new LogGuard(created, applied, () => link.state())
    this.#snapshots = new SnapshotWriter(link, snapshotAfter, log)
    this.#lease = new Lease(link.leases, node, process)
    this.#engine = new SharedEngine({
      node,
      config,
      replica: this.#replica,
      passwords,
      elapsed: () => performance.now(),
      write: (entry) => link.write(entry, (why) => this.#tellTrouble(why)),
      lost: () => this.#lost(),
      refused: () => {
        const why =
          'the other gateways have another version, or other --keep or --moderator settings'
        this.#end(why)
      },
    })
  }

  /** Takes the newest snapshot over, reads the log behind it, then comes up. Rejects with a ClusterError where that cannot be done. */
  static async join(settings: ClusterSettings): Promise<Cluster> {
    const link = await NatsLink.open(settings, settings.replicas)
    try {
      const state = await link.state()
      const cluster = new Cluster(settings, link, state.created)
      try {
        await cluster.#begin(state)
      } catch (error) {
        cluster.#stop()
        throw error
      }
      return cluster
    } catch (error) {
      await link.close()
      throw error instanceof ClusterError ? error : new ClusterError(textOf(error))
    }
  }

  /** What is shared, for whoever only reads it. */
  get ports(): Ports {
    return this.#replica.ports
  }

  get nodes(): readonly LiveNode[] {
    return this.#replica.nodes
  }

  /** Whether this gateway is in the cluster, and the broker has answered lately. */
  get isReached(): boolean {
    return this.#engine.isReached
  }

  /** The engine of this gateway. `begin` is called before what comes from the log is carried out. */
  engine(begin: () => void): RoutingEngine {
    this.#engine.tellBefore(begin)
    return this.#engine
  }

  /** Says that this gateway is about to go, for whoever asks for the gateways. */
  drain(): void {
    this.#isDraining = true
    void this.#renew()
  }

  /** Answers nobody any more, once what was asked before is answered: for the end of the gateway. */
  async rest(within: number): Promise<void> {
    this.#engine.rest()
    await this.#moments.until(() => this.#engine.unconfirmed === 0, within)
  }

  /** Goes: the others free this gateway's names at once. */
  async leave(within: number): Promise<void> {
    this.#isLeaving = true
    this.#engine.leave()
    await this.#moments.until(() => this.#engine.epoch === undefined, within)
    this.#stop()
    await this.#lease.release().catch(() => {})
    await this.#link.close()
  }

  /** Comes up for the first time. */
  async #begin(state: LogState): Promise<void> {
    const { log, name, node } = this.#settings
    const { first, last } = state
    const snapshot = await this.#snapshots.read(state)
    if (snapshot !== undefined) this.#replica.restore(snapshot)
    const next = this.#replica.sequence + 1
    if (first > next) {
      throw new ClusterError(`the log begins at ${first}, and no snapshot is of entry ${first - 1}`)
    }
    await this.#link.read(next, (sequence, time, entry) => this.#take(sequence, time, entry))
    await this.#moments.until(() => this.#replica.sequence >= last, Number.POSITIVE_INFINITY)
    await this.#claim()
    this.#link.watchLeases((node) => this.#watch.seen(node, performance.now()))
    this.#engine.rise()
    this.#timers.push(setInterval(() => this.#tick(), TICK))
    this.#timers.push(setInterval(() => void this.#renew(), RENEWAL))
    const up = this.#moments.until(() => this.#engine.epoch !== undefined, JOIN_TIME)
    const end = await Promise.race([up, this.failed])
    if (end !== true) throw end || new ClusterError('the log takes no entries')
    this.#link.answerRequests((request, reply) => {
      this.#answer(request, (answer) => reply(JSON.stringify(answer)))
    })
    log('info', `in the cluster ${name} as ${node}, with ${this.nodes.length - 1} other gateways`)
  }

  /** Answers an operator. */
  #answer(bytes: Uint8Array, reply: (answer: AccountReply) => void): void {
    try {
      const request = decodeRequest(bytes)
      if (request.kind === 'list') {
        return reply(listed(this.ports, request.after, this.#replica.engine.now))
      }
      const changed = (fault: AccountFault | undefined) => {
        reply({ kind: 'changed', ...(fault && { fault }) })
      }
      if (!this.#engine.change(request.change, changed)) reply({ kind: 'away' })
    } catch (error) {
      this.#settings.log('warn', `a request about accounts cannot be read: ${textOf(error)}`)
    }
  }

  #stop(): void {
    this.#isLeaving = true
    for (const timer of this.#timers) clearInterval(timer)
  }

  /** A process of the same name that was killed has its lease until that is over. */
  async #claim(): Promise<void> {
    const { node } = this.#settings
    const end = performance.now() + JOIN_TIME
    while (!(await this.#lease.renew(this.#leaseText))) {
      if (performance.now() > end) {
        throw new ClusterError(`another gateway of the cluster has the name ${node}`)
      }
      await new Promise((resolve) => setTimeout(resolve, TICK))
    }
  }

  #take(sequence: number, time: number, entry: Uint8Array): void {
    const next = this.#replica.sequence + 1
    if (sequence < next) return
    if (sequence > next) return this.#end(`the log has no entry ${next}`)
    try {
      this.#engine.apply(sequence, time, decodeOp(entry))
    } catch (error) {
      this.#end(`entry ${sequence} of the log cannot be read: ${textOf(error)}`)
    }
    this.#moments.look()
  }

  async #renew(): Promise<void> {
    if (this.#isRenewing || this.#isLeaving) return
    this.#isRenewing = true
    try {
      const state = await this.#guard.look()
      if (state === undefined) {
        return this.#end('log-went-back: the broker has lost entries that were applied here')
      }
      if (!(await this.#lease.renew(this.#leaseText))) {
        return this.#end(`another gateway of the cluster has the name ${this.#settings.node}`)
      }
      this.#engine.confirm()
      if (this.#engine.isDown && !this.#isLeaving) this.#engine.rise()
      if (this.#isEldest) {
        void this.#snapshots.look(state, this.#replica.sequence, () => this.#replica.state)
      }
    } catch (error) {
      this.#tellTrouble(textOf(error))
    } finally {
      this.#isRenewing = false
    }
  }

  #tick(): void {
    this.#engine.tick()
    const now = performance.now()
    const { node: own } = this.#settings
    const late = this.#watch.late(this.nodes, own, now, this.#engine.isReached)
    for (const { node, epoch } of late) {
      this.#settings.log(
        'warn',
        `the gateway ${node} has not renewed its lease: its users are gone`,
      )
      this.#engine.tellDown(node, epoch)
    }
    this.#moments.look()
  }

  /** Whether no other gateway has come up before this one. */
  get #isEldest(): boolean {
    const { epoch } = this.#engine
    return epoch !== undefined && this.nodes.every((other) => other.epoch >= epoch)
  }

  #lost(): void {
    if (this.#isLeaving) return
    this.#settings.log('error', 'cluster-lost: all clients that were logged in are closed')
  }

  /** A broker that cannot be reached would be told of for each entry. */
  #tellTrouble(why: string): void {
    const now = performance.now()
    if (now - this.#troubleTold < TELL_AGAIN || this.#isLeaving) return
    this.#troubleTold = now
    this.#settings.log('warn', `the broker does not answer: ${why}`)
  }

  #end(why: string): void {
    this.#fail(new ClusterError(why))
  }

  get #leaseText(): LeaseText {
    const { node, process, version } = this.#settings
    return {
      node,
      process,
      version,
      epoch: this.#engine.epoch ?? 0,
      started: this.#started,
      users: this.#engine.users,
      applied: this.#replica.sequence,
      ...(this.#isDraining && { draining: true }),
    }
  }
}

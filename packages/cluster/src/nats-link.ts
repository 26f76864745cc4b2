import {
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream'
import { type KV, Kvm } from '@nats-io/kv'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import type { AccountReply, AccountRequest } from './account-requests.ts'
import { ASK_BROKER, ASK_GATEWAY, LOST_AFTER } from './bounds.ts'
import { ClusterError } from './errors.ts'
import { serverOptions } from './servers.ts'
import { Snapshots } from './snapshots.ts'

/** Where a cluster is. */
export interface ClusterPlace {
  /** `nats://host:port`, several with commas between them; with `user:password@` or `token@`, if needed. */
  readonly servers: string
  /** Of the cluster. */
  readonly name: string
}

/** What the broker says of the log. */
export interface LogState {
  /** When the log was made: another one where it was removed and made again. */
  readonly created: string
  readonly first: number
  readonly last: number
  /** On the disk of the broker. */
  readonly bytes: number
}

const READ_AHEAD = 1000
const RECONNECT_WAIT = 250
const PING_INTERVAL = 2_000
const MS = 1_000_000n

/** How names of clusters and gateways may look: they are parts of names that the broker knows. */
const names = /^[A-Za-z0-9_-]{1,64}$/

export function isClusterName(name: string): boolean {
  return names.test(name)
}

/** A connection to the broker, with the log and the leases of one cluster. */
export class NatsLink {
  readonly leases: KV
  readonly snapshots: Snapshots
  readonly #connection: NatsConnection
  readonly #manager: JetStreamManager
  readonly #bucket: string
  readonly #stream: string
  readonly #subject: string
  readonly #requests: string

  private constructor(
    connection: NatsConnection,
    manager: JetStreamManager,
    leases: KV,
    { name }: ClusterPlace,
  ) {
    this.#connection = connection
    this.#manager = manager
    this.leases = leases
    this.snapshots = new Snapshots(jetstream(connection), manager, snapshotsOf(name))
    this.#bucket = bucketOf(name)
    this.#stream = streamOf(name)
    this.#subject = subjectOf(name)
    this.#requests = `parley.${name}.accounts`
  }

  /**
   * Makes the log where there is none; `replicas`: how many brokers of a cluster of brokers keep it.
   * Rejects with a ClusterError.
   */
  static async open(place: ClusterPlace, replicas = 1): Promise<NatsLink> {
    return await opened(place, async (connection) => {
      const manager = await jetstreamManager(connection, { timeout: ASK_BROKER })
      const stream = streamOf(place.name)
      const found = await streamIn(manager, stream)
      if (found === undefined) {
        await manager.streams.add({
          name: stream,
          subjects: [subjectOf(place.name)],
          storage: 'file',
          discard: 'new',
          num_replicas: replicas,
          deny_delete: true,
        })
      }
      await Snapshots.make(manager, snapshotsOf(place.name), replicas)
      const settings = { ttl: LOST_AFTER, history: 1, replicas, timeout: ASK_BROKER }
      const leases = await new Kvm(connection).create(bucketOf(place.name), settings)
      return new NatsLink(connection, manager, leases, place)
    })
  }

  /** Makes nothing. Rejects with a ClusterError, also where there is no such cluster. */
  static async look(place: ClusterPlace): Promise<NatsLink> {
    return await opened(place, async (connection) => {
      const manager = await jetstreamManager(connection, { timeout: ASK_BROKER })
      const found = await streamIn(manager, streamOf(place.name))
      if (found === undefined) throw new ClusterError(`there is no cluster ${place.name}`)
      const leases = await new Kvm(connection).open(bucketOf(place.name))
      return new NatsLink(connection, manager, leases, place)
    })
  }

  /** Rejects where the broker does not answer; a log that is not there is empty, and never made. */
  async state(): Promise<LogState> {
    try {
      const { created, state } = await this.#manager.streams.info(this.#stream)
      return { created, first: state.first_seq, last: state.last_seq, bytes: state.bytes }
    } catch (error) {
      if (isNotFound(error)) return { created: '', first: 0, last: 0, bytes: 0 }
      throw error
    }
  }

  /** Takes all entries up to this one off the log. */
  async trim(upTo: number): Promise<void> {
    await this.#manager.streams.purge(this.#stream, { seq: upTo + 1 })
  }

  /** Has the entries from one on read; `time` is in milliseconds since the epoch. */
  async read(
    from: number,
    take: (sequence: number, time: number, entry: Uint8Array) => void,
  ): Promise<void> {
    const consumer = await jetstream(this.#connection).consumers.get(this.#stream, {
      deliver_policy: 'by_start_sequence',
      opt_start_seq: from,
    })
    await consumer.consume({
      max_messages: READ_AHEAD,
      idle_heartbeat: 1_000,
      expires: 5_000,
      callback: ({ seq, data, timestampNanos }) => take(seq, Number(timestampNanos / MS), data),
    })
  }

  /** `failed`: the broker has not taken it, or has not said so. */
  write(entry: Uint8Array, failed: (why: string) => void): void {
    jetstream(this.#connection, { timeout: ASK_BROKER })
      .publish(this.#subject, entry)
      .catch((error: unknown) => failed(textOf(error)))
  }

  /** `renewed` is told of each gateway that renews its lease. */
  watchLeases(renewed: (node: string) => void): void {
    const before = `$KV.${this.#bucket}.`
    this.#connection.subscribe(`${before}>`, {
      callback: (_error, { subject }) => renewed(subject.slice(before.length)),
    })
  }

  /** Has one gateway of the cluster asked. Rejects with a ClusterError. */
  async askGateway(request: AccountRequest): Promise<AccountReply> {
    try {
      const text = JSON.stringify(request)
      const reply = await this.#connection.request(this.#requests, text, { timeout: ASK_GATEWAY })
      return reply.json<AccountReply>()
    } catch (error) {
      throw new ClusterError(`no gateway of the cluster has answered: ${textOf(error)}`)
    }
  }

  /** Each request comes to one of the gateways that answer. */
  answerRequests(answer: (request: Uint8Array, reply: (text: string) => void) => void): void {
    this.#connection.subscribe(this.#requests, {
      queue: 'gateways',
      callback: (_error, message) => answer(message.data, (text) => message.respond(text)),
    })
  }

  async close(): Promise<void> {
    await this.#connection.close()
  }
}

function streamOf(cluster: string): string {
  return `PARLEY_${cluster}_LOG`
}

function subjectOf(cluster: string): string {
  return `parley.${cluster}.log`
}

function snapshotsOf(cluster: string) {
  return { stream: `PARLEY_${cluster}_SNAPSHOTS`, subject: `parley.${cluster}.snapshot` }
}

function bucketOf(cluster: string): string {
  return `PARLEY_${cluster}_LEASES`
}

async function opened(
  place: ClusterPlace,
  open: (connection: NatsConnection) => Promise<NatsLink>,
): Promise<NatsLink> {
  const connection = await connected(place)
  try {
    return await open(connection)
  } catch (error) {
    await connection.close()
    if (error instanceof ClusterError) throw error
    throw new ClusterError(`the broker refuses the cluster's log: ${textOf(error)}`)
  }
}

async function connected({ servers, name }: ClusterPlace): Promise<NatsConnection> {
  const options = serverOptions(servers)
  try {
    return await connect({
      ...options,
      name: `parley ${name}`,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RECONNECT_WAIT,
      pingInterval: PING_INTERVAL,
      timeout: ASK_BROKER,
    })
  } catch (error) {
    throw new ClusterError(`no broker at ${options.servers.join(', ')}: ${textOf(error)}`)
  }
}

async function streamIn(manager: JetStreamManager, stream: string): Promise<unknown> {
  try {
    return await manager.streams.info(stream)
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

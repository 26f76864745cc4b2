import { type LeaseText, leaseText } from './lease.ts'
import { type ClusterPlace, type LogState, NatsLink } from './nats-link.ts'

export interface ClusterStatus {
  readonly log: LogState
  /** Of the gateways that hold a lease, in the order of their names. */
  readonly gateways: readonly LeaseText[]
}

/** Asks the broker. Rejects with a ClusterError. */
export async function clusterStatus(place: ClusterPlace): Promise<ClusterStatus> {
  const link = await NatsLink.look(place)
  try {
    const gateways: LeaseText[] = []
    for await (const key of await link.leases.keys()) {
      const entry = await link.leases.get(key)
      const text = entry?.operation === 'PUT' ? leaseText(entry.value) : undefined
      if (text !== undefined) gateways.push(text)
    }
    gateways.sort((one, other) => (one.node < other.node ? -1 : 1))
    return { log: await link.state(), gateways }
  } finally {
    await link.close()
  }
}

/**
 * Several gateways as one: each applies the same ordered log to an engine of its own. The log is a stream
 * of NATS JetStream.
 *
 * @example
 * const cluster = await Cluster.join({ servers: 'nats://127.0.0.1:4222', name: 'class', node: 'one', … })
 * const gateway = new Gateway(cluster.ports, log, { sharedEngine: (begin) => cluster.engine(begin) })
 */
export type { AccountChange, AccountFault } from './account-change.ts'
export { Cluster, type ClusterSettings } from './cluster.ts'
export { ClusterAccounts } from './cluster-accounts.ts'
export { ClusterError } from './errors.ts'
export type { ClusterPlace } from './nats-link.ts'
export { isClusterName } from './nats-link.ts'
export { type ClusterStatus, clusterStatus } from './status.ts'

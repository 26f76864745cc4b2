import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Cluster } from '@parley/cluster'
import type { Log } from '@parley/server'
import { memoryFiles } from '@parley/store'
import { messageOf, UsageError } from './errors.ts'
import { moderatorsOf } from './moderators.ts'
import { type Configuration, IN_MEMORY } from './settings.ts'
import { memoryLimits, passwordsFor, type Storage } from './storage.ts'
import { ownVersion } from './version.ts'

/** What a gateway keeps in a cluster: all of it is in the log that the gateways share. */
export interface SharedStorage extends Storage {
  readonly cluster: Cluster
}

/** The name of the cluster that is meant where none is said. */
export const USUAL_CLUSTER = 'parley'

/** Settings that mean nothing in a cluster, and why. */
const refusals = [
  ['durability', 'a cluster keeps everything in its log, on the disk of the broker'],
  [
    'credentials',
    'accounts cannot be imported into a cluster; its users make theirs when they log in',
  ],
] as const

/** Joins the cluster that the settings name; undefined: none. */
export async function joinCluster(
  configuration: Configuration,
  log: Log,
): Promise<SharedStorage | undefined> {
  const { settings, naming } = configuration
  const { cluster: servers, keep = {} } = settings
  refuseWithoutCluster(configuration)
  if (servers === undefined) return undefined
  refuseInCluster(configuration)
  const { Cluster, ClusterError, isClusterName } = await import('@parley/cluster')
  const name = settings.clusterName ?? USUAL_CLUSTER
  const node = settings.clusterNode ?? usualNode()
  for (const [key, said] of [
    ['clusterName', name],
    ['clusterNode', node],
  ] as const) {
    if (isClusterName(said)) continue
    throw new UsageError(
      `${naming([key])}: "${said}" is not 1 to 64 of A to Z, a to z, 0 to 9, - and _`,
    )
  }
  const limits = memoryLimits(keep)
  try {
    const moderators = moderatorsOf(configuration)
    const named = moderators.size === 0 ? {} : { moderators: [...moderators].sort() }
    const cluster = await Cluster.join({
      servers,
      name,
      node,
      process: randomBytes(8).toString('hex'),
      version: ownVersion(),
      config: JSON.stringify({ version: ownVersion(), ...limits, ...named }),
      replicas: settings.clusterReplicas ?? 1,
      limits,
      moderators,
      passwords: passwordsFor(settings),
      log,
    })
    log(
      'info',
      'in a cluster no files are kept, and nobody can call a user whose client takes no calls',
    )
    const close = () => {}
    return {
      cluster,
      ports: cluster.ports,
      fileStore: memoryFiles(0),
      isFailing: () => !cluster.isReached,
      close,
    }
  } catch (error) {
    if (error instanceof ClusterError)
      throw new UsageError(`${naming(['cluster'])}: ${messageOf(error)}`)
    throw error
  }
}

/** Another one at each start, so that no gateway waits for the lease of its former self. */
function usualNode(): string {
  const host =
    hostname()
      .replace(/[^A-Za-z0-9_-]/g, '-')
      .slice(0, 40) || 'gateway'
  return `${host}-${randomBytes(3).toString('hex')}`
}

function refuseInCluster({ settings, naming }: Configuration): void {
  const { data, keep } = settings
  if (data !== undefined && data !== IN_MEMORY) {
    throw new UsageError(
      `${naming(['data'])}: a cluster has no data folder: it keeps everything in its log`,
    )
  }
  for (const [key, why] of refusals) {
    if (settings[key] !== undefined) throw new UsageError(`${naming([key])}: ${why}`)
  }
  if (keep?.fileBytes !== undefined) {
    throw new UsageError(`${naming(['keep', 'fileBytes'])}: a cluster keeps no files`)
  }
}

function refuseWithoutCluster({ settings, naming }: Configuration): void {
  if (settings.cluster !== undefined) return
  for (const key of ['clusterName', 'clusterNode', 'clusterReplicas'] as const) {
    if (settings[key] !== undefined) {
      throw new UsageError(`${naming([key])}: no cluster is joined without ${naming(['cluster'])}`)
    }
  }
}

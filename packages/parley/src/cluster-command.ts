import type { ClusterStatus } from '@parley/cluster'
import type { Argv } from 'yargs'
import { columns } from './columns.ts'
import { messageOf, UsageError } from './errors.ts'
import { flagOf } from './flags.ts'
import { USUAL_CLUSTER } from './serve-cluster.ts'
import { stamp } from './stamp.ts'

interface StatusFlags {
  readonly cluster?: string | undefined
  readonly 'cluster-name'?: string | undefined
}

const USUAL_BROKER = 'nats://127.0.0.1:4222'

/** `parley cluster …`. */
export function clusterCommands(args: Argv) {
  return args
    .command(
      'status',
      'List the gateways that hold a lease, and how far each has read the log',
      (given) =>
        given.options({
          cluster: flagOf('cluster', 'nats://host:port', `the broker (default: ${USUAL_BROKER})`),
          'cluster-name': flagOf(
            'cluster-name',
            'a name',
            `which of its clusters (default: ${USUAL_CLUSTER})`,
          ),
        }),
      (flags) => status(flags),
    )
    .demandCommand(1, 'cluster: status is needed')
}

async function status(flags: StatusFlags): Promise<void> {
  const { clusterStatus, ClusterError } = await import('@parley/cluster')
  const { cluster: servers = USUAL_BROKER, 'cluster-name': name = USUAL_CLUSTER } = flags
  try {
    process.stdout.write(statusText(await clusterStatus({ servers, name })))
  } catch (error) {
    if (error instanceof ClusterError) throw new UsageError(`cluster: ${messageOf(error)}`)
    throw error
  }
}

/** A line for the log, and one for each gateway. */
export function statusText({ log, gateways }: ClusterStatus): string {
  const entries = `log: ${log.last} entries since ${stamp(Date.parse(log.created))}\n`
  const rows = gateways.map(({ node, epoch, users, applied, started, version, draining }) => [
    node,
    `epoch ${epoch}`,
    `${users} users`,
    `${Math.max(0, log.last - applied)} behind`,
    `since ${stamp(started)}`,
    draining ? `${version}  draining` : version,
  ])
  return `${entries}${columns(rows)}`
}

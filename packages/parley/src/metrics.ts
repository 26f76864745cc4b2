import { formatAddress } from '@parley/contract'
import { type Gateway, type MetricsServer, openMetrics } from '@parley/server'
import { listenTrouble, type Place, readPlace } from './address.ts'
import { UsageError } from './errors.ts'
import type { Configuration } from './settings.ts'
import type { Storage } from './storage.ts'

/** Where the metrics are, as far as `--metrics` does not say it. */
const USUAL = { host: '127.0.0.1', port: 9464 } as const

/** Where the metrics are to be; undefined: nowhere. */
export function metricsPlace({
  settings: { metrics },
  naming,
}: Configuration): Required<Place> | undefined {
  if (metrics === undefined || metrics === 'off') return undefined
  const source = naming(['metrics'])
  const wrong = (expected: string) => `${source}: ${expected} in "${metrics}" (off, or [host:]port)`
  return { ...USUAL, ...readPlace(metrics, 0, wrong) }
}

/** Opens the metrics there. */
export async function openMetricsAt(
  { host, port }: Required<Place>,
  gateway: Gateway,
  { isFailing }: Storage,
): Promise<MetricsServer> {
  try {
    return await openMetrics(gateway, { host, port, hasStoreFailed: isFailing })
  } catch (error) {
    const place = formatAddress(host, port)
    throw new UsageError(`cannot listen for the metrics on ${place}: ${listenTrouble(error)}`)
  }
}

import type { Gateway } from './gateway.ts'
import type { MetricsServer, MetricsSettings } from './metrics-server.ts'

/** Opens the metrics of a gateway that counts; its modules are loaded only then. */
export async function openMetrics(
  gateway: Gateway,
  settings: MetricsSettings,
): Promise<MetricsServer> {
  const { MetricsServer } = await import('./metrics-server.ts')
  return await MetricsServer.open(gateway, settings)
}

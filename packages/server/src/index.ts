/**
 * The host: everything that touches sockets. It opens listeners, runs the one loop of every
 * connection, holds the limits, and lets a tap watch. It is given the dialect to speak and knows
 * none.
 *
 * @example
 * const gateway = new Gateway(memoryPorts(), (level, text) => console.error(level, text))
 * const { port } = await gateway.listen(dialect, { host: '127.0.0.1', port: 0 })
 * await gateway.drain(5_000)
 */
export { isLoopback } from './admission.ts'
export type { Belongings } from './belongings.ts'
export { serverBounds } from './bounds.ts'
export { Gateway } from './gateway.ts'
export { defaultLimits, type Limits } from './limits.ts'
export type { ListenerInfo, Listening, OpenConnection, OpenListener } from './listening.ts'
export type { Log } from './log.ts'
export type { MetricsServer, MetricsSettings } from './metrics-server.ts'
export { openMetrics } from './open-metrics.ts'
export type { ConnectionInfo, Observation, Tap, Trace, Tracer } from './tap.ts'
export type { TlsIdentity } from './tls-identity.ts'

import { readdirSync } from 'node:fs'
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks'
import type { Described } from './described.ts'
import { Descriptors } from './descriptors.ts'

const MICROSECOND = 1e-6
const NANOSECOND = 1e-9

/**
 * What every process tells, under the names that Prometheus has for it. Those of prom-client are not used:
 * they observe each garbage collection, which costs several per cent of the time of a busy gateway.
 */
export class ProcessMetrics {
  readonly #eventLoop: IntervalHistogram = monitorEventLoopDelay()
  readonly #started = Date.now() / 1000 - process.uptime()
  readonly #mostFiles = new Descriptors().limit

  constructor() {
    this.#eventLoop.enable()
  }

  close(): void {
    this.#eventLoop.disable()
  }

  counters(): readonly Described[] {
    return [
      one('process_cpu_seconds_total', 'CPU time of user and system.', () => {
        const { user, system } = process.cpuUsage()
        return (user + system) * MICROSECOND
      }),
    ]
  }

  gauges(): readonly Described[] {
    const heap = 'Memory of objects that are in use, or wait to be collected.'
    const files = this.#mostFiles
    const limit = files === undefined ? [] : [one('process_max_fds', 'ulimit -n.', () => files)]
    return [
      one('process_start_time_seconds', 'Since the epoch.', () => this.#started),
      one('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss()),
      one('process_open_fds', 'Open files and sockets.', openFiles),
      ...limit,
      one('nodejs_heap_used_bytes', heap, () => process.memoryUsage().heapUsed),
      {
        name: 'nodejs_eventloop_delay_seconds',
        help: 'How late the event loop has been since the last scrape.',
        labelNames: ['percentile'],
        read: () => this.#delays(),
      },
    ]
  }

  #delays() {
    const delays = [50, 90, 99, 100].map((percentile) => {
      const value = this.#eventLoop.percentile(percentile) * NANOSECOND
      return { labels: { percentile: String(percentile) }, value }
    })
    this.#eventLoop.reset()
    return delays
  }
}

function one(name: string, help: string, value: () => number): Described {
  return { name, help, labelNames: [], read: () => [{ labels: {}, value: value() }] }
}

/** 0 where the system does not tell it as Linux does. */
function openFiles(): number {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return 0
  }
}

import { closeReasons, errorCodes } from '@parley/contract'
import { Counter, Gauge, Registry } from 'prom-client'
import { CountedDelays } from './counted-delays.ts'
import { connectionRefusals, type DialectCounts, type GatewayCounts } from './counts.ts'
import type { Described, Sample } from './described.ts'
import type { Gateway } from './gateway.ts'
import type { ProcessMetrics } from './process-metrics.ts'

/** The dialect of the sender of a message that had waited in a mailbox, where it is not kept. */
const KEPT = 'kept'

/** The numbers of a gateway as Prometheus reads them; each is read when it is asked for. */
export function registryOf(
  gateway: Gateway,
  counts: GatewayCounts,
  ofProcess: ProcessMetrics,
): Registry {
  const registry = new Registry()
  const registers = [registry]
  const counters = [
    ...connectionCounters(counts),
    ...messageCounters(counts),
    ...ofProcess.counters(),
  ]
  for (const { read, ...described } of counters) {
    const metric: Counter = new Counter({
      ...described,
      registers,
      collect: () => {
        metric.reset()
        for (const { labels, value } of read()) metric.inc(labels, value)
      },
    })
  }
  const gauges = [
    ...presentGauges(gateway, counts),
    ...queueGauges(gateway, counts),
    ...ofProcess.gauges(),
  ]
  for (const { read, ...described } of gauges) {
    const metric: Gauge = new Gauge({
      ...described,
      registers,
      collect: () => {
        metric.reset()
        for (const { labels, value } of read()) metric.set(labels, value)
      },
    })
  }
  const help = 'From the read of a message to the write of each of its deliveries.'
  new CountedDelays('parley_delivery_delay_seconds', help, counts.delays, registry)
  return registry
}

/** A number of each dialect. */
function each(counts: GatewayCounts, value: (one: DialectCounts) => number) {
  const read = () =>
    counts.dialects.map((one) => ({ labels: { dialect: one.dialect }, value: value(one) }))
  return { labelNames: ['dialect'], read }
}

/** A number of each dialect for each key of a table. */
function by<Key extends string>(
  counts: GatewayCounts,
  label: string,
  table: Readonly<Record<Key, unknown>>,
  counted: (one: DialectCounts) => ReadonlyMap<string, number>,
) {
  const keys = Object.keys(table)
  const read = () =>
    counts.dialects.flatMap((one) =>
      keys.map((key) => {
        const labels = { dialect: one.dialect, [label]: key }
        return { labels, value: counted(one).get(key) ?? 0 }
      }),
    )
  return { labelNames: ['dialect', label], read }
}

/** The sum of a number of connections, for each dialect. */
function summed<One extends { readonly dialect: string }>(
  counts: GatewayCounts,
  all: () => readonly One[],
  value: (one: One) => number,
) {
  const read = () => {
    const sums = new Map(counts.dialects.map(({ dialect }) => [dialect, 0]))
    for (const one of all()) sums.set(one.dialect, (sums.get(one.dialect) ?? 0) + value(one))
    return [...sums].map(([dialect, sum]) => ({ labels: { dialect }, value: sum }))
  }
  return { labelNames: ['dialect'], read }
}

function connectionCounters(counts: GatewayCounts): readonly Described[] {
  return [
    {
      name: 'parley_connections_opened_total',
      help: 'Connections that were taken in.',
      ...each(counts, ({ opened }) => opened),
    },
    {
      name: 'parley_connections_refused_total',
      help: 'Connections that were closed before their dialect was spoken.',
      ...by(counts, 'reason', connectionRefusals, ({ refused }) => refused),
    },
    {
      name: 'parley_connections_closed_total',
      help: 'Connections that were taken in and have ended.',
      ...by(counts, 'reason', closeReasons, ({ closed }) => closed),
    },
    {
      name: 'parley_logins_total',
      help: 'Logins that were accepted.',
      ...each(counts, ({ logins }) => logins),
    },
  ]
}

function messageCounters(counts: GatewayCounts): readonly Described[] {
  return [
    {
      name: 'parley_commands_refused_total',
      help: 'Commands of clients that were refused.',
      ...by(counts, 'error', errorCodes, ({ refusedCommands }) => refusedCommands),
    },
    {
      name: 'parley_messages_total',
      help: 'Messages of users that were accepted.',
      ...each(counts, ({ accepted }) => accepted),
    },
    {
      name: 'parley_deliveries_total',
      help: `Messages to connections, by the dialects of sender and receiver; from "${KEPT}": it had waited in a mailbox.`,
      labelNames: ['from', 'to'],
      read: () => counts.dialects.flatMap((to) => deliveriesTo(to, counts.dialects)),
    },
  ]
}

function deliveriesTo(to: DialectCounts, senders: readonly DialectCounts[]): readonly Sample[] {
  const kept = { labels: { from: KEPT, to: to.dialect }, value: to.deliveredKept }
  const others = senders.map(({ dialect, index }) => {
    return { labels: { from: dialect, to: to.dialect }, value: to.delivered[index] ?? 0 }
  })
  return [...others, kept]
}

function presentGauges(gateway: Gateway, counts: GatewayCounts): readonly Described[] {
  const all = () => gateway.open.map(({ info }) => info)
  const users = () => gateway.open.filter(({ name }) => name !== undefined).map(({ info }) => info)
  return [
    {
      name: 'parley_connections',
      help: 'Connections that are open.',
      ...summed(counts, all, () => 1),
    },
    {
      name: 'parley_users',
      help: 'Connections whose user is logged in.',
      ...summed(counts, users, () => 1),
    },
  ]
}

function queueGauges(gateway: Gateway, counts: GatewayCounts): readonly Described[] {
  const output = () => gateway.queues.output
  const one = (value: () => number) => ({
    labelNames: [],
    read: () => [{ labels: {}, value: value() }],
  })
  return [
    {
      name: 'parley_output_waiting_bytes',
      help: 'Output that sockets have not taken.',
      ...summed(counts, output, ({ forSocket }) => forSocket),
    },
    {
      name: 'parley_output_paced_characters',
      help: 'Output that waits for the pace of its dialect.',
      ...summed(counts, output, ({ forPace }) => forPace),
    },
    {
      name: 'parley_deferred_deliveries',
      help: 'Deliveries of large texts that wait for a later turn.',
      ...one(() => gateway.queues.deferredDeliveries),
    },
    {
      name: 'parley_unfinished_bytes',
      help: 'Input of messages whose end has not come.',
      ...one(() => gateway.queues.unfinishedBytes),
    },
  ]
}

import { networkInterfaces } from 'node:os'
import type { Cluster } from '@parley/cluster'
import { formatAddress, type ServerDialect } from '@parley/contract'
import {
  Gateway,
  type ListenerInfo,
  type Log,
  type MetricsServer,
  type TlsIdentity,
} from '@parley/server'
import type { WebServer } from '@parley/web'
import { hostFlag, listenTrouble, type Place } from './address.ts'
import { CredentialImport } from './credential-import.ts'
import { messageOf, UsageError } from './errors.ts'
import { exposureWarning, talkHint, talkToolOf } from './exposure.ts'
import {
  endImport,
  holdCredentials,
  importCredentials,
  releaseCredentials,
} from './import-steps.ts'
import { parseListen } from './listen.ts'
import { listenerOptions } from './listener-options.ts'
import { metricsPlace, openMetricsAt } from './metrics.ts'
import { moderatorsOf, warnOfModerators } from './moderators.ts'
import { suggestionFor } from './near-miss.ts'
import { renewTls } from './renew-tls.ts'
import { openCapture } from './serve-capture.ts'
import { joinCluster } from './serve-cluster.ts'
import { openRecording, type ServeRecording } from './serve-recording.ts'
import { type Configuration, completeLimits, STDOUT } from './settings.ts'
import { firstSignal } from './signals.ts'
import { openStorage, type Storage, warnOfConflicts } from './storage.ts'
import { readIdentity, type TlsFiles, tlsFiles, warnOfDates } from './tls.ts'
import { loginNotice, openWeb, webSettings } from './web.ts'

const DEFAULT_HOST = '127.0.0.1'

/** What is left of the 5 s that a stop may take, for saying farewell and closing. */
export const DRAIN_TIME = 4_000

/** What a gateway takes to go from its cluster, in milliseconds, twice. */
const LEAVE_TIME = 1_000

/** A gateway with its listeners open. */
export interface Served {
  readonly gateway: Gateway
  readonly keeping: Storage
  /** Absent where this gateway is alone. */
  readonly cluster: Cluster | undefined
  /** Over which connections are closed at the end, in milliseconds. */
  readonly drainTime: number
  readonly listeners: readonly ListenerInfo[]
  readonly importing: CredentialImport
  /** By name, the dialects that are installed. */
  readonly dialects: ReadonlyMap<string, ServerDialect>
  /** The file that is imported. */
  readonly credentials: string | undefined
  /** The page, unless it is off. */
  readonly web: WebServer | undefined
  /** Absent where nobody asks for them. */
  readonly metrics: MetricsServer | undefined
  /** The certificate that is in use. */
  readonly tls: TlsFiles | undefined
  readonly recording: ServeRecording | undefined
  readonly capture: ServeRecording | undefined
  /** Where scripts read what is open: stdout, unless a capture goes there. */
  readonly says: NodeJS.WritableStream
}

/** Opens what the settings ask for, all of it or nothing. */
export async function serve(
  configuration: Configuration,
  dialects: readonly ServerDialect[],
  log: Log,
): Promise<Served> {
  const { settings } = configuration
  const chosen = chosenOf(configuration, dialects)
  const tls = tlsFiles(configuration)
  const identity = tls && (await readIdentity(tls))
  const page = webSettings(configuration, identity)
  refuseWithoutIdentity(chosen, identity, configuration)
  if (identity !== undefined) warnOfDates(identity, Date.now(), log)
  const measured = metricsPlace(configuration)
  const moderators = moderatorsOf(configuration)
  const shared = await joinCluster(configuration, log)
  const cluster = shared?.cluster
  const keeping = shared ?? openStorage(configuration, log)
  const { ports, fileStore } = keeping
  warnOfConflicts(ports, log)
  const importing = new CredentialImport(ports.accounts)
  const passwords = importing.judging(ports.passwords)
  const notice = loginNotice(page)
  const counting = measured !== undefined
  const gateway = new Gateway({ ...ports, passwords, moderators }, log, {
    fileStore,
    counting,
    ...(notice && { loginNotice: notice }),
    ...(cluster && { sharedEngine: (begin) => cluster.engine(begin) }),
  })
  const listeners: ListenerInfo[] = []
  let web: WebServer | undefined
  let metrics: MetricsServer | undefined
  let recording: ServeRecording | undefined
  let capture: ServeRecording | undefined
  try {
    await holdCredentials(importing, configuration, ports, log)
    warnOfModerators(moderators, ports, log)
    const recorded = [...new Set(chosen.map(({ dialect }) => dialect))]
    recording = await openRecording(gateway, recorded, configuration, log)
    capture = await openCapture(gateway, configuration, log)
    for (const one of chosen) listeners.push(await open(gateway, one, configuration, identity))
    if (measured !== undefined) metrics = await openMetricsAt(measured, gateway, keeping)
    if (page !== undefined) web = await openWeb(gateway, page, dialects, log)
  } catch (error) {
    await gateway.drain(0)
    await cluster?.leave(LEAVE_TIME)
    recording?.close()
    capture?.close()
    await metrics?.close()
    releaseCredentials(importing, ports)
    keeping.close()
    throw error
  }
  const byName = new Map(dialects.map((one) => [one.name, one]))
  const { credentials } = settings
  const served = { gateway, keeping, cluster, listeners, importing, dialects: byName, credentials }
  const says = settings.pcap === STDOUT ? process.stderr : process.stdout
  const drainTime = (settings.drainTime ?? 0) * 1000
  return { ...served, drainTime, web, recording, capture, says, metrics, tls }
}

interface Chosen {
  readonly dialect: ServerDialect
  readonly host: string
  readonly port: number
  readonly tls: boolean
}

/** What is to be opened, checked before anything is opened or made. */
function chosenOf(
  configuration: Configuration,
  dialects: readonly ServerDialect[],
): readonly Chosen[] {
  const { settings, naming } = configuration
  for (const name of Object.keys(settings.option ?? {})) {
    named(dialects, name, naming(['option', name]))
  }
  const usual = hostOf(configuration)
  const requests = settings.listen?.map((text, index) => {
    const source = naming(['listen', index])
    const request = parseListen(text, source)
    return { ...request, dialect: named(dialects, request.dialect, source) }
  })
  const wanted: readonly (Place & { dialect: ServerDialect; tls: boolean })[] =
    requests ?? dialects.map((dialect) => ({ dialect, tls: false }))
  const chosen = wanted.map(({ dialect, tls, host = usual, port = dialect.defaultPort }) => {
    listenerOptions(dialect, configuration)
    return { dialect, host, port, tls }
  })
  refuseSamePlace(chosen)
  return chosen
}

/** Two of ours on one port: the system would only say that it is in use. */
function refuseSamePlace(chosen: readonly Chosen[]): void {
  const places = new Map<string, string>()
  for (const { host, port, ...spoken } of chosen) {
    const name = spokenName(spoken.dialect.name, spoken.tls)
    const place = formatAddress(host, port)
    const other = places.get(place)
    if (other !== undefined && port !== 0) {
      throw new UsageError(`${other} and ${name} are both to listen on ${place}`)
    }
    places.set(place, name)
  }
}

/** `vu`, or `vu+tls`. */
function spokenName(dialect: string, tls: boolean): string {
  return tls ? `${dialect}+tls` : dialect
}

function refuseWithoutIdentity(
  chosen: readonly Chosen[],
  identity: TlsIdentity | undefined,
  { settings, naming }: Configuration,
): void {
  if (identity !== undefined) return
  const index = chosen.findIndex(({ tls }) => tls)
  const needs = 'TLS needs a certificate and its key: --tls-cert and --tls-key'
  if (index >= 0) throw new UsageError(`${naming(['listen', index])}: ${needs}`)
  if (settings.webTls === true) throw new UsageError(`${naming(['webTls'])}: ${needs}`)
}

function named(dialects: readonly ServerDialect[], name: string, source: string): ServerDialect {
  const dialect = dialects.find((one) => one.name === name)
  if (dialect !== undefined) return dialect
  const names = dialects.map((one) => one.name)
  const known = `there are ${names.join(', ')}`
  const meant = suggestionFor(name, names)
  throw new UsageError(`${source}: there is no dialect "${name}" (${known})${meant}`)
}

async function open(
  gateway: Gateway,
  { dialect, host, port, tls }: Chosen,
  configuration: Configuration,
  identity: TlsIdentity | undefined,
): Promise<ListenerInfo> {
  const { names, options } = listenerOptions(dialect, configuration)
  const limits = completeLimits(configuration.settings.limit)
  try {
    const listening = { host, port, names, options, limits }
    return await gateway.listen(dialect, {
      ...listening,
      ...(tls && identity && { tls: identity }),
    })
  } catch (error) {
    const place = formatAddress(host, udpPortOf(error) ?? port)
    const name = spokenName(dialect.name, tls)
    throw new UsageError(`cannot listen for ${name} on ${place}: ${listenTrouble(error)}`)
  }
}

/** The port over UDP that is not to be had. */
function udpPortOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if (Reflect.get(error, 'syscall') !== 'bind') return undefined
  const port: unknown = Reflect.get(error, 'port')
  return typeof port === 'number' ? port : undefined
}

function hostOf({ settings: { host }, naming }: Configuration): string {
  if (host === undefined) return DEFAULT_HOST
  return hostFlag(naming(['host']), host)
}

/**
 * Says what is open and runs until SIGTERM, SIGINT or SIGHUP, then drains; a second signal ends the process
 * at once. With TLS, SIGHUP reads the certificate again.
 */
export async function serveUntilSignal(served: Served, log: Log): Promise<void> {
  const { metrics, says, tls, web } = served
  const asked = firstSignal(tls && (() => void renewTls(tls, served, log)))
  for (const { dialect, address, port, udpPort, ...spoken } of served.listeners) {
    says.write(`listening ${spokenName(dialect, spoken.tls)} ${formatAddress(address, port)}\n`)
    if (udpPort !== undefined) {
      says.write(`listening ${dialect}/udp ${formatAddress(address, udpPort)}\n`)
    }
  }
  if (web !== undefined) says.write(`listening web ${web.url}\n`)
  if (metrics !== undefined) says.write(`listening metrics ${metrics.url}\n`)
  says.write('ready\n')
  const interfaces = networkInterfaces()
  const warning = exposureWarning(allListeners(served), interfaces)
  if (warning !== undefined) log('warn', warning)
  for (const listener of served.listeners) {
    const dialect = served.dialects.get(listener.dialect)
    if (dialect === undefined) continue
    log('info', talkHint(listener, interfaces, talkToolOf(dialect), dialect.shape))
  }
  const { cluster, credentials, gateway, importing } = served
  if (credentials !== undefined) void importCredentials(credentials, importing, gateway, log)
  const failed = cluster?.failed ?? new Promise<never>(() => {})
  const signal = await Promise.race([asked, failed])
  if (credentials !== undefined) endImport(credentials, importing, log)
  const { connections } = gateway
  const why = typeof signal === 'string' ? signal : 'out of the cluster'
  if (signal !== why) log('error', messageOf(signal))
  else if (served.drainTime > 0) {
    cluster?.drain()
    await gateway.disperse(served.drainTime)
  }
  if (signal === why) await cluster?.rest(LEAVE_TIME)
  log('info', `${why}: closing ${connections} connection${connections === 1 ? '' : 's'}`)
  await gateway.drain(DRAIN_TIME)
  await cluster?.leave(LEAVE_TIME)
  served.recording?.close()
  served.capture?.close()
  await served.web?.close()
  await metrics?.close()
  served.keeping.close()
  log('info', 'closed')
  if (signal !== why) throw signal
}

/** Those of the dialects, and the page. */
function allListeners({ listeners, web }: Served) {
  if (web === undefined) return listeners
  return [...listeners, { dialect: 'web', tls: web.isSecure, ...web.place }]
}

import type { Argv } from 'yargs'
import { discoverDialects } from './discover.ts'
import { failureText } from './discovered.ts'
import { flagOf, flagsOf } from './flags.ts'
import { openLog } from './logger.ts'
import { plainValue } from './plain-value.ts'
import { serve, serveUntilSignal } from './serve.ts'
import { assignable, checkSettings, configurationOf, type Layer } from './settings.ts'
import {
  asFlag,
  assignments,
  nestedOptions,
  settingsFromEnvironment,
  settingsFromFile,
} from './settings-sources.ts'

const options = {
  listen: flagsOf(
    'listen',
    '<dialect>[+tls][=[host:]port]',
    '<dialect>[+tls][=[host:]port], repeatable; port 0 takes a free one; +tls: clients must speak TLS (default: every dialect on its port)',
  ),
  host: flagOf(
    'host',
    'an address',
    'address to listen on where --listen names none (default: 127.0.0.1)',
  ),
  strict: {
    type: 'boolean',
    describe: 'turn every dialect’s extensions off: each behaves as the original',
  },
  option: flagsOf(
    'option',
    '<dialect>.<key>=<value>',
    '<dialect>.<key>=<value>, repeatable; see parley dialects <dialect>',
  ),
  limit: flagsOf(
    'limit',
    '<limit>=<value>',
    `<limit>=<value>, repeatable: ${assignable.limit.join(', ')}`,
  ),
  keep: flagsOf(
    'keep',
    '<keep>=<value>',
    `<keep>=<value>, repeatable, what is kept at the most: ${assignable.keep.join(', ')}`,
  ),
  data: flagOf(
    'data',
    'a folder, or memory',
    'folder in which accounts and messages are kept, or memory: they end with the process (default: parley-data)',
  ),
  durability: flagOf(
    'durability',
    'full or relaxed',
    'full: what is acknowledged is on disk; relaxed: quicker, the last moments may be lost with the power (default: full)',
  ),
  credentials: flagOf(
    'credentials',
    'a file',
    'file of accounts to make, a name and a password a line',
  ),
  moderator: flagsOf(
    'moderator',
    'a name',
    'name whose account has the rights of a moderator while the gateway runs; repeatable',
  ),
  'password-cost': flagOf(
    'password-cost',
    'a number',
    'scrypt’s N as a power of two, 10 to 20, for new passwords (default: 15)',
  ),
  web: flagOf(
    'web',
    'off, or [host:]port',
    'where the page is for a browser: [host:]port, or off (default: 127.0.0.1:8400)',
  ),
  'web-origin': flagsOf(
    'web-origin',
    'an address',
    'further address at which the page is opened, as in https://chat.example.org; repeatable',
  ),
  'web-guests': flagOf(
    'web-guests',
    'on or off',
    'on: whoever reaches the page may join without its token (default: off)',
  ),
  'web-notice': flagOf(
    'web-notice',
    'on or off',
    'on: users are told, once they have logged in, that what they say is on the page (default: on where others than this machine can open it)',
  ),
  'web-redact': flagOf(
    'web-redact',
    'secrets or direct',
    'what the page hides: passwords alone, or direct: private texts too (default: secrets)',
  ),
  'web-checks': flagOf(
    'web-checks',
    'off, loopback or lan',
    'which servers may be checked from the page: off, loopback, lan (default: loopback)',
  ),
  'web-tls': {
    type: 'boolean',
    describe: 'serve the page over TLS, with the same certificate',
  },
  'tls-cert': flagOf(
    'tls-cert',
    'a file',
    'PEM file of the certificate for TLS, and those that vouch for it; SIGHUP reads it again',
  ),
  'tls-key': flagOf('tls-key', 'a file', 'PEM file of its key, without a passphrase'),
  metrics: flagOf(
    'metrics',
    'off, or [host:]port',
    'where Prometheus reads /metrics, and /healthz is: [host:]port, or off (default: off)',
  ),
  record: flagOf(
    'record',
    'a file',
    'file to which everything is recorded that goes over every connection; see parley recording',
  ),
  'record-secrets': {
    type: 'boolean',
    describe: 'record and capture passwords too; otherwise each of their bytes is *',
  },
  pcap: flagOf(
    'pcap',
    'a file, or -',
    'pcapng file to which everything is captured that goes over every connection, for Wireshark; -: stdout, whose lines for scripts go to stderr then',
  ),
  cluster: flagOf(
    'cluster',
    'nats://host:port',
    'broker over which several gateways are one: nats://[user:password@]host[:port], several with commas',
  ),
  'cluster-name': flagOf(
    'cluster-name',
    'a name',
    'which of the broker’s clusters to join (default: parley)',
  ),
  'cluster-node': flagOf(
    'cluster-node',
    'a name',
    'what this gateway is called in the cluster (default: the host’s name and six random digits)',
  ),
  'drain-time': flagOf(
    'drain-time',
    'seconds',
    'seconds over which connections are closed, one by one, when the gateway ends (default: 0, all at once)',
  ),
  'cluster-replicas': flagOf(
    'cluster-replicas',
    'a number',
    'how many brokers keep the log, where this gateway makes it (default: 1)',
  ),
  config: flagOf('config', 'a file', 'JSON or YAML file with the same settings'),
  log: flagOf('log', 'pretty or json', 'pretty or json (default: pretty on a terminal, else json)'),
  'log-level': flagOf(
    'log-level',
    'error, warn, info or debug',
    'error, warn, info or debug (default: info)',
  ),
} as const

interface ServeFlags {
  readonly listen?: string[] | undefined
  readonly host?: string | undefined
  readonly strict?: boolean | undefined
  readonly option?: string[] | undefined
  readonly limit?: string[] | undefined
  readonly keep?: string[] | undefined
  readonly data?: string | undefined
  readonly durability?: string | undefined
  readonly credentials?: string | undefined
  readonly moderator?: string[] | undefined
  readonly 'password-cost'?: string | undefined
  readonly web?: string | undefined
  readonly 'web-origin'?: string[] | undefined
  readonly 'web-guests'?: string | undefined
  readonly 'web-notice'?: string | undefined
  readonly 'web-redact'?: string | undefined
  readonly 'web-checks'?: string | undefined
  readonly 'web-tls'?: boolean | undefined
  readonly 'tls-cert'?: string | undefined
  readonly 'tls-key'?: string | undefined
  readonly metrics?: string | undefined
  readonly pcap?: string | undefined
  readonly record?: string | undefined
  readonly 'record-secrets'?: boolean | undefined
  readonly cluster?: string | undefined
  readonly 'cluster-name'?: string | undefined
  readonly 'cluster-node'?: string | undefined
  readonly 'drain-time'?: string | undefined
  readonly 'cluster-replicas'?: string | undefined
  readonly config?: string | undefined
  readonly log?: string | undefined
  readonly 'log-level'?: string | undefined
}

/** The flags of `parley serve`. */
export function serveFlags(args: Argv) {
  return args.options(options)
}

function settingsFromFlags(flags: ServeFlags): Layer {
  const { listen, host, strict, option, limit, keep, data, durability, credentials, log } = flags
  const said = {
    listen,
    host,
    strict,
    option: option === undefined ? undefined : nestedOptions(option, '--option'),
    limit: limit === undefined ? undefined : assignments(limit, '--limit', 'limit'),
    keep: keep === undefined ? undefined : assignments(keep, '--keep', 'keep'),
    data,
    durability,
    credentials,
    moderator: flags.moderator,
    passwordCost:
      flags['password-cost'] === undefined ? undefined : plainValue(flags['password-cost']),
    web: flags.web,
    webOrigin: flags['web-origin'],
    webGuests: flags['web-guests'],
    webNotice: flags['web-notice'],
    webRedact: flags['web-redact'],
    webChecks: flags['web-checks'],
    webTls: flags['web-tls'],
    tlsCert: flags['tls-cert'],
    tlsKey: flags['tls-key'],
    metrics: flags.metrics,
    pcap: flags.pcap,
    record: flags.record,
    recordSecrets: flags['record-secrets'],
    cluster: flags.cluster,
    clusterName: flags['cluster-name'],
    clusterNode: flags['cluster-node'],
    drainTime: flags['drain-time'] === undefined ? undefined : plainValue(flags['drain-time']),
    clusterReplicas:
      flags['cluster-replicas'] === undefined ? undefined : plainValue(flags['cluster-replicas']),
    log,
    logLevel: flags['log-level'],
  }
  return { settings: checkSettings(withoutUndefined(said), asFlag), naming: asFlag }
}

function withoutUndefined(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/** Opens the gateway and runs it until a signal ends it. */
export async function runServe(flags: ServeFlags): Promise<void> {
  const source = flags.config === undefined ? 'PARLEY_CONFIG' : '--config'
  const path = flags.config ?? process.env.PARLEY_CONFIG
  const file = path === undefined ? [] : [await settingsFromFile(path, source)]
  const below = [...file, settingsFromEnvironment(process.env)]
  const configuration = configurationOf(settingsFromFlags(flags), below)
  const { settings } = configuration
  const terminal = process.stderr.isTTY === true
  const log = openLog({
    form: settings.log ?? (terminal ? 'pretty' : 'json'),
    level: settings.logLevel ?? 'info',
    colour: terminal && !process.env.NO_COLOR,
  })
  const { dialects, failures } = await discoverDialects()
  for (const failure of failures) log('warn', failureText(failure))
  const served = await serve(configuration, dialects, log)
  await serveUntilSignal(served, log)
}

import type { Dialect, ServerDialect } from '@parley/contract'
import { formatAddress, isFullDialect } from '@parley/contract'
import { type Gateway, isLoopback, type Log, type TlsIdentity } from '@parley/server'
import type { RunChecks, WebServer, WebSettings } from '@parley/web'
import { listenTrouble, type Place, readPlace } from './address.ts'
import { codeOf, messageOf, UsageError } from './errors.ts'
import type { Naming } from './explain.ts'
import type { Configuration, Settings } from './settings.ts'
import { ownVersion } from './version.ts'

/** Where the page is, where nothing else is said. */
export const WEB_PLACE = { host: '127.0.0.1', port: 8400 } as const

/** Where the page is to be; undefined: nowhere. */
function placeOf({ settings: { web }, naming }: Configuration): Required<Place> | undefined {
  if (web === 'off') return undefined
  const source = naming(['web'])
  const wrong = (expected: string) => `${source}: ${expected} in "${web}" (off, or [host:]port)`
  return { ...WEB_PLACE, ...readPlace(web ?? '', 0, wrong) }
}

/** The addresses at which the page is opened besides its own, each as a browser says it. */
function originsOf(origins: Settings['webOrigin'], naming: Naming): readonly string[] {
  return (origins ?? []).map((text, index) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === '/') {
      return url.origin
    }
    const source = naming(['webOrigin', index])
    throw new UsageError(
      `${source}: expected an address without a path, as in https://chat.example.org, got "${text}"`,
    )
  })
}

/** What the settings say of the page, checked; undefined where there is to be none. */
export function webSettings(
  configuration: Configuration,
  identity?: TlsIdentity,
): WebPlan | undefined {
  const { settings, naming } = configuration
  const place = placeOf(configuration)
  const origins = originsOf(settings.webOrigin, naming)
  if (place === undefined) return undefined
  const { webGuests = 'off', webRedact = 'secrets', webChecks = 'loopback' } = settings
  const { webNotice = isForOthers(place.host, origins) ? 'on' : 'off' } = settings
  const [guests, notice] = [webGuests === 'on', webNotice === 'on']
  const tls = settings.webTls === true && identity !== undefined ? { tls: identity } : {}
  return { ...place, origins, guests, notice, redaction: webRedact, checks: webChecks, ...tls }
}

/** Whether the page can be opened from elsewhere than this machine, be it through a proxy. */
function isForOthers(host: string, origins: readonly string[]): boolean {
  const names = [host, ...origins.map((origin) => new URL(origin).hostname)]
  return !names.map((name) => name.replace(/^\[|\]$/g, '')).every(isOwn)
}

function isOwn(name: string): boolean {
  return name === 'localhost' || isLoopback(name)
}

/** What users are told at their login; undefined where they are told nothing. */
export function loginNotice(plan: WebPlan | undefined): string | undefined {
  if (plan?.notice !== true) return undefined
  const directs = plan.redaction === 'direct' ? 'except private messages' : 'private messages too'
  return `what you say can be seen on a page of this gateway, ${directs}`
}

/** What is known of the page before anything is opened. */
export interface WebPlan
  extends Required<Pick<WebSettings, 'host' | 'port' | 'origins' | 'guests' | 'redaction'>> {
  /** Whether users are told that they are watched. */
  readonly notice: boolean
  /** Which servers may be checked from the page. */
  readonly checks: NonNullable<Settings['webChecks']>
  /** With it, the page is served over TLS. */
  readonly tls?: TlsIdentity
}

/** Opens the page; where its port is in use, on a free one. */
export async function openWeb(
  gateway: Gateway,
  plan: WebPlan,
  dialects: readonly ServerDialect[],
  log: Log,
): Promise<WebServer> {
  const { pageFolder, WebServer } = await import('@parley/web')
  const { checks, ...rest } = plan
  const runChecks = checks === 'off' ? {} : { runChecks: await checksOf(dialects, checks) }
  const settings = { ...rest, ...runChecks, page: pageFolder, version: ownVersion() }
  try {
    return await WebServer.open(gateway, settings)
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw cannotListen(plan, error)
  }
  try {
    const web = await WebServer.open(gateway, { ...settings, port: 0 })
    log('warn', `port ${plan.port} is in use: the page is on ${web.port}`)
    return web
  } catch (error) {
    throw cannotListen(plan, error)
  }
}

function cannotListen({ host, port }: WebPlan, error: unknown): UsageError {
  const place = formatAddress(host, port)
  return new UsageError(`cannot listen for the page on ${place}: ${listenTrouble(error)}`)
}

async function checksOf(
  dialects: readonly ServerDialect[],
  reach: 'loopback' | 'lan',
): Promise<RunChecks> {
  const full: readonly Dialect[] = dialects.filter(isFullDialect)
  return async (request, onVerdict, signal, onDialled) => {
    const { checkFromPage } = await import('./check/check-from-page.ts')
    try {
      return await checkFromPage(full, reach, request, onVerdict, signal, onDialled)
    } catch (error) {
      throw new Error(messageOf(error))
    }
  }
}

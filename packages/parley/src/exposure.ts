import { Buffer } from 'node:buffer'
import type { NetworkInterfaceInfo } from 'node:os'
import {
  formatAddress,
  isFullDialect,
  Malformed,
  NEED_MORE,
  type ServerDialect,
} from '@parley/contract'
import { isLoopback } from '@parley/server'

/** What `os.networkInterfaces()` gives. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** Where one dialect listens. */
interface Listening {
  readonly dialect: string
  readonly address: string
  readonly port: number
  readonly tls: boolean
}

/** At which addresses of this machine a listener is reached; those of this machine alone first. */
export function reachableAt(address: string, interfaces: Interfaces): readonly string[] {
  if (address !== '0.0.0.0' && address !== '::') return [address]
  const own = Object.values(interfaces)
    .flatMap((infos) => infos ?? [])
    .filter(({ family }) => address === '::' || family === 'IPv4')
    .map((info) => info.address)
    .filter((one) => !isLinkLocal(one))
  const ordered = [...own.filter(isLoopback), ...own.filter((one) => !isLoopback(one))]
  return ordered.length === 0 ? [address === '::' ? '::1' : '127.0.0.1'] : ordered
}

/** Not reached without the name of an interface beside it. */
function isLinkLocal(address: string): boolean {
  return /^fe[89ab]/i.test(address)
}

/** With what people talk to a dialect: Parley's client, `nc` and a keyboard, or a program of their own. */
export type TalkTool = 'client' | 'keyboard' | 'program'

/** A dialect without a client can be typed where a line of letters is a frame, whatever it means. */
export function talkToolOf(dialect: ServerDialect): TalkTool {
  if (isFullDialect(dialect)) return 'client'
  const splitter = dialect.splitter(dialect.options.parse({}))
  splitter.push(Buffer.from('hello\n'))
  const found = splitter.next(dialect.wire(dialect.options.parse({})).maxFrame)
  return found === NEED_MORE || found instanceof Malformed ? 'program' : 'keyboard'
}

/** How to talk to a listener, from here and from elsewhere. `shape`: what a message looks like. */
export function talkHint(
  { dialect, address, port, tls }: Listening,
  interfaces: Interfaces,
  tool: TalkTool,
  shape: string,
): string {
  const [first = address, ...others] = reachableAt(address, interfaces)
  const elsewhere = others.filter((one) => !isLoopback(one)).map((one) => formatAddress(one, port))
  const also = elsewhere.length === 0 ? '' : `; from other machines: ${elsewhere.join(', ')}`
  switch (tool) {
    case 'client':
      return `to talk: npx parley chat ${dialect} ${formatAddress(first, port)}${tls ? ' --tls' : ''}${also}`
    case 'keyboard':
      return tls
        ? `to talk: openssl s_client -quiet -connect ${formatAddress(first, port)}${also}`
        : `to talk: nc ${first} ${port}${also}`
    case 'program':
      return `to talk: a program that says ${shape} to ${formatAddress(first, port)}${tls ? ' over TLS' : ''}${also}`
  }
}

/** What an operator must know of listeners that other machines reach; undefined where there are none. */
export function exposureWarning(
  listeners: readonly Listening[],
  interfaces: Interfaces,
): string | undefined {
  const open = listeners.filter(({ address, tls }) => !tls && !isLoopback(address))
  if (open.length === 0) return undefined
  const dialects = [...new Set(open.map(({ dialect }) => dialect))].join(', ')
  const reached = open.flatMap(({ address }) => reachableAt(address, interfaces))
  const places = [...new Set(reached.filter((one) => !isLoopback(one)))]
  const where = places.length === 0 ? '' : ` at ${places.join(', ')}`
  const what = listeners.some(({ tls }) => tls) ? 'not all is encrypted' : 'nothing is encrypted'
  return `${what}: whoever is on the way can read texts and passwords. Open to other machines${where}: ${dialects}. See docs/security.md`
}

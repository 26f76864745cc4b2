import { once } from 'node:events'
import { createServer, isIPv6 } from 'node:net'
import { formatAddress } from '@parley/contract'
import { codeOf, messageOf, UsageError } from './errors.ts'

/** Where somebody listens, as a person says it; what is not said has a default. */
export interface Place {
  readonly host?: string
  readonly port?: number
}

export const LAST_PORT = 65_535

/** A host name or an IPv4 address. */
const HOST_NAME = /^[\p{L}\p{N}._-]+$/u

/**
 * Reads `localhost`, `localhost:5378`, `::1`, `[::1]`, `[::1]:5378`, `:5378` or `5378`; an empty text
 * says nothing. `least`: the lowest port. `wrong` makes the message from what was expected.
 */
export function readPlace(text: string, least: 0 | 1, wrong: (expected: string) => string): Place {
  if (text === '') return {}
  const refuse = (expected: string) => new UsageError(wrong(expected))
  const port = (digits: string) => ({ port: portOf(digits, least, wrong) })
  if (/^\d+$/.test(text)) return port(text)
  if (text.includes('/')) throw refuse('expected a host, without a scheme or a path')
  const colon = text.lastIndexOf(':')
  const [before, after] = [text.slice(0, colon), text.slice(colon + 1)]
  if (isIPv6(text)) {
    if (!isIPv6(before) || !/^\d+$/.test(after)) return { host: text }
    throw refuse(`expected [${text}] or [${before}]:${after}, which differ`)
  }
  if (isIPv6(before))
    throw refuse(`expected brackets around an IPv6 address, as in [${before}]:5378`)
  if (colon < 0 || text.endsWith(']')) return { host: hostOf(text, refuse) }
  const host = before === '' ? {} : { host: hostOf(before, refuse) }
  return { ...host, ...port(after) }
}

/** Reads a place as a positional argument of that name; if absent, it says nothing. */
export function placeArgument(name: string, text: string | undefined, least: 0 | 1): Place {
  return readPlace(text ?? '', least, (expected) => `<${name}>: ${expected}, got "${text}"`)
}

/** The host that a flag or a setting names, without a port: `localhost`, `::1` or `[::1]`. */
function readHost(text: string, wrong: (expected: string) => string): string {
  const refuse = (expected: string) => new UsageError(wrong(expected))
  if (isIPv6(text)) return text
  if (/^\d+$/.test(text)) throw refuse('expected a host or an address')
  return hostOf(text, refuse)
}

function hostOf(text: string, refuse: (expected: string) => UsageError): string {
  const [, inside] = /^\[(.*)\]$/.exec(text) ?? []
  if (inside === undefined ? HOST_NAME.test(text) : isIPv6(inside)) return inside ?? text
  throw refuse(
    inside === undefined ? 'expected a host or an address' : 'expected an IPv6 address in brackets',
  )
}

/** The port that a flag names; 0, which takes a free one, only where that is the `least`. */
export function portFlag(flag: string, text: string, least: 0 | 1): number {
  return portOf(text, least, (expected) => `${flag}: ${expected}, got "${text}"`)
}

/** The host that a flag names. */
export function hostFlag(flag: string, text: string): string {
  return readHost(text, (expected) => `${flag}: ${expected}, without a port, got "${text}"`)
}

/** A port from `least` on; `wrong` says what was given where it is none. */
function portOf(digits: string, least: 0 | 1, wrong: (expected: string) => string): number {
  const port = Number(digits)
  if (/^\d{1,5}$/.test(digits) && port >= least && port <= LAST_PORT) return port
  throw new UsageError(wrong(`expected a port from ${least} to ${LAST_PORT}`))
}

/** Why nothing can listen there, in a few words. */
export function listenTrouble(error: unknown): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return 'the port is in use'
    case 'EACCES':
      return 'no permission to take the port'
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return 'this machine has no such address'
    case 'EAFNOSUPPORT':
      return 'this machine has no IPv6'
    default:
      return isNoHost(error) ? NO_HOST : messageOf(error)
  }
}

const NO_HOST = 'there is no such host'

/** Whether a name stands for no address. */
export function isNoHost(error: unknown): boolean {
  return ['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(String(codeOf(error)))
}

/** Why a server cannot be reached, in a few words. */
export function connectTrouble(error: unknown): string {
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return 'nobody listens there'
    case 'ETIMEDOUT':
      return 'it does not answer'
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return 'it cannot be reached from here'
    default:
      return isNoHost(error) ? NO_HOST : messageOf(error)
  }
}

/** Refuses a place at which nothing can listen, before anything is started. */
export async function refuseTakenPlace({ host, port }: Required<Place>): Promise<void> {
  const server = createServer()
  try {
    server.listen({ host, port })
    await once(server, 'listening')
  } catch (error) {
    throw new UsageError(`cannot listen on ${formatAddress(host, port)}: ${listenTrouble(error)}`)
  }
  server.close()
  await once(server, 'close')
}

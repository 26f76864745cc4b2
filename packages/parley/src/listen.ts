import { UsageError } from './usage.ts'

/** One `--listen`: what is not said is the dialect's or the program's default. */
export interface ListenRequest {
  readonly dialect: string
  readonly host?: string
  readonly port?: number
}

export const LAST_PORT = 65_535

const form = '<dialect>[=[host:]port]'

/** Reads `vu`, `vu=5378`, `vu=0.0.0.0:5378` or `vu=[::1]:0`. `source` is named where it is wrong. */
export function parseListen(text: string, source: string): ListenRequest {
  const equals = text.indexOf('=')
  if (equals < 0) return { dialect: text }
  const dialect = text.slice(0, equals)
  const place = text.slice(equals + 1)
  const colon = place.lastIndexOf(':')
  const digits = place.slice(colon + 1)
  const port = portOf(digits, 0, (expected) => `${source}: ${expected} in "${text}" (${form})`)
  if (colon < 0) return { dialect, port }
  const host = place.slice(0, colon).replace(/^\[(.*)\]$/, '$1')
  if (host === '')
    throw new UsageError(`${source}: no host before the colon in "${text}" (${form})`)
  return { dialect, host, port }
}

/** The port that a flag names; 0, which takes a free one, only where that is the `least`. */
export function portFlag(flag: string, text: string, least: 0 | 1): number {
  return portOf(text, least, (expected) => `${flag}: ${expected}, got "${text}"`)
}

/** A port from `least` on; `wrong` says what was given where it is none. */
export function portOf(digits: string, least: 0 | 1, wrong: (expected: string) => string): number {
  const port = Number(digits)
  if (/^\d{1,5}$/.test(digits) && port >= least && port <= LAST_PORT) return port
  throw new UsageError(wrong(`expected a port from ${least} to ${LAST_PORT}`))
}

/** `127.0.0.1:5378`, `[::1]:5378`. */
export function formatAddress(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

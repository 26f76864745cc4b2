import { UsageError } from './usage.ts'

/** One `--listen`: what is not said is the dialect's or the program's default. */
export interface ListenRequest {
  readonly dialect: string
  readonly host?: string
  readonly port?: number
}

const form = '<dialect>[=[host:]port]'

/** Reads `vu`, `vu=5378`, `vu=0.0.0.0:5378` or `vu=[::1]:0`. `source` is named where it is wrong. */
export function parseListen(text: string, source: string): ListenRequest {
  const equals = text.indexOf('=')
  if (equals < 0) return { dialect: text }
  const dialect = text.slice(0, equals)
  const place = text.slice(equals + 1)
  const colon = place.lastIndexOf(':')
  const port = parsePort(place.slice(colon + 1), text, source)
  if (colon < 0) return { dialect, port }
  const host = place.slice(0, colon).replace(/^\[(.*)\]$/, '$1')
  if (host === '')
    throw new UsageError(`${source}: no host before the colon in "${text}" (${form})`)
  return { dialect, host, port }
}

/** A port from 0 to 65535; `text` and `source` are named where it is none. */
export function parsePort(digits: string, text: string, source: string): number {
  const port = Number(digits)
  if (/^\d{1,5}$/.test(digits) && port <= 65_535) return port
  throw new UsageError(`${source}: expected a port from 0 to 65535 in "${text}" (${form})`)
}

/** `127.0.0.1:5378`, `[::1]:5378`. */
export function formatAddress(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

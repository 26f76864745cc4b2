import { formatAddress, oneLine } from '@parley/contract'
import type { ConnectionInfo, Log } from '@parley/server'
import { createLogger, format, transports } from 'winston'

export interface LogSettings {
  readonly form: 'pretty' | 'json'
  readonly level: 'error' | 'warn' | 'info' | 'debug'
  readonly colour: boolean
}

/** The program’s log: winston’s, on stderr. */
export function openLog({ form, level, colour }: LogSettings): Log {
  const logger = createLogger({
    level,
    format: form === 'json' ? jsonForm() : prettyForm(colour),
    transports: [new transports.Stream({ stream: process.stderr })],
  })
  const debugging = level === 'debug'
  return (rank, text, at) => {
    if (rank === 'debug' && !debugging) return
    logger.log(rank, unforgeable(text), fields(at))
  }
}

/** Whatever a peer can put into a text, it is one entry: further lines are indented. */
export function unforgeable(text: string): string {
  return text.split('\n').map(oneLine).join('\n    ')
}

function fields(at: ConnectionInfo | undefined): Record<string, string | number> {
  if (at === undefined) return {}
  const { id, listener, peer } = at
  return { connection: id, listener, peer: formatAddress(peer.address, peer.port) }
}

function jsonForm() {
  return format.combine(format.timestamp(), format.json())
}

function prettyForm(colour: boolean) {
  const line = format.printf(({ timestamp, level, message, listener, connection, peer }) => {
    const where = listener === undefined ? '' : `  (#${connection} ${peer} on ${listener})`
    return `${timestamp} ${level} ${message}${where}`
  })
  const timed = format.timestamp({ format: 'HH:mm:ss' })
  return colour ? format.combine(timed, format.colorize(), line) : format.combine(timed, line)
}

import { readFileSync } from 'node:fs'

/** States of a TCP socket in `/proc/net/tcp`, in hexadecimal. */
const LISTEN = '0A'
const TIME_WAIT = '06'

/** Where in a row the inode of the socket stands. */
const INODE = 9

const tables = ['/proc/net/tcp', '/proc/net/tcp6'] as const

/**
 * The local ports on which somebody listens. Linux alone says so without a connection, which a
 * program under test may not survive; undefined elsewhere.
 */
export function listeningPorts(): ReadonlySet<number> | undefined {
  return portsIn(LISTEN)
}

/** Those of the sockets with these inodes. */
export function listeningPortsOf(inodes: ReadonlySet<string>): ReadonlySet<number> {
  return portsIn(LISTEN, (inode) => inodes.has(inode)) ?? new Set()
}

/**
 * Whether closed connections of the port still wait: a program that does not set SO_REUSEADDR cannot
 * listen there for a minute.
 */
export function isTimeWaiting(port: number): boolean {
  return portsIn(TIME_WAIT)?.has(port) === true
}

function portsIn(
  wanted: string,
  isMeant: (inode: string) => boolean = () => true,
): ReadonlySet<number> | undefined {
  const rows = tables.flatMap(rowsOf)
  if (rows.length === 0) return undefined
  const ports = rows.flatMap((row) => {
    const fields = row.trim().split(/\s+/)
    const [, local = '', , state] = fields
    const [, port = ''] = local.split(':')
    const isFound = state === wanted && isMeant(fields[INODE] ?? '')
    return isFound ? [Number.parseInt(port, 16)] : []
  })
  return new Set(ports)
}

function rowsOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'latin1').split('\n')
  } catch {
    return []
  }
}

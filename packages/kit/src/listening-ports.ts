import { Buffer } from 'node:buffer'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** States of a TCP socket in `/proc/net/tcp`, in hexadecimal. */
const LISTEN = '0A'
const ESTABLISHED = '01'
const CLOSE_WAIT = '08'
const TIME_WAIT = '06'

/** Where in a row the inode of the socket stands. */
const INODE = 9

const tables = ['/proc/net/tcp', '/proc/net/tcp6'] as const

/** In bytes, of a table: some fifty sockets. */
const HEAD = 8192

/**
 * The local ports on which somebody listens. Linux alone says so without a connection, which a
 * program under test may not survive; undefined elsewhere.
 */
export function listeningPorts(): ReadonlySet<number> | undefined {
  return portsIn(LISTEN)
}

/** Addresses as the tables have them: the words of the address in the byte order of the machine. */
const everyAddress = ['0'.repeat(8), '0'.repeat(32)] as const
const loopbackV4 = ['0100007F', '0000000000000000FFFF00000100007F'] as const
const loopbackV6 = '00000000000000000000000001000000'

const listenersFor: Readonly<Record<string, readonly string[]>> = {
  '127.0.0.1': [...everyAddress, ...loopbackV4],
  '::1': [everyAddress[1], loopbackV6],
  localhost: [...everyAddress, ...loopbackV4, loopbackV6],
}

/**
 * Whether somebody listens on that port of `127.0.0.1`, `::1` or `localhost`, as far as the system says so
 * without a connection; false for other hosts.
 */
export function isListeningAt(host: string, port: number): boolean {
  const addresses = Object.hasOwn(listenersFor, host) ? (listenersFor[host] ?? []) : []
  return portsIn(LISTEN, { isAt: (address) => addresses.includes(address) })?.has(port) === true
}

/**
 * Of those ports the ones that stand at the head of the system's tables. Linux lists sockets that
 * listen first, so that they are nearly always there, and a look costs the same however many
 * connections there are; elsewhere one may be missing.
 */
export function listeningPortsAtHead(): ReadonlySet<number> | undefined {
  return portsIn(LISTEN, { read: headOf })
}

/** Those of the sockets with these inodes. */
export function listeningPortsOf(inodes: ReadonlySet<string>): ReadonlySet<number> {
  return portsIn(LISTEN, { isMeant: (inode) => inodes.has(inode) }) ?? new Set()
}

/**
 * Whether closed connections of the port still wait: a program that does not set SO_REUSEADDR cannot
 * listen there for a minute.
 */
export function isTimeWaiting(port: number): boolean {
  return portsIn(TIME_WAIT)?.has(port) === true
}

/**
 * The local ports of the connections that programs of this machine have to that port of theirs, until
 * they close them; undefined where the system does not say.
 */
export function connectionsTo(port: number): ReadonlySet<number> | undefined {
  const rows = tables.flatMap((path) => rowsOf(path, wholeOf))
  if (rows.length === 0) return undefined
  const places = rows.map((row) => {
    const [, local = '', remote = '', state = ''] = row.trim().split(/\s+/)
    return { local: portOf(local), remote: portOf(remote), state }
  })
  const open = places.filter(
    ({ remote, state }) => remote === port && (state === ESTABLISHED || state === CLOSE_WAIT),
  )
  return new Set(open.map(({ local }) => local))
}

function portOf(address: string): number {
  return Number.parseInt(address.split(':')[1] ?? '', 16)
}

interface Choice {
  readonly read?: (path: string) => string
  readonly isMeant?: (inode: string) => boolean
  readonly isAt?: (address: string) => boolean
}

function portsIn(
  wanted: string,
  { read = wholeOf, isMeant = () => true, isAt = () => true }: Choice = {},
): ReadonlySet<number> | undefined {
  const rows = tables.flatMap((path) => rowsOf(path, read))
  if (rows.length === 0) return undefined
  const likely = rows.filter((row) => row.includes(` ${wanted} `))
  const ports = likely.flatMap((row) => {
    const fields = row.trim().split(/\s+/)
    const [, local = '', , state] = fields
    const [address = ''] = local.split(':')
    const isFound = state === wanted && isMeant(fields[INODE] ?? '') && isAt(address)
    return isFound ? [portOf(local)] : []
  })
  return new Set(ports)
}

function rowsOf(path: string, read: (path: string) => string): readonly string[] {
  try {
    return read(path).split('\n')
  } catch {
    return []
  }
}

function wholeOf(path: string): string {
  return readFileSync(path, 'latin1')
}

function headOf(path: string): string {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(HEAD)
    return bytes.toString('latin1', 0, readSync(file, bytes))
  } finally {
    closeSync(file)
  }
}

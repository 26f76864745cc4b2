import { BlockList, isIP, type Socket } from 'node:net'
import { type Dialect, formatAddress, type Peer } from '@parley/contract'
import { type Findings, runChecks, serverHarness } from '@parley/kit'
import { forStaff, jsonReport } from '@parley/reports'
import type { CheckRequest } from '@parley/web'
import { UsageError } from '../errors.ts'
import { dialectNamed, placeOf } from '../target.ts'
import { checkingOf, jobOf } from './job.ts'
import { waitFor } from './wait-for-server.ts'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/** Addresses of local networks (RFC 1918, RFC 4193, RFC 3927, RFC 4291). */
const local = new BlockList()
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const) {
  local.addSubnet(net, bits)
}
local.addSubnet('fc00::', 7, 'ipv6')
local.addSubnet('fe80::', 10, 'ipv6')

/** Only an address says where it leads; of the names there is one that stands for this machine. */
function isWithin(host: string, reach: 'loopback' | 'lan'): boolean {
  const address = host === 'localhost' ? '127.0.0.1' : host
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (isIP(address) === 0) return false
  return loopback.check(address, family) || (reach === 'lan' && local.check(address, family))
}

/**
 * Runs the checks of a server that somebody has asked for on the page; gives the outcome in a word. `onDialled`
 * is told from where each connection of the run comes.
 */
export async function checkFromPage(
  dialects: readonly Dialect[],
  reach: 'loopback' | 'lan',
  request: CheckRequest,
  onVerdict: (row: object) => void,
  signal: AbortSignal,
  onDialled: (from: Peer) => void = () => {},
): Promise<string> {
  const dialect = dialectNamed(dialects, request.dialect)
  const place = placeOf({ place: request.address }, dialect)
  if (!isWithin(place.host, reach)) {
    const expected =
      reach === 'lan' ? 'an address of the local network' : 'an address of this machine'
    throw new UsageError(`"${request.address}": expected ${expected}`)
  }
  const target = formatAddress(place.host, place.port)
  const dialled = (socket: Socket) => {
    socket.once('connect', () => {
      const { localAddress: address, localPort: port } = socket
      if (address !== undefined && port !== undefined) onDialled({ address, port })
    })
  }
  const server = { ...place, dialled }
  await waitFor(server, 0)
  signal.throwIfAborted()
  const flags = { option: [...request.options] }
  const line = { side: 'server', dialect: dialect.name, place: target, flags } as const
  const job = await jobOf(flags, dialect, dialects, { target, line })
  const harness = serverHarness(job, await checkingOf(dialect), {
    server,
    timeouts: undefined,
  })
  let told = 0
  const tell = (findings: Findings) => {
    if (signal.aborted) return
    const { checks, total } = jsonReport(forStaff(findings))
    for (const check of checks.slice(told)) onVerdict({ ...check, total })
    told = checks.length
  }
  const open: typeof harness.open = (attempt) => {
    signal.throwIfAborted()
    return harness.open(attempt)
  }
  const { trouble, outcomes } = await runChecks(job, { ...harness, open }, tell)
  if (trouble !== undefined) throw new UsageError(trouble.why)
  return outcomes.some(({ verdict }) => verdict === 'fail') ? 'failed' : 'passed'
}

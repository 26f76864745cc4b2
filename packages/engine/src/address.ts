/** IPv6 groups of 16 bits that name a network; a host chooses the other four as it likes. */
const NETWORK_GROUPS = 4
const GROUPS = 8

const mapped = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i
const dottedEnd = /\d+\.\d+\.\d+\.\d+$/

/**
 * What counts as one address wherever clients are counted or limited by address: an IPv4 address as
 * it is, also where it arrived on an IPv6 socket, and of an IPv6 address its /64 network, because one
 * host has all 2^64 addresses of it.
 */
export function addressKey(address: string): string {
  if (!address.includes(':') || address === '::1') return address
  const plain = address.replace(mapped, '')
  return plain.includes(':') ? `${networkOf(plain)}::/64` : plain
}

function networkOf(address: string): string {
  const [host = ''] = address.replace(dottedEnd, '0:0').split('%')
  const [head = '', tail] = host.split('::')
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  const zeros = new Array<string>(Math.max(0, GROUPS - before.length - after.length)).fill('0')
  return [...before, ...zeros, ...after].slice(0, NETWORK_GROUPS).join(':')
}

function groupsOf(part: string): readonly string[] {
  if (part === '') return []
  return part.split(':').map((group) => Number.parseInt(group, 16).toString(16))
}

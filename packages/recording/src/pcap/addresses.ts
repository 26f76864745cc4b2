import { isIPv4, isIPv6 } from 'node:net'

/** The addresses of a packet, both of 4 bytes or both of 16. */
export interface AddressPair {
  readonly from: Uint8Array
  readonly to: Uint8Array
}

const V4_LENGTH = 4
const V6_LENGTH = 16
/** Where an IPv4 address stands in an IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2). */
const MAPPED = 12

/** An address as its bytes; one that cannot be read becomes 0.0.0.0. */
export function addressBytes(text: string): Uint8Array {
  const [address = ''] = text.split('%')
  if (isIPv4(address)) return Uint8Array.from(address.split('.').map(Number))
  return isIPv6(address) ? v6Bytes(address) : new Uint8Array(V4_LENGTH)
}

/** Where one address is IPv4 and the other IPv6, both become IPv6. */
export function pairOf(from: string, to: string): AddressPair {
  const pair = { from: addressBytes(from), to: addressBytes(to) }
  if (pair.from.length === pair.to.length) return pair
  return { from: mappedToV6(pair.from), to: mappedToV6(pair.to) }
}

function mappedToV6(bytes: Uint8Array): Uint8Array {
  if (bytes.length === V6_LENGTH) return bytes
  const mapped = new Uint8Array(V6_LENGTH)
  mapped.fill(0xff, MAPPED - 2, MAPPED)
  mapped.set(bytes, MAPPED)
  return mapped
}

/** A valid IPv6 address: groups of hexadecimal digits, at most one `::`, maybe IPv4 at its end. */
function v6Bytes(address: string): Uint8Array {
  const [head = '', tail] = address.split('::')
  const before = groupBytes(head)
  const after = groupBytes(tail ?? '')
  const bytes = new Uint8Array(V6_LENGTH)
  bytes.set(before)
  if (tail !== undefined) bytes.set(after, V6_LENGTH - after.length)
  return bytes
}

function groupBytes(groups: string): readonly number[] {
  if (groups === '') return []
  return groups.split(':').flatMap((group) => {
    if (group.includes('.')) return group.split('.').map(Number)
    const value = Number.parseInt(group, 16)
    return [value >> 8, value & 0xff]
  })
}

/** IP packets around TCP segments and UDP datagrams: RFC 791, 8200, 9293, 768, 1071. */
import { Buffer } from 'node:buffer'
import { type AddressPair, pairOf } from './addresses.ts'
import type { Flow, FlowSide } from './events.ts'

const TCP = 6
const UDP = 17
const HOPS = 64
const V4_HEADER = 20
const V6_HEADER = 40
const TCP_HEADER = 20
const UDP_HEADER = 8
const DONT_FRAGMENT = 0x4000

export const flags = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 } as const

/** One TCP segment. */
export interface Segment {
  readonly from: FlowSide
  readonly sequence: number
  /** 0 where the ACK flag is not set. */
  readonly acknowledged: number
  readonly flags: number
  readonly window: number
  /** A multiple of 4 bytes. */
  readonly options?: Uint8Array
  readonly bytes: Uint8Array
}

const noOptions = new Uint8Array(0)

/** Whether the packets of a flow are IPv6. */
export function isV6({ client, server }: Flow): boolean {
  return pairOf(client.address, server.address).from.length > 4
}

/** `identification`: tells the IPv4 packets of one sender apart. */
export function tcpPacket(flow: Flow, segment: Segment, identification: number): Buffer {
  const { from, to } = endsOf(flow, segment.from)
  const { options = noOptions, bytes } = segment
  const header = Buffer.alloc(TCP_HEADER + options.length)
  header.writeUInt16BE(from.port, 0)
  header.writeUInt16BE(to.port, 2)
  header.writeUInt32BE(segment.sequence, 4)
  header.writeUInt32BE(segment.acknowledged, 8)
  header.writeUInt8((header.length / 4) << 4, 12)
  header.writeUInt8(segment.flags, 13)
  header.writeUInt16BE(segment.window, 14)
  header.set(options, TCP_HEADER)
  const pair = pairOf(from.address, to.address)
  header.writeUInt16BE(transportChecksum(pair, TCP, header, bytes), 16)
  return ipPacket(pair, TCP, identification, header, bytes)
}

export function udpPacket(
  flow: Flow,
  sender: FlowSide,
  bytes: Uint8Array,
  identification: number,
): Buffer {
  const { from, to } = endsOf(flow, sender)
  const header = Buffer.alloc(UDP_HEADER)
  header.writeUInt16BE(from.port, 0)
  header.writeUInt16BE(to.port, 2)
  header.writeUInt16BE(UDP_HEADER + bytes.length, 4)
  const pair = pairOf(from.address, to.address)
  header.writeUInt16BE(transportChecksum(pair, UDP, header, bytes) || 0xffff, 6)
  return ipPacket(pair, UDP, identification, header, bytes)
}

function endsOf({ client, server }: Flow, from: FlowSide) {
  return from === 'client' ? { from: client, to: server } : { from: server, to: client }
}

function ipPacket(
  pair: AddressPair,
  protocol: number,
  identification: number,
  header: Buffer,
  bytes: Uint8Array,
): Buffer {
  const length = header.length + bytes.length
  const ip =
    pair.from.length === 4
      ? v4Header(pair, protocol, identification, length)
      : v6Header(pair, protocol, length)
  return Buffer.concat([ip, header, bytes])
}

function v4Header({ from, to }: AddressPair, protocol: number, id: number, length: number): Buffer {
  const ip = Buffer.alloc(V4_HEADER)
  ip.writeUInt8(0x45, 0)
  ip.writeUInt16BE(V4_HEADER + length, 2)
  ip.writeUInt16BE(id & 0xffff, 4)
  ip.writeUInt16BE(DONT_FRAGMENT, 6)
  ip.writeUInt8(HOPS, 8)
  ip.writeUInt8(protocol, 9)
  ip.set(from, 12)
  ip.set(to, 16)
  ip.writeUInt16BE(inverted(sumOf(ip)), 10)
  return ip
}

function v6Header({ from, to }: AddressPair, protocol: number, length: number): Buffer {
  const ip = Buffer.alloc(V6_HEADER)
  ip.writeUInt8(0x60, 0)
  ip.writeUInt16BE(length, 4)
  ip.writeUInt8(protocol, 6)
  ip.writeUInt8(HOPS, 7)
  ip.set(from, 8)
  ip.set(to, 24)
  return ip
}

/** Over the pseudo header, the header, whose own field is 0, and the bytes. */
function transportChecksum(
  { from, to }: AddressPair,
  protocol: number,
  header: Buffer,
  bytes: Uint8Array,
): number {
  const length = header.length + bytes.length
  return inverted(sumOf(from) + sumOf(to) + protocol + length + sumOf(header) + sumOf(bytes))
}

/** The sum of all 16-bit words; a last odd byte counts as the higher half of a word. */
function sumOf(bytes: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 2) {
    sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
  }
  return sum
}

function inverted(sum: number): number {
  let folded = sum
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000)
  return ~folded & 0xffff
}

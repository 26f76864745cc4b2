/** Blocks of a pcapng file: draft-ietf-opsawg-pcapng, little-endian. */
import { Buffer } from 'node:buffer'

const SECTION = 0x0a0d0d0a
const INTERFACE = 1
const PACKET = 6

const BYTE_ORDER = 0x1a2b3c4d
/** The length of a section is not known when it begins. */
const UNKNOWN_LENGTH = Buffer.alloc(8, 0xff)

/** A packet that begins with its IP header. */
const LINKTYPE_RAW = 101
/** No packet is cut. */
const NO_LIMIT = 0

const options = { end: 0, comment: 1, name: 2, userApplication: 4, resolution: 9 } as const
const MICROSECONDS = 6

/** What one option, or one packet, may be told: the lengths of options have 16 bits. */
const MOST_COMMENT = 4096

export function sectionBlock(application: string): Buffer {
  const body = Buffer.alloc(8)
  body.writeUInt32LE(BYTE_ORDER, 0)
  body.writeUInt16LE(1, 4)
  const said = [option(options.userApplication, Buffer.from(application))]
  return block(SECTION, [body, UNKNOWN_LENGTH, ...said, option(options.end)])
}

export function interfaceBlock(name: string): Buffer {
  const body = Buffer.alloc(8)
  body.writeUInt16LE(LINKTYPE_RAW, 0)
  body.writeUInt32LE(NO_LIMIT, 4)
  const named = option(options.name, Buffer.from(name))
  const resolution = option(options.resolution, Buffer.of(MICROSECONDS))
  return block(INTERFACE, [body, named, resolution, option(options.end)])
}

/** `time`: microseconds since the epoch. */
export function packetBlock(time: number, packet: Uint8Array, comment?: string): Buffer {
  const body = Buffer.alloc(20)
  body.writeUInt32LE(0, 0)
  body.writeUInt32LE(Math.floor(time / 2 ** 32), 4)
  body.writeUInt32LE(time % 2 ** 32, 8)
  body.writeUInt32LE(packet.length, 12)
  body.writeUInt32LE(packet.length, 16)
  const parts = [body, padded(packet)]
  if (comment) parts.push(option(options.comment, commentBytes(comment)), option(options.end))
  return block(PACKET, parts)
}

/** Cut between two characters. */
function commentBytes(comment: string): Buffer {
  const bytes = Buffer.from(comment)
  if (bytes.length <= MOST_COMMENT) return bytes
  let end = MOST_COMMENT
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.subarray(0, end)
}

function option(code: number, value: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(code, 0)
  head.writeUInt16LE(value.length, 2)
  return Buffer.concat([head, padded(value)])
}

/** To a multiple of 4 bytes. */
function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
}

function block(type: number, parts: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(8)
  const body = Buffer.concat(parts)
  const length = body.length + 12
  head.writeUInt32LE(type, 0)
  head.writeUInt32LE(length, 4)
  const tail = Buffer.alloc(4)
  tail.writeUInt32LE(length, 0)
  return Buffer.concat([head, body, tail])
}

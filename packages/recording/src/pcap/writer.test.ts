import { Buffer } from 'node:buffer'
import { expect, test } from '@jest/globals'
import type { Flow } from './events.ts'
import { PcapWriter } from './writer.ts'

const flow: Flow = {
  id: 1,
  client: { address: '192.0.2.7', port: 50_001 },
  server: { address: '192.0.2.1', port: 5378 },
}
const overV6: Flow = {
  id: 2,
  client: { address: '2001:db8::7', port: 50_001 },
  server: { address: '::ffff:192.0.2.1', port: 5378 },
}
const time = 0x0005_f3a1_0000_0007

function bytes(text: string | Uint8Array, from: 'client' | 'server' = 'client') {
  return { kind: 'bytes', time, flow, from, bytes: Buffer.from(text) } as const
}

/** The packets of a file without its blocks’ heads and options. */
function packetsOf(blocks: Buffer): readonly Buffer[] {
  const packets: Buffer[] = []
  for (let at = 0; at < blocks.length; at += blocks.readUInt32LE(at + 4)) {
    packets.push(blocks.subarray(at + 28, at + 28 + blocks.readUInt32LE(at + 20)))
  }
  return packets
}

/** What tells segments of IPv4 apart: `client 16 5` for five bytes with the flag ACK. */
function segmentsOf(blocks: Buffer): readonly string[] {
  return packetsOf(blocks).map((packet) => {
    const from = packet.readUInt16BE(20) === flow.client.port ? 'client' : 'server'
    const header = (packet.readUInt8(32) >> 4) * 4
    return `${from} ${packet.readUInt8(33)} ${packet.length - 20 - header}`
  })
}

test('a file begins with a section and an interface of IP packets with times in microseconds', () => {
  expect(new PcapWriter('Parley').begin().toString('hex')).toBe(
    [
      '0a0d0d0a2c0000004d3c2b1a01000000ffffffffffffffff',
      '040006005061726c6579000000000000',
      '2c000000',
      '010000002c0000006500000000000000020006007061726c657900000900010006000000000000002c000000',
    ].join(''),
  )
})

test('a read is a block with its time, its comment, and a segment behind an IPv4 header', () => {
  const [block = Buffer.alloc(0)] = blocksOf(
    new PcapWriter('').add({ ...bytes('LIST\n'), comment: 'a → b' }),
  )
  expect(block.toString('hex')).toBe(
    [
      '060000006000000000000000a1f30500070000002d0000002d000000',
      '4500002d000140004006b6c1c0000207c0000201',
      'c35115029e3779b161c8864e5018ffffa9cd0000',
      '4c4953540a000000',
      '010007006120e28692206200',
      '00000000',
      '60000000',
    ].join(''),
  )
})

function blocksOf(blocks: Buffer): readonly Buffer[] {
  const all: Buffer[] = []
  for (let at = 0; at < blocks.length; at += blocks.readUInt32LE(at + 4)) {
    all.push(blocks.subarray(at, at + blocks.readUInt32LE(at + 4)))
  }
  return all
}

test('a connection is a handshake, a segment and its acknowledgement for each read, and an end', () => {
  const writer = new PcapWriter('')
  const open = { kind: 'open', time, flow } as const
  const close = { kind: 'close', time, flow, reason: 'peer-ended' } as const
  const all = [open, bytes('LIST\n'), bytes('LIST-OK \n', 'server'), close].map((event) =>
    writer.add(event),
  )
  expect(segmentsOf(Buffer.concat(all))).toEqual([
    ...['client 2 0', 'server 18 0', 'client 16 0'],
    ...['client 24 5', 'server 16 0', 'server 24 9', 'client 16 0'],
    ...['client 17 0', 'server 16 0', 'server 17 0', 'client 16 0'],
  ])
})

test('sequence numbers count the bytes, and go on across 2 to the power of 32', () => {
  const writer = new PcapWriter('')
  const wide = { ...flow, id: 0 }
  writer.add({ kind: 'open', time, flow: wide })
  const sent = { ...bytes('LIST\n', 'server'), flow: wide }
  const [first, , second] = packetsOf(Buffer.concat([writer.add(sent), writer.add(sent)]))
  expect(first?.readUInt32BE(24)).toBe(0)
  expect(second?.readUInt32BE(24)).toBe(5)
})

test('a write is cut at the MSS, and every second full segment is acknowledged', () => {
  const writer = new PcapWriter('')
  expect(segmentsOf(writer.add(bytes(new Uint8Array(4000), 'server')))).toEqual([
    ...['server 16 1460', 'server 16 1460', 'client 16 0', 'server 24 1080', 'client 16 0'],
  ])
  const v6 = writer.add({ ...bytes(new Uint8Array(1441)), flow: overV6 })
  expect(packetsOf(v6).map(({ length }) => length)).toEqual([1500, 61, 60])
})

test.each([
  ['logout', ['server 17 0', 'client 16 0', 'client 17 0', 'server 16 0']],
  ['peer-reset', ['client 20 0']],
  ['slow-receiver', ['server 20 0']],
] as const)('a connection that is closed for %s ends with %j', (reason, segments) => {
  expect(segmentsOf(new PcapWriter('').add({ kind: 'close', time, flow, reason }))).toEqual(
    segments,
  )
})

test('a connection that was open before has no handshake', () => {
  expect(segmentsOf(new PcapWriter('').add(bytes('LIST\n')))).toEqual([
    'client 24 5',
    'server 16 0',
  ])
})

test('a datagram is one UDP packet', () => {
  const block = new PcapWriter('').add({
    ...{ kind: 'datagram', time, flow, from: 'server' },
    bytes: Buffer.of(1, 2, 3),
  })
  const [packet] = packetsOf(block)
  expect(packet?.subarray(20, 26).toString('hex')).toBe('1502c351000b')
  expect(packet?.subarray(28).toString('hex')).toBe('010203')
})

test('the checksums of headers, segments and datagrams are right', () => {
  const writer = new PcapWriter('')
  for (const one of [flow, overV6]) {
    const blocks = [
      writer.add({ kind: 'open', time, flow: one }),
      writer.add({ ...bytes('odd'), flow: one }),
      writer.add({ kind: 'datagram', time, flow: one, from: 'client', bytes: Buffer.from('odd') }),
    ]
    for (const packet of packetsOf(Buffer.concat(blocks))) expect(checksums(packet)).toEqual([])
  }
})

/** Which checksums are wrong; by RFC 1071 the words of what they cover have the sum ffff. */
function checksums(packet: Buffer): readonly string[] {
  const isV4 = packet.readUInt8(0) >> 4 === 4
  const header = isV4 ? 20 : 40
  const protocol = packet.readUInt8(isV4 ? 9 : 6)
  const pseudo = [protocol, packet.length - header].reduce((sum, one) => sum + one, 0)
  const covered = wordSum(packet.subarray(isV4 ? 12 : 8)) + pseudo
  return [
    ...(isV4 && folded(wordSum(packet.subarray(0, 20))) !== 0xffff ? ['ip'] : []),
    ...(folded(covered) !== 0xffff ? ['transport'] : []),
  ]
}

function wordSum(all: Buffer): number {
  let sum = 0
  for (let at = 0; at < all.length; at += 2) sum += (all[at] ?? 0) * 256 + (all[at + 1] ?? 0)
  return sum
}

function folded(sum: number): number {
  return sum > 0xffff ? folded((sum & 0xffff) + (sum >>> 16)) : sum
}

test('a long comment is cut between two characters', () => {
  const comment = `a${'→'.repeat(2000)}`
  const [block = Buffer.alloc(0)] = blocksOf(new PcapWriter('').add({ ...bytes('x'), comment }))
  const options = block.subarray(28 + 44)
  expect(options.readUInt16LE(2)).toBe(4096)
  expect(options.toString('utf8', 4, 4 + 4096)).toBe(comment.slice(0, 1366))
})

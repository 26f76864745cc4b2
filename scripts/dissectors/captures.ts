import { Buffer } from 'node:buffer'
import { type Flow, PcapWriter } from '@parley/recording'
import type { Conversation, Side } from './expected-messages.ts'

/** One packet of a capture, as its block; and the conversation that it is of. */
export interface CapturedPacket {
  readonly block: Buffer
  readonly conversation: number
  /** Who has sent the bytes in it; undefined where it has none. */
  readonly from: Side | undefined
  /** How many bytes it carries. */
  readonly length: number
}

/** How the bytes of a step come: in one segment or more. */
export type Cut = (bytes: Buffer) => readonly Buffer[]

const START = 1_700_000_000_000_000

/**
 * Each conversation as one TCP connection, one after another, from a client port of its own. `first`: the
 * number of the first one, where another capture goes before.
 */
export function capture(
  conversations: readonly Conversation[],
  cut: Cut,
  first = 0,
): readonly CapturedPacket[] {
  const writer = new PcapWriter('test')
  const packets: CapturedPacket[] = []
  let time = START
  for (const [index, { dialect, steps }] of conversations.entries()) {
    const conversation = first + index
    const flow = flowOf(conversation, dialect.defaultPort)
    const put = (blocks: Buffer, sender?: Side) => {
      for (const block of blocksOf(blocks)) {
        const length = payloadLength(block)
        const from = length === 0 ? undefined : sender
        packets.push({ block, conversation, from, length })
      }
    }
    put(writer.add({ kind: 'open', time: time++, flow }))
    for (const { from, bytes } of steps) {
      for (const piece of cut(bytes)) {
        put(writer.add({ kind: 'bytes', time: time++, flow, from, bytes: piece }), from)
      }
    }
    put(writer.add({ kind: 'close', time: time++, flow, reason: 'peer-ended' }))
  }
  return packets
}

/** Half of them IPv6. */
function flowOf(index: number, port: number): Flow {
  const [client, server] =
    index % 2 === 0 ? ['192.0.2.7', '192.0.2.1'] : ['2001:db8::7', '2001:db8::1']
  return {
    id: index + 1,
    client: { address: client, port: 20_000 + index },
    server: { address: server, port },
  }
}

/** A whole pcapng file. */
export function fileOf(packets: readonly CapturedPacket[]): Buffer {
  return Buffer.concat([new PcapWriter('test').begin(), ...packets.map(({ block }) => block)])
}

function blocksOf(blocks: Buffer): readonly Buffer[] {
  const all: Buffer[] = []
  for (let at = 0; at < blocks.length; ) {
    const length = blocks.readUInt32LE(at + 4)
    all.push(blocks.subarray(at, at + length))
    at += length
  }
  return all
}

/** The bytes behind the IP and TCP headers of a packet without options but those of a SYN. */
function payloadLength(block: Buffer): number {
  const captured = block.readUInt32LE(20)
  const ip = block.readUInt8(28) >> 4 === 4 ? 20 : 40
  const tcp = (block.readUInt8(28 + ip + 12) >> 4) * 4
  return captured - ip - tcp
}

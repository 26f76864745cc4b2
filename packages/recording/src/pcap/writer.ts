import { Buffer } from 'node:buffer'
import { interfaceBlock, packetBlock, sectionBlock } from './blocks.ts'
import { Conversation } from './conversation.ts'
import type { CaptureEvent, Flow } from './events.ts'
import { type Segment, tcpPacket, udpPacket } from './packets.ts'

/** What one datagram can carry in IPv4, and in IPv6 without jumbograms. */
const MOST_DATAGRAM = 65_507

/**
 * Makes a pcapng file of what went over connections. It does no I/O: each call gives the bytes that are
 * to be written next. It keeps the sequence numbers of each open connection and nothing else.
 *
 * @example
 * const writer = new PcapWriter('Parley 0.1.0')
 * const flow = { id: 1, client: { address: '192.0.2.7', port: 50001 }, server: { address: '192.0.2.1', port: 5378 } }
 * file.write(writer.begin())
 * file.write(writer.add({ kind: 'open', time: 1_700_000_000_000_000, flow }))
 */
export class PcapWriter {
  readonly #application: string
  readonly #conversations = new Map<number, Conversation>()
  #packets = 0

  /** `application`: what has made the file, as it will say. */
  constructor(application: string) {
    this.#application = application
  }

  /** The beginning of the file. */
  begin(): Buffer {
    return Buffer.concat([sectionBlock(this.#application), interfaceBlock('parley')])
  }

  add(event: CaptureEvent): Buffer {
    const { time, flow, comment } = event
    if (event.kind === 'datagram') {
      const bytes = event.bytes.subarray(0, MOST_DATAGRAM)
      return packetBlock(time, udpPacket(flow, event.from, bytes, ++this.#packets), comment)
    }
    const blocks = this.#segments(event).map((segment, index) => {
      const packet = tcpPacket(flow, segment, ++this.#packets)
      return packetBlock(time, packet, index === 0 ? comment : undefined)
    })
    return Buffer.concat(blocks)
  }

  #segments(event: Exclude<CaptureEvent, { kind: 'datagram' }>): readonly Segment[] {
    const { flow } = event
    switch (event.kind) {
      case 'open':
        return this.#begun(flow).open()
      case 'end':
        return (this.#conversations.get(flow.id) ?? this.#begun(flow)).end(event.by)
      case 'bytes':
        return (this.#conversations.get(flow.id) ?? this.#begun(flow)).bytes(
          event.from,
          event.bytes,
        )
      case 'close': {
        const conversation = this.#conversations.get(flow.id) ?? this.#begun(flow)
        this.#conversations.delete(flow.id)
        return conversation.close(event.reason)
      }
    }
  }

  #begun(flow: Flow): Conversation {
    const conversation = new Conversation(flow)
    this.#conversations.set(flow.id, conversation)
    return conversation
  }
}

import type { Buffer } from 'node:buffer'
import type { Random } from '@parley/framing'
import type { CapturedPacket, Cut } from './captures.ts'
import type { Side } from './expected-messages.ts'

/** Pieces of random lengths, many of them short. */
export function randomCut(random: Random): Cut {
  return (bytes) => {
    const pieces: Buffer[] = []
    for (let at = 0; at < bytes.length; ) {
      const most = random() < 0.3 ? 4 : 200
      const length = 1 + Math.floor(random() * most)
      pieces.push(bytes.subarray(at, at + length))
      at += length
    }
    return pieces
  }
}

/** Some packets come twice. */
export function duplicated(packets: readonly CapturedPacket[], random: Random) {
  return packets.flatMap((packet) => (random() < 0.2 ? [packet, packet] : [packet]))
}

/** Some segments of one side come behind the next one of the same side and connection. */
export function reordered(packets: readonly CapturedPacket[], random: Random) {
  const all = [...packets]
  for (let at = 0; at + 2 < all.length; at++) {
    const [one, , later] = all.slice(at, at + 3)
    if (one?.from === undefined || later?.from !== one.from) continue
    if (later.conversation !== one.conversation || random() > 0.3) continue
    all[at] = later
    all[at + 2] = one
    at += 2
  }
  return all
}

/** The capture begins amid each connection; and how many bytes of each side are missing by that. */
export function begunAmid(packets: readonly CapturedPacket[], random: Random) {
  const byConversation = new Map<number, CapturedPacket[]>()
  for (const packet of packets) {
    const all = byConversation.get(packet.conversation) ?? []
    all.push(packet)
    byConversation.set(packet.conversation, all)
  }
  const missing: Readonly<Record<Side, number>>[] = []
  const kept: CapturedPacket[] = []
  for (const all of byConversation.values()) {
    const first = 3 + Math.floor(random() * (all.length - 7))
    const lost = { client: 0, server: 0 }
    for (const { from, length } of all.slice(0, first)) if (from) lost[from] += length
    missing.push(lost)
    kept.push(...all.slice(first))
  }
  return { packets: kept, missing }
}

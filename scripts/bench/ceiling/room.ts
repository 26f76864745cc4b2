import type { Dialect, Peer } from './peer.ts'

const online = new Map<string, Peer>()

/** False when the name is taken or cannot be one. */
export function login(peer: Peer, name: string): boolean {
  if (name === '' || name === '*' || name.includes(' ') || online.has(name)) return false
  for (const other of online.values()) {
    const arrival = other.dialect.arrival(name)
    if (arrival !== '') other.write(arrival)
  }
  peer.name = name
  online.set(name, peer)
  return true
}

export function leave(peer: Peer): void {
  if (online.get(peer.name) === peer) online.delete(peer.name)
}

export function isOnline(name: string): boolean {
  return online.has(name)
}

function headFor(dialect: Dialect, sender: Peer): string {
  const head = sender.heads[dialect.index] ?? dialect.head(sender.name)
  sender.heads[dialect.index] = head
  return head
}

/** False when nobody has that name. */
export function sendTo(recipient: string, from: Peer, text: string): boolean {
  const to = online.get(recipient)
  if (to === undefined) return false
  to.write(to.dialect.direct(headFor(to.dialect, from), recipient, text))
  return true
}

/** Encodes once for each dialect that somebody listens in. */
export function sendToAll(from: Peer, text: string): void {
  const frames: string[] = []
  for (const to of online.values()) {
    if (to === from && !to.dialect.echoes) continue
    const { index } = to.dialect
    const frame = frames[index] ?? to.dialect.public(headFor(to.dialect, from), text)
    frames[index] = frame
    to.write(frame)
  }
}

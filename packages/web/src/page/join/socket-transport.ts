import type { Transport, TransportEvents } from './browser-terminal.ts'

/** A connection to a listener of the gateway, through the page's server: bytes both ways as they are. */
export function socketTransport(dialect: string, events: TransportEvents): Transport {
  const { protocol, host } = location
  const scheme = protocol === 'https:' ? 'wss' : 'ws'
  const socket = new WebSocket(`${scheme}://${host}/join/${encodeURIComponent(dialect)}`)
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => events.opened()
  socket.onmessage = ({ data }) => {
    if (data instanceof ArrayBuffer) events.received(new Uint8Array(data))
  }
  socket.onclose = () => events.closed()
  return {
    send: (bytes) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(Uint8Array.from(bytes))
    },
    close: () => socket.close(),
  }
}

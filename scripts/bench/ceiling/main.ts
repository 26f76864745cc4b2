/**
 * The runtime's ceiling: the least that a Node server must do to pass messages on between vu, llp
 * and ktn. No limits, no presence, hardly a check. What makes it fast: one read buffer for all
 * sockets, latin1 strings (no decoding), frames found with `indexOf` in the chunk as it came,
 * everything for a peer in one turn of the loop joined and written once.
 *
 *     node --import tsx scripts/bench/ceiling/main.ts
 */
import { createServer, Socket } from 'node:net'
import { ktn } from './ktn.ts'
import { llp } from './llp.ts'
import { type Dialect, Peer } from './peer.ts'
import { leave } from './room.ts'
import { vu } from './vu.ts'

const LONGEST_FRAME = 64 * 1024
const shared = Buffer.allocUnsafeSlow(64 * 1024)

function takeInput(peer: Peer, length: number): void {
  const chunk = shared.toString('latin1', 0, length)
  const input = peer.rest === '' ? chunk : peer.rest + chunk
  const taken = peer.dialect.take(peer, input)
  peer.rest = taken === input.length ? '' : input.slice(taken)
  if (peer.rest.length > LONGEST_FRAME) peer.socket.destroy()
}

/**
 * A server cannot be told to read into a shared buffer, a socket can (`onread`). So the accepted
 * socket's handle moves to a new socket that is made with that option. `_handle` and the option
 * `handle` are internal to Node; they are there in 20 to 24.
 */
function adopt(accepted: Socket, dialect: Dialect): void {
  const handle: unknown = Reflect.get(accepted, '_handle')
  Reflect.set(accepted, '_handle', null)
  accepted.destroy()
  const callback = (length: number): boolean => {
    takeInput(peer, length)
    return true
  }
  const internal = { handle, onread: { buffer: shared, callback } }
  const socket = new Socket({ allowHalfOpen: false, ...internal })
  const peer = new Peer(socket, dialect)
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('end', () => socket.destroy())
  socket.on('close', () => leave(peer))
  socket.resume()
}

function listen(dialect: Dialect): Promise<void> {
  const server = createServer({ pauseOnConnect: true }, (accepted) => adopt(accepted, dialect))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
      const address = server.address()
      if (address !== null && typeof address === 'object')
        process.stdout.write(`listening ${dialect.name} 127.0.0.1:${address.port}\n`)
      resolve()
    })
  })
}

for (const dialect of [vu, llp, ktn]) await listen(dialect)
process.stdout.write('ready\n')

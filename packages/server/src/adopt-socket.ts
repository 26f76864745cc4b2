import { Buffer } from 'node:buffer'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'

/** What a connection is spoken over: a socket, or what passes its bytes on. */
export interface ByteStream extends Duplex {
  /** Has `stalled` called where nothing has moved for so many milliseconds; only sockets know. */
  setTimeout?(milliseconds: number, stalled: () => void): unknown
}

/** Read into by every connection of the process in turn; a chunk is its reader's until it returns. */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * Turns an accepted socket into one that reads into the shared buffer, which saves an allocation
 * and a stream's machinery for each read and keeps an idle connection small. Node offers `onread`
 * only to sockets that it connects itself, so the accepted handle is given to a new one; where a
 * Node has no such handle, it is no socket, or TLS is spoken on it, it is read as any other stream.
 */
export function adoptSocket(
  accepted: ByteStream,
  receive: (chunk: Uint8Array) => void,
): ByteStream {
  const handle: unknown = accepted instanceof TLSSocket ? null : Reflect.get(accepted, '_handle')
  if (typeof handle !== 'object' || handle === null) {
    accepted.on('data', receive)
    return accepted
  }
  Reflect.set(accepted, '_handle', null)
  accepted.destroy()
  const options = {
    handle,
    allowHalfOpen: true,
    onread: {
      buffer: readBuffer,
      callback: (length: number, bytes: Uint8Array) => {
        receive(bytes.subarray(0, length))
        return true
      },
    },
  }
  const socket = new Socket(options)
  socket.setNoDelay(true)
  return socket
}

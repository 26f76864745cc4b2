import { Buffer } from 'node:buffer'
import { Socket } from 'node:net'

/** Read into by every connection of the process in turn; a chunk is its reader's until it returns. */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024)

/**
 * Turns an accepted socket into one that reads into the shared buffer, which saves an allocation
 * and a stream's machinery for each read and keeps an idle connection small. Node offers `onread`
 * only to sockets that it connects itself, so the accepted handle is given to a new one; where a
 * Node has no such handle, the socket is read as any other.
 */
export function adoptSocket(accepted: Socket, receive: (chunk: Uint8Array) => void): Socket {
  const handle: unknown = Reflect.get(accepted, '_handle')
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

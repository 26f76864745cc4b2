import { connect, type Socket } from 'node:net'
import { Changes } from './changes.ts'
import type { Target } from './stage.ts'

/** A connection beside the checks, to make sure of something; it judges nothing. */
export interface ProbeWire {
  say(bytes: Uint8Array): void
  /** Whether something has come that was not there at the last call, within so many milliseconds. */
  hears(time: number): Promise<boolean>
  /** Whether the server closes it within so many milliseconds. */
  closes(time: number): Promise<boolean>
  /** Ends its sending half. */
  end(): void
}

/** Runs `act` with connections to that server, all of which are over then; false where one fails. */
export async function probing(
  target: Target,
  act: (open: () => Promise<ProbeWire>) => Promise<boolean>,
): Promise<boolean> {
  const sockets: Socket[] = []
  const open = async () => {
    const socket = connect({ ...target, noDelay: true, allowHalfOpen: true })
    target.dialled?.(socket)
    sockets.push(socket)
    return await opened(socket)
  }
  try {
    return await act(open)
  } catch {
    return false
  } finally {
    for (const socket of sockets) {
      socket.end()
      socket.destroy()
    }
  }
}

/** How long a connection may take to be opened, in milliseconds. */
const OPENING = 1000

async function opened(socket: Socket): Promise<ProbeWire> {
  const changes = new Changes()
  let bytes = 0
  let state: 'open' | 'closed' = 'open'
  socket.on('data', (chunk) => {
    bytes += chunk.length
    changes.tell()
  })
  for (const event of ['end', 'close', 'error']) {
    socket.on(event, () => {
      state = 'closed'
      changes.tell()
    })
  }
  const until = async (isSo: () => boolean, time: number) => {
    const deadline = performance.now() + time
    for (let left = time; !isSo() && left > 0; left = deadline - performance.now()) {
      await changes.next(left)
    }
    return isSo()
  }
  await new Promise<void>((resolve, reject) => {
    socket.setTimeout(OPENING, () => reject(new Error('it took too long')))
    socket.once('error', reject)
    socket.once('connect', resolve)
  })
  socket.setTimeout(0)
  return {
    say: (said) => void socket.write(said),
    async hears(time) {
      const isHeard = await until(() => bytes > 0 || state === 'closed', time)
      const count = bytes
      bytes = 0
      return isHeard && count > 0
    },
    closes: (time) => until(() => state === 'closed', time),
    end: () => void socket.end(),
  }
}

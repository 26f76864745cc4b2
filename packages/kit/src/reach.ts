import { connect } from 'node:net'
import type { Target } from './stage.ts'

/** Throws an error that says so where nobody takes connections at that place. `timeout`: in milliseconds. */
export async function reach({ host, port, dialled }: Target, timeout = 5000): Promise<void> {
  const socket = connect({ host, port })
  dialled?.(socket)
  try {
    await new Promise<void>((resolve, reject) => {
      socket.setTimeout(timeout, () => reject(new Error('it does not answer')))
      socket.once('error', reject)
      socket.once('connect', resolve)
    })
  } finally {
    socket.on('error', () => {})
    socket.destroy()
  }
}

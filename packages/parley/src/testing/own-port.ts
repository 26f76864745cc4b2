import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below the ports that systems give to whoever asks for any (Linux: 32768, others: 49152). */
const FIRST = 20_000
const LAST = 32_000

/**
 * A port on which nobody listens, for programs that are to be told theirs: one that the system gives to
 * whoever asks for any could be somebody else's before they listen.
 */
export async function ownPort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST)
    if (await isFree(port)) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const isListening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => resolve(true))
  })
  if (isListening) await new Promise((resolve) => server.close(resolve))
  return isListening
}

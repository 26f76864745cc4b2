import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { jest } from '@jest/globals'
import { entry, root } from '../testing/program.ts'

jest.setTimeout(30_000)

/** What a socket brings until it has brought the text. */
async function heard(socket: Socket, text: string): Promise<string> {
  let all = ''
  for await (const bytes of socket) {
    all += String(bytes)
    if (all.endsWith(text)) break
  }
  return all
}

test.each(['SIGHUP', 'SIGTERM'] as const)(
  '%s: goodbye is said, and it ends well',
  async (signal) => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const chat = spawn(process.execPath, [entry, 'chat', 'ghostr', `${port}`], {
      cwd: root,
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    const ended = once(chat, 'close')
    const [socket]: Socket[] = await once(server, 'connection')
    if (socket === undefined) throw new Error('no socket')
    chat.kill(signal)
    expect(await heard(socket, '}')).toBe('{"action": "logout"}')
    expect(await ended).toEqual([0, null])
    server.close()
  },
)

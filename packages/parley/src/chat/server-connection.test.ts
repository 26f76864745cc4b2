import { once } from 'node:events'
import { createServer } from 'node:net'
import { dialectNamed } from '../target.ts'
import { dialects, quick } from '../testing/test-gateway.ts'
import { ServerConnection } from './server-connection.ts'

const vu = dialectNamed(dialects, 'vu')

test.each([
  ['a known word without a line end', 'IN-USE', ['IN-USE']],
  ['half a line that means nothing alone', 'DELIVERY al', []],
  ['a line and a known word', 'SEND-OK\nBUSY', ['SEND-OK', 'BUSY']],
])(
  '%s: what a server has said that closes while its first bytes are looked at',
  async (_, said, heard) => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const serverClosed = new Promise<undefined>((resolve) => {
      server.once('connection', (socket) => {
        socket.once('close', () => resolve(undefined)).resume()
        socket.end(said)
      })
    })
    const lines: unknown[] = []
    const trouble = await new Promise((resolve) => {
      new ServerConnection(
        vu,
        quick(vu),
        { host: '127.0.0.1', port },
        {
          connected: () => {},
          frame: (frame) => {
            const hasLine = typeof frame === 'object' && frame !== null && 'line' in frame
            lines.push(hasLine ? frame.line : frame)
          },
          bytes: () => {},
          recognise: () => serverClosed,
          closed: resolve,
        },
      )
    })
    server.close()
    expect([lines, trouble]).toEqual([heard, undefined])
  },
)

test('a host that there is not is named without a port', async () => {
  const trouble = await new Promise((resolve) => {
    new ServerConnection(
      vu,
      quick(vu),
      { host: 'nohost.invalid', port: 5378 },
      {
        connected: () => {},
        frame: () => {},
        bytes: () => {},
        recognise: () => undefined,
        closed: resolve,
      },
    )
  })
  expect(trouble).toBe('There is no host nohost.invalid')
})

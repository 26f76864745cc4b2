import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Handshakes, MOST_HANDSHAKES_OF_ADDRESS } from './handshakes.ts'
import type { ConnectionInfo } from './tap.ts'
import { makeIdentity, noOpenssl } from './testing/identity.ts'

const withOpenssl = noOpenssl === undefined ? describe : describe.skip

withOpenssl('handshakes (need openssl)', () => {
  let server: Server
  let handshakes: Handshakes
  let failures: string[]
  let changed: () => void
  const clients: Socket[] = []

  async function open(time: number): Promise<void> {
    failures = []
    changed = () => {}
    handshakes = new Handshakes(
      makeIdentity('bounded'),
      {
        secured: (stream) => stream.destroy(),
        failed: (_info, reason, why) => {
          failures.push(`${reason}: ${why}`)
          changed()
        },
      },
      time,
    )
    server = createServer((socket) => {
      const { remoteAddress: address = '', remotePort: port = 0 } = socket
      const info: ConnectionInfo = {
        ...{ id: 1, listener: 'toy+tls', dialect: 'toy', since: 0 },
        peer: { address, port },
        local: { address: '127.0.0.1', port: 2 },
      }
      handshakes.begin(socket, info, true)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }

  async function arrive(): Promise<Socket> {
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const socket = connect({ port, host: '127.0.0.1' })
    socket.on('error', () => {})
    clients.push(socket)
    await once(socket, 'connect')
    return socket
  }

  async function failed(count: number): Promise<readonly string[]> {
    while (failures.length < count) await new Promise<void>((resolve) => (changed = resolve))
    return failures
  }

  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy()
    handshakes.close()
    server.close()
    await once(server, 'close')
  })

  test('one that takes too long is ended', async () => {
    await open(1)
    const slow = await arrive()
    const ended = once(slow.resume(), 'close')
    expect(await failed(1)).toEqual(['tls-timeout: no TLS handshake within the time allowed'])
    await ended
  })

  test('one address has so many at once; when one ends there is room for another', async () => {
    await open(60_000)
    for (let count = 0; count < MOST_HANDSHAKES_OF_ADDRESS; count++) await arrive()
    await arrive()
    const crowded = 'too-many-handshakes: too many TLS handshakes at once'
    expect(await failed(1)).toEqual([crowded])
    clients[0]?.resetAndDestroy()
    expect((await failed(2))[1]).toBe('tls-failed: the client ended the TLS handshake')
    await arrive()
    await arrive()
    expect((await failed(3))[2]).toBe(crowded)
  })
})

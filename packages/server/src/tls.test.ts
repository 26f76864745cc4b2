import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect as connectPlain, type Socket } from 'node:net'
import { type ConnectionOptions, connect } from 'node:tls'
import { memoryPorts } from '@parley/engine'
import type { ListenerInfo, TlsIdentity } from './index.ts'
import { makeIdentity, noOpenssl } from './testing/identity.ts'
import { Peer, TestGateway } from './testing/peer.ts'
import { toy } from './testing/toy.ts'

const withOpenssl = noOpenssl === undefined ? describe : describe.skip

withOpenssl('a listener with TLS (needs openssl)', () => {
  let identity: TlsIdentity
  let host: TestGateway
  let secure: ListenerInfo
  const sockets: Socket[] = []

  beforeAll(() => {
    identity = makeIdentity('first')
  })

  beforeEach(async () => {
    host = await TestGateway.open({}, {}, memoryPorts(), { counting: true })
    const place = { host: '127.0.0.1', port: 0 }
    secure = await host.gateway.listen(toy, { ...place, tls: identity })
  })

  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy()
    await host.close()
  })

  function client(options: ConnectionOptions = {}): Peer {
    const { port } = secure
    const place = { port, host: '127.0.0.1', allowHalfOpen: true } as const
    const socket = connect({ ...place, ca: identity.cert, ...options })
    sockets.push(socket)
    return new Peer(socket)
  }

  function plainClient(): Peer {
    const socket = connectPlain({ port: secure.port, host: '127.0.0.1' })
    sockets.push(socket)
    return new Peer(socket)
  }

  const refusals = () => host.gateway.counts?.of('toy').refused

  test('has no listener over UDP beside it, where nothing would be encrypted', async () => {
    const side = {
      port: 0,
      splitter: () => toy.splitter({}),
      serve: () => ({ take() {}, hear() {} }),
    }
    const both = { ...toy, datagrams: () => side }
    const place = { host: '127.0.0.1', port: 0 }
    const info = await host.gateway.listen(both, { ...place, tls: identity })
    expect([info.udpPort, host.gateway.listeners.length]).toEqual([undefined, 3])
  })

  test('is named so, and its clients are in the same conversation', async () => {
    expect([secure.tls, host.gateway.listeners[1]?.name]).toEqual([
      true,
      `toy+tls 127.0.0.1:${secure.port}`,
    ])
    const ann = client()
    await ann.expect('hello\n')
    await ann.send('in ann\n').expect('ok\n')
    const bob = await host.user('bob')
    await ann.expect('+bob\n')
    await bob.send('to ann grüße\n').expect('ok\n')
    await ann.expect('bob: grüße\n')
    await ann.send(`to bob ${'x'.repeat(300)}\n`).expect('ok\n')
    await bob.expect(`ann: ${'x'.repeat(300)}\n`)
    expect(host.gateway.open.map(({ info }) => info.peer.address)).toEqual([
      '127.0.0.1',
      '127.0.0.1',
    ])
  })

  test('a half-close after a command still gets its answer', async () => {
    const ann = client()
    await ann.expect('hello\n')
    ann.socket.end('in ann\nwho\n')
    expect(await ann.end()).toBe('ok\nann\n')
  })

  test('openssl s_client can talk to it', async () => {
    const words = ['s_client', '-quiet', '-connect', `127.0.0.1:${secure.port}`]
    const openssl = spawn('openssl', words, { stdio: ['pipe', 'pipe', 'ignore'] })
    let came = ''
    openssl.stdout.on('data', (bytes) => {
      came += String(bytes)
      if (came === 'hello\n') openssl.stdin.write('in ann\nwho\nout\n')
    })
    await once(openssl, 'close')
    expect(came).toBe('hello\nok\nann\n')
  })

  test('a client without TLS is closed, which the log says, and nobody else is', async () => {
    const ann = client()
    await ann.expect('hello\n')
    const stranger = plainClient()
    stranger.send('in bob and more\n')
    await stranger.end()
    await ann.send('in ann\n').expect('ok\n')
    expect(host.log.filter(({ level }) => level !== 'debug')).toEqual([
      { level: 'info', text: 'closed: a client without TLS on a port with TLS' },
      { level: 'info', text: 'ann logged in' },
    ])
    expect(refusals()).toEqual(new Map([['no-tls', 1]]))
  })

  test('a client that does not trust the certificate, or has gone, is told of in the log', async () => {
    const ann = client({ ca: [] })
    await ann.end()
    const gone = plainClient()
    await once(gone.socket, 'connect')
    gone.socket.resetAndDestroy()
    while ((refusals()?.get('tls-failed') ?? 0) < 1) await client().expect('hello\n')
    expect(host.log.map(({ text }) => text)).toContain('closed: the client ended the TLS handshake')
  })

  test('a later certificate is for later connections; a wrong one changes nothing', async () => {
    const ann = client()
    await ann.expect('hello\n')
    const second = makeIdentity('second')
    host.gateway.renewTls(second)
    expect(() => host.gateway.renewTls({ cert: 'x', key: 'y' })).toThrow()
    const bob = client({ ca: second.cert })
    await bob.expect('hello\n')
    await bob.send('in bob\n').expect('ok\n')
    await ann.send('who\nin ann\n').expect('\nok\n')
  })

  test('a drain ends handshakes that are going on, and says farewell to the others', async () => {
    const ann = client()
    await ann.expect('hello\n')
    const slow = plainClient()
    await once(slow.socket, 'connect')
    const drained = host.gateway.drain(1_000)
    expect(await ann.end()).toBe('bye shutdown\n')
    ann.socket.end()
    await slow.end()
    await drained
  })

  test('a client with TLS on a port without TLS is closed, which the log says', async () => {
    const closing = host.closing()
    const stranger = client({ port: host.port })
    await stranger.end()
    expect(await closing).toBe('malformed')
    expect(host.log.filter(({ level }) => level !== 'debug')).toEqual([
      { level: 'info', text: 'closed: malformed, a client with TLS on a port without TLS' },
    ])
  })
})

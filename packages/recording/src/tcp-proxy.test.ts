import { Buffer } from 'node:buffer'
import { EventEmitter, once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { type ProxyObserver, TcpProxy } from './tcp-proxy.ts'

let server: Server
let proxy: TcpProxy
let seen: string[]
let happened: EventEmitter

function note(what: string): void {
  seen.push(what)
  happened.emit(what)
}

const observer: ProxyObserver = {
  opened: (connection) => note(`${connection} open`),
  passed: (connection, way, bytes) =>
    note(`${connection} ${way} ${Buffer.from(bytes).toString('latin1')}`),
  ended: (connection, by) => note(`${connection} end ${by}`),
  closed: (connection, reason) => note(`${connection} close ${reason}`),
}

async function until(what: string): Promise<void> {
  if (!seen.includes(what)) await once(happened, what)
}

beforeEach(async () => {
  seen = []
  happened = new EventEmitter()
  server = createServer({ allowHalfOpen: true })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(async () => {
  await proxy.close()
  server.close()
})

function portOf(one: Server): number {
  const address: AddressInfo | string | null = one.address()
  if (typeof address !== 'object' || address === null) throw new Error('it does not listen')
  return address.port
}

/** A client and the server’s end of its connection. */
async function pair(): Promise<readonly [Socket, Socket]> {
  const target = { host: '127.0.0.1', port: portOf(server) }
  proxy = await TcpProxy.open({ listen: { host: '127.0.0.1', port: 0 }, target }, observer)
  const accepted = once(server, 'connection')
  const client = connect({ port: proxy.place.port, host: '127.0.0.1', allowHalfOpen: true })
  const [behind] = await accepted
  for (const socket of [client, behind]) socket.on('error', () => {})
  return [client, behind]
}

test('passes bytes on unchanged, and the end of one direction before that of the other', async () => {
  const [client, behind] = await pair()
  client.end(Buffer.from([0x61, 0xff, 0x0a]))
  expect([...(await once(behind, 'data'))[0]]).toEqual([0x61, 0xff, 0x0a])
  await once(behind, 'end')
  behind.end('later')
  expect(String((await once(client, 'data'))[0])).toBe('later')
  await until('1 close ended')
  expect(seen).toEqual([
    '1 open',
    '1 in a\xff\n',
    '1 end client',
    '1 out later',
    '1 end server',
    '1 close ended',
  ])
})

test.each(['client', 'server'])('passes a reset of the %s on', async (who) => {
  const [client, behind] = await pair()
  const [one, other] = who === 'client' ? [client, behind] : [behind, client]
  const failed = once(other, 'error').catch((error: unknown) => [error])
  other.resume()
  one.resetAndDestroy()
  expect(String((await failed)[0])).toContain('ECONNRESET')
  await until(`1 close ${who}-reset`)
})

test('resets the client where nobody listens at the server’s place', async () => {
  const target = { host: '127.0.0.1', port: portOf(server) }
  server.close()
  await once(server, 'close')
  proxy = await TcpProxy.open({ listen: { host: '127.0.0.1', port: 0 }, target }, observer)
  const client = connect(proxy.place.port, '127.0.0.1')
  const [error] = await once(client, 'error').catch((reason: unknown) => [reason])
  expect(String(error)).toContain('ECONNRESET')
  expect(seen).toEqual(['1 open', '1 close unreachable'])
})

test('closes a connection beyond those that may be open, and numbers those that are let through', async () => {
  const target = { host: '127.0.0.1', port: portOf(server) }
  const places = { listen: { host: '127.0.0.1', port: 0 }, target, most: 1 }
  server.on('connection', (behind) => behind.on('error', () => {}))
  const refused = (open: number) => note(`refused at ${open}`)
  proxy = await TcpProxy.open(places, { ...observer, refused })
  const join = () => connect(proxy.place.port, '127.0.0.1').on('error', () => {})
  const first = join()
  await until('1 open')
  await once(join(), 'close')
  first.resetAndDestroy()
  await until('1 close client-reset')
  join()
  await until('2 open')
  expect(seen).toEqual(['1 open', 'refused at 1', '1 close client-reset', '2 open'])
})

test('reads no more from one side than the other takes', async () => {
  const [client, behind] = await pair()
  behind.pause()
  const chunk = Buffer.alloc(1024 * 1024)
  let written = 0
  while (written < 64 && client.write(chunk) !== undefined) {
    written += 1
    if (client.writableLength > 16 * chunk.length) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(client.writableLength).toBeGreaterThan(16 * chunk.length)
  expect(written).toBeLessThan(64)
})

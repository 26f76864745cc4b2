import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import {
  connectionsTo,
  isListeningAt,
  listeningPorts,
  listeningPortsAtHead,
} from './listening-ports.ts'

const onLinux = process.platform === 'linux' ? test : test.skip

test('a port on which somebody listens is seen, and at the head of the tables are no others', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = isPlace(address) ? address.port : 0
  const isLinux = process.platform === 'linux'
  expect(listeningPorts()?.has(port)).toBe(isLinux ? true : undefined)
  const head = listeningPortsAtHead()
  expect(head === undefined || head.size > 0).toBe(true)
  expect(head === undefined).toBe(!isLinux)
  server.close()
  await once(server, 'close')
  const left = [listeningPorts(), listeningPortsAtHead()].map((ports) => ports?.has(port))
  expect(left).toEqual(isLinux ? [false, false] : [undefined, undefined])
})

onLinux('who listens at one address listens at no other', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = isPlace(address) ? address.port : 0
  const hosts = ['127.0.0.1', 'localhost', '::1', '192.0.2.1']
  expect(hosts.map((host) => isListeningAt(host, port))).toEqual([true, true, false, false])
  server.close()
  await once(server, 'close')
  expect(hosts.map((host) => isListeningAt(host, port))).toEqual([false, false, false, false])
})

/** Listens on a port to which no other program of this machine has a connection. */
async function listeningAlone(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((socket) => socket.end('bye')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = isPlace(address) ? address.port : 0
  if ((connectionsTo(port)?.size ?? 0) === 0) return { server, port }
  server.close()
  return await listeningAlone()
}

onLinux('connections to a port are known until those who made them close them', async () => {
  const { server, port } = await listeningAlone()
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  await once(client, 'data')
  const own = client.localPort
  if (!client.readableEnded) await once(client, 'end')
  expect(connectionsTo(port)).toEqual(new Set([own]))
  client.destroy()
  await once(client, 'close')
  expect(connectionsTo(port)).toEqual(new Set())
  server.close()
})

function isPlace(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

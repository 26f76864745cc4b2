import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { connectionsTo, listeningPorts, listeningPortsAtHead } from './listening-ports.ts'

const onLinux = process.platform === 'linux' ? test : test.skip

test('a port on which somebody listens is seen in the whole table and at its head', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = isPlace(address) ? address.port : 0
  const seen = [listeningPorts(), listeningPortsAtHead()].map((ports) => ports?.has(port))
  server.close()
  await once(server, 'close')
  const left = [listeningPorts(), listeningPortsAtHead()].map((ports) => ports?.has(port))
  const isLinux = process.platform === 'linux'
  expect(seen).toEqual(isLinux ? [true, true] : [undefined, undefined])
  expect(left).toEqual(isLinux ? [false, false] : [undefined, undefined])
})

onLinux('connections to a port are known until those who made them close them', async () => {
  const server = createServer((socket) => socket.end('bye')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = isPlace(address) ? address.port : 0
  expect(connectionsTo(port)).toEqual(new Set())
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

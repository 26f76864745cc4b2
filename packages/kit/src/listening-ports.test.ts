import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { listeningPorts, listeningPortsAtHead } from './listening-ports.ts'

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

function isPlace(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

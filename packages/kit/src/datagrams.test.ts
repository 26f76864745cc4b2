import { CheckLog } from './check-log.ts'
import { UdpSocket } from './datagrams.ts'
import { escapeBytes } from './escape-bytes.ts'
import { Hasty } from './testing/tried.ts'

const sockets: UdpSocket[] = []

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})

async function opened(log = new CheckLog(() => performance.now())): Promise<UdpSocket> {
  const socket = await UdpSocket.open(log, new Hasty(), 'udp 1')
  sockets.push(socket)
  return socket
}

test('datagrams come one by one, in order, an empty one too', async () => {
  const log = new CheckLog(() => performance.now())
  const [one, other] = [await opened(log), await opened()]
  await one.send(other.port, ['jess', Uint8Array.of(0, 255), ''])
  const came = await other.received(50)
  expect(came.map((bytes) => [...bytes])).toEqual([[106, 101, 115, 115], [0, 255], []])
  const sent = log.entries.map((entry) => 'bytes' in entry && escapeBytes(entry.bytes))
  expect(sent).toEqual(['jess', '\\x00\\xff', ''])
})

test('none come where nobody sends any', async () => {
  expect(await (await opened()).received(50)).toEqual([])
})

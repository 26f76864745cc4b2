import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { CheckLog, escapeBytes } from '@parley/kit'
import { RecordingProxy } from './recording-proxy.ts'

let server: Server
let proxy: RecordingProxy
let log: CheckLog
let rung: (() => void)[] = []

/** A bell that wakes whoever waits in a test. */
const bell = {
  changed: () => {
    for (const go of rung.splice(0)) go()
  },
  async until(isSo: () => boolean) {
    while (!isSo()) await new Promise<void>((resolve) => rung.push(resolve))
  },
}

beforeEach(async () => {
  rung = []
  log = new CheckLog(() => 0)
  server = createServer({ allowHalfOpen: true })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(async () => {
  await proxy.close()
  server.close()
})

async function pair(): Promise<readonly [Socket, Socket]> {
  const { port } = addressOf(server)
  proxy = await RecordingProxy.open({ host: '127.0.0.1', port }, log, bell)
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const client = connect({ ...proxy.place, allowHalfOpen: true })
  const behind = await accepted
  for (const socket of [client, behind]) socket.on('error', () => {})
  return [client, behind]
}

function addressOf(one: Server): AddressInfo {
  const address = one.address()
  if (typeof address !== 'object' || address === null) throw new Error('it does not listen')
  return address
}

function data(socket: Socket): Promise<Buffer> {
  return new Promise((resolve) => socket.once('data', resolve))
}

/** Also where it fails. */
function ended(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()))
}

const said = () =>
  log.entries.map((one) => ('bytes' in one ? `${one.kind} ${escapeBytes(one.bytes)}` : one.text))

test('bytes both ways, as they come, and one side that ends before the other', async () => {
  const [client, behind] = await pair()
  client.end(Buffer.from([0x61, 0xff, 0x0a]))
  const came = await data(behind)
  expect([...came]).toEqual([0x61, 0xff, 0x0a])
  await once(behind, 'end')
  expect(proxy.clientIsGone).toBe(true)
  behind.end('later')
  const answer = await data(client)
  expect(String(answer)).toBe('later')
  await once(client, 'end')
  expect(said()).toEqual([
    'the client has connected',
    'sent a\\xff\\n',
    'the client has ended its side',
    'came later',
    'the server has ended its side',
  ])
})

test('a reset is passed on', async () => {
  const [client, behind] = await pair()
  const closed = ended(behind)
  client.resetAndDestroy()
  await closed
  await bell.until(() => proxy.isOver)
  expect(said()).toContain('the client’s side has failed: read ECONNRESET')
})

test('where there is no server, the client is told by a reset', async () => {
  const { port } = addressOf(server)
  server.close()
  await once(server, 'close')
  proxy = await RecordingProxy.open({ host: '127.0.0.1', port }, log, bell)
  const client = connect(proxy.place)
  client.on('error', () => {})
  await ended(client)
  expect(said()).toContain(`the server’s side has failed: connect ECONNREFUSED 127.0.0.1:${port}`)
})

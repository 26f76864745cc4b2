import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { LineSplitter } from '@parley/framing'
import { FaultProxy } from './fault-proxy.ts'
import { parseFaultPlan } from './plan.ts'

/** One end of a connection: what has come, and how it ended. */
class End {
  readonly socket: Socket
  text = ''
  ending = ''
  #changed: () => void = () => {}

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (bytes: Buffer) => {
      this.text += bytes.toString('latin1')
      this.#changed()
    })
    socket.on('end', () => this.#ended('end'))
    socket.on('error', (error) => this.#ended('code' in error ? String(error.code) : 'error'))
  }

  #ended(how: string): void {
    this.ending ||= how
    this.#changed()
  }

  async until(done: () => boolean): Promise<void> {
    while (!done()) {
      await new Promise<void>((resolve) => {
        this.#changed = resolve
      })
    }
  }
}

let server: Server
let accepted: Promise<End>
let proxy: FaultProxy
let log: string[]

beforeEach(async () => {
  log = []
  server = createServer({ allowHalfOpen: true })
  accepted = new Promise((resolve) => server.once('connection', (it) => resolve(new End(it))))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(async () => {
  await proxy.close()
  server.close()
})

/** A client behind the proxy, and the server that it has reached. */
async function connected(...faults: readonly object[]) {
  await open(...faults)
  const client = new End(connect({ ...proxyPlace(), allowHalfOpen: true }))
  return { client, server: await accepted }
}

async function open(...faults: readonly object[]): Promise<void> {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('no address')
  proxy = await FaultProxy.open({
    plan: parseFaultPlan({ faults }),
    seed: 1,
    listen: { host: '127.0.0.1', port: 0 },
    target: { host: '127.0.0.1', port: address.port },
    splitter: () => new LineSplitter(),
    log: (line) => log.push(line.replace(/^\d+\.\d{3} s/, 'T')),
  })
}

function proxyPlace() {
  return { host: proxy.place.address, port: proxy.place.port }
}

test('what is said and ended goes through, less what is dropped', async () => {
  const { client, server: side } = await connected({ fault: 'drop', from: 'server', frame: 1 })
  client.socket.write('LIST\nrest')
  client.socket.end()
  await side.until(() => side.ending !== '')
  expect([side.text, side.ending]).toEqual(['LIST\nrest', 'end'])
  side.socket.end('one\ntwo\n')
  await client.until(() => client.ending !== '')
  expect([client.text, client.ending]).toEqual(['two\n', 'end'])
  expect(log).toEqual(['T, connection 1, from server, frame 1, drop: one\\n'])
})

test('a reset is one for both sides', async () => {
  const { client, server: side } = await connected(
    { fault: 'drop', from: 'client' },
    { fault: 'reset', from: 'client', frame: 1 },
  )
  client.socket.write('LIST\n')
  await client.until(() => client.ending !== '')
  await side.until(() => side.ending !== '')
  expect([client.ending, side.ending]).toEqual(['ECONNRESET', 'ECONNRESET'])
  expect([client.text, side.text]).toEqual(['', ''])
  expect(log).toEqual([
    'T, connection 1, from client, frame 1, drop: LIST\\n',
    'T, connection 1, from client, frame 1, reset: LIST\\n',
  ])
})

test('a half-close ends one direction; the other goes on', async () => {
  const { client, server: side } = await connected({
    fault: 'half-close',
    from: 'server',
    frame: 1,
  })
  side.socket.write('one\ntwo\n')
  await client.until(() => client.ending !== '')
  expect([client.text, client.ending]).toEqual(['one\n', 'end'])
  client.socket.end('still here\n')
  await side.until(() => side.ending !== '')
  expect([side.text, side.ending]).toEqual(['still here\n', 'end'])
})

test('who resets is passed on', async () => {
  const { client, server: side } = await connected({ fault: 'drop', frame: 9 })
  client.socket.resetAndDestroy()
  await side.until(() => side.ending !== '')
  expect(side.ending).toBe('ECONNRESET')
})

test('a server that is not there is told, and the client is let go', async () => {
  await open({ fault: 'drop' })
  server.close()
  await once(server, 'close')
  const client = new End(connect(proxyPlace()))
  await client.until(() => client.ending !== '')
  expect(log).toEqual([expect.stringMatching(/^connection 1: cannot reach .*ECONNREFUSED/)])
})

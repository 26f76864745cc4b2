import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { type Line, Malformed, NEED_MORE, type ServerSession } from '@parley/contract'
import { memoryPorts } from '@parley/engine'
import { Gateway, type Observation } from './index.ts'
import { type ToyOptions, toy } from './testing/toy.ts'

/** Each datagram is a frame, whole. */
class WholeSplitter {
  readonly #waiting: string[] = []

  push(chunk: Uint8Array): void {
    this.#waiting.push(Buffer.from(chunk).toString())
  }

  next(bound: number) {
    const frame = this.#waiting.shift() ?? NEED_MORE
    return frame !== NEED_MORE && frame.length > bound ? new Malformed('frame-too-long') : frame
  }
}

/** The toy over UDP as well, at a free port. */
const both: typeof toy = {
  ...toy,
  datagrams: (options: ToyOptions) => ({
    port: 0,
    splitter: () => new WholeSplitter(),
    serve: (line: Line): ServerSession<string> => {
      const session = toy.serve(line, options)
      return {
        take: (request) => session.take(request),
        hear: (event) => session.hear(event),
        wake: (now) => session.wake?.(now),
      }
    },
  }),
}

let gateway: Gateway
let udpPort: number
let sockets: Socket[]

beforeEach(async () => {
  sockets = []
  gateway = new Gateway(memoryPorts(), () => {}, { counting: true })
  const info = await gateway.listen(both, { host: '127.0.0.1', port: 0 })
  udpPort = info.udpPort ?? 0
})

afterEach(async () => {
  for (const socket of sockets) socket.close()
  await gateway.drain(0)
})

/** A peer of its own port, with the datagrams that it has been sent. */
async function peer() {
  const socket = createSocket('udp4')
  sockets.push(socket)
  const heard: string[] = []
  socket.on('message', (datagram) => heard.push(datagram.toString()))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    heard,
    say: (text: string) => socket.send(text, udpPort, '127.0.0.1'),
    async until(count: number) {
      while (heard.length < count) await once(socket, 'message')
      return heard
    },
  }
}

test('a peer is a connection, each datagram a frame, each frame that is written a datagram', async () => {
  const ann = await peer()
  ann.say('in ann')
  expect(await ann.until(1)).toEqual(['ok\n'])
  ann.say('say 12 x')
  expect(await ann.until(13)).toEqual(['ok\n', ...Array.from({ length: 12 }, () => 'x\n')])
  expect(gateway.open.map(({ name, info }) => [name, info.listener])).toEqual([
    ['ann', `toy/udp 127.0.0.1:${udpPort}`],
  ])
})

test('peers at two ports are two users, and talk', async () => {
  const [ann, bob] = [await peer(), await peer()]
  ann.say('in ann')
  await ann.until(1)
  bob.say('in bob')
  await ann.until(2)
  bob.say('to ann hi')
  expect(await ann.until(3)).toEqual(['ok\n', '+bob\n', 'bob: hi\n'])
  expect(await bob.until(2)).toEqual(['ok\n', 'ok\n'])
})

test('who is closed by the session is a stranger again', async () => {
  const ann = await peer()
  ann.say('in ann')
  await ann.until(1)
  const closed = new Promise<Observation>((resolve) => {
    gateway.tap = (seen) => {
      if (seen.kind === 'closed') resolve(seen)
    }
  })
  ann.say('out')
  expect(await closed).toMatchObject({ reason: 'logout' })
  ann.say('in carl')
  expect(await ann.until(2)).toEqual(['ok\n', 'ok\n'])
  expect(gateway.open.map(({ name }) => name)).toEqual(['carl'])
})

test('it is counted as others are, and its own address is that of the listener', async () => {
  const ann = await peer()
  ann.say('in ann')
  await ann.until(1)
  const [open] = gateway.open
  expect(open?.info.local).toEqual({ address: '127.0.0.1', port: udpPort })
  const closed = new Promise<void>((resolve) => {
    gateway.tap = ({ kind }) => {
      if (kind === 'closed') resolve()
    }
  })
  ann.say('out')
  await closed
  const counts = gateway.counts?.of('toy')
  expect([counts?.opened, counts?.logins]).toEqual([1, 1])
  expect(Object.fromEntries(counts?.closed ?? [])).toEqual({ logout: 1 })
})

test('what begins as a client of TLS does is a datagram as any other', async () => {
  const ann = await peer()
  ann.say('\u0016\u0003\u0001\u0000\u0000\u0001')
  expect(await ann.until(1)).toEqual(['what\n'])
})

test('an empty datagram is nothing', async () => {
  const ann = await peer()
  ann.say('')
  ann.say('in ann')
  expect(await ann.until(1)).toEqual(['ok\n'])
})

test('a drain says farewell', async () => {
  const ann = await peer()
  ann.say('in ann')
  await ann.until(1)
  await gateway.drain(0)
  expect(await ann.until(2)).toEqual(['ok\n', 'bye shutdown\n'])
})

test('a UDP port that is taken is told, and the TCP port is free again', async () => {
  const taken: typeof toy = {
    ...both,
    datagrams: (options) => {
      const side = both.datagrams?.(options)
      return (
        side && {
          port: udpPort,
          splitter: () => side.splitter(),
          serve: (line) => side.serve(line),
        }
      )
    },
  }
  const second = new Gateway(memoryPorts(), () => {})
  await expect(second.listen(taken, { host: '127.0.0.1', port: 0 })).rejects.toThrow('EADDRINUSE')
  expect(second.listeners).toEqual([])
  await second.drain(0)
})

import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { Peer } from '@parley/contract'
import type { ByteStream } from './adopt-socket.ts'
import { DatagramListener, NEW_PEERS } from './datagram-listener.ts'

let listener: DatagramListener
let sockets: Socket[]
let welcomed: Peer[]
let streams: ByteStream[]
let time: number

beforeEach(async () => {
  sockets = []
  welcomed = []
  streams = []
  time = 0
  const host = {
    welcome: (stream: ByteStream, peer: Peer) => {
      welcomed.push(peer)
      streams.push(stream)
    },
    failed: (error: Error) => {
      throw error
    },
    elapsed: () => time,
  }
  listener = await DatagramListener.open({ address: '127.0.0.1', port: 0 }, host)
})

afterEach(() => {
  listener.close()
  for (const socket of sockets) socket.close()
})

async function bound(address = '127.0.0.1', port = 0): Promise<Socket> {
  const socket = createSocket('udp4')
  sockets.push(socket)
  socket.bind(port, address)
  await once(socket, 'listening')
  return socket
}

const say = (socket: Socket, text: string) => {
  return new Promise((sent) => socket.send(text, listener.port, '127.0.0.1', sent))
}

/** Waits until a known peer’s datagram has come, and so all that were sent before. */
async function arrival(known: Socket): Promise<void> {
  const [stream] = streams
  const read = new Promise<void>((resolve) => {
    stream?.on('data', (bytes: Buffer) => {
      if (bytes.toString() === 'marker') resolve()
    })
  })
  await say(known, 'marker')
  await read
}

/** A peer that is known. */
async function first(): Promise<Socket> {
  const socket = await bound()
  await say(socket, 'x')
  while (streams.length === 0) await new Promise((resolve) => setImmediate(resolve))
  return socket
}

test('after a burst of new peers so many a second are taken; known ones are heard', async () => {
  const known = await first()
  const others = await Promise.all(Array.from({ length: NEW_PEERS.burst + 4 }, () => bound()))
  for (const one of others) await say(one, 'x')
  await arrival(known)
  expect(welcomed).toHaveLength(NEW_PEERS.burst)
  time = 2000 / NEW_PEERS.perSecond
  for (const one of others.slice(-4)) await say(one, 'x')
  await arrival(known)
  expect(welcomed).toHaveLength(NEW_PEERS.burst + 2)
})

test('whoever has the port number of the listener is not answered', async () => {
  const known = await first()
  await say(await bound('127.0.0.2', listener.port), 'x')
  await arrival(known)
  expect(welcomed).toHaveLength(1)
})

test('a listener that drains takes no new peers', async () => {
  const known = await first()
  listener.drain()
  await say(await bound(), 'x')
  await arrival(known)
  expect(welcomed).toHaveLength(1)
})

test('a peer whose stream is closed is a new one', async () => {
  const socket = await first()
  const [stream] = streams
  stream?.destroy()
  await say(socket, 'y')
  while (streams.length === 1) await new Promise((resolve) => setImmediate(resolve))
  expect(welcomed[0]).toEqual(welcomed[1])
})

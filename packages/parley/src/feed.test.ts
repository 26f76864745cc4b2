import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { jest } from '@jest/globals'
import type { Dialect } from '@parley/contract'
import { type FeedRecord, WebServer } from '@parley/web'
import { type FeedClient, openFeed } from '@parley/web/testing'
import { SocketClient } from './testing/client.ts'
import { dialects, quick, TestGateway } from './testing/test-gateway.ts'

jest.setTimeout(60_000)

/** Passes bytes on to a gateway's port, and keeps what went either way: a log that knows nothing of us. */
class Log {
  readonly #server: Server
  readonly fromClient: Buffer[] = []
  readonly fromServer: Buffer[] = []

  constructor(port: number) {
    this.#server = createServer((near) => {
      const far = connect({ port, host: '127.0.0.1', noDelay: true })
      near.setNoDelay(true)
      near.on('data', (bytes) => {
        this.fromClient.push(bytes)
        far.write(bytes)
      })
      far.on('data', (bytes) => {
        this.fromServer.push(bytes)
        near.write(bytes)
      })
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        one.on('close', () => other.destroy())
        one.on('error', () => other.destroy())
      }
    })
  }

  async open(): Promise<number> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  close(): void {
    this.#server.close()
  }
}

/** A user behind a log. */
interface Logged {
  readonly dialect: Dialect
  readonly name: string
  readonly client: SocketClient
  readonly log: Log
  /** How many messages it was sent. */
  told: number
}

let host: TestGateway
let web: WebServer
let feed: FeedClient
const users: Logged[] = []

beforeAll(async () => {
  host = await TestGateway.open()
  const page = new URL('.', import.meta.url)
  web = await WebServer.open(host.gateway, { host: '127.0.0.1', port: 0, page, version: '1' })
  feed = await openFeed(web)
  await feed.resume()
  for (const role of ['writer', 'reader']) {
    for (const dialect of dialects) {
      const log = new Log(host.port(dialect.name))
      const client = new SocketClient(dialect, quick(dialect), await log.open())
      const name = `${dialect.name.replace('-', '')}${role}`
      expect(await client.login(name)).toBe(true)
      users.push({ dialect, name, client, log, told: 0 })
    }
  }
})

afterAll(async () => {
  for (const { client, log } of users) {
    client.socket.destroy()
    log.close()
  }
  feed.socket.terminate()
  await host.close()
  await web.close()
})

/** The bytes of all records of these kinds at the connection of the user, in their order. */
function bytesOf(name: string, ...kinds: readonly FeedRecord['kind'][]): Buffer {
  const named = feed.records.find((one) => one.kind === 'named' && one.name === name)
  const records = feed.records.filter((one) => one.connection === named?.connection)
  return Buffer.concat(
    records.flatMap((one) => {
      return kinds.includes(one.kind) && 'bytes' in one ? [Buffer.from(one.bytes, 'base64')] : []
    }),
  )
}

const pairs = dialects.flatMap((from) => dialects.map((to) => [from.name, to.name] as const))

test.each(pairs)('a message from %s to %s is on the feed as on the wire', async (from, to) => {
  const sender = users.find(({ dialect }) => dialect.name === from)
  const receiver = users.findLast(({ dialect }) => dialect.name === to)
  if (sender === undefined || receiver === undefined) throw new Error('nobody speaks it')
  const text = `from ${from} to ${to}`
  expect(await sender.client.ask({ kind: 'send', to: receiver.name, text })).toBe(true)
  receiver.told += 1
  await receiver.client.hear(receiver.told)
  await feed.until(() => (bytesOf(receiver.name, 'write').includes(text) ? true : undefined))
  const sent = feed.records.find((one) => {
    return one.kind === 'frame-out' && Buffer.from(one.bytes, 'base64').includes(text)
  })
  const said = feed.records.findLast((one) => one.kind === 'command' && one.name === 'send')
  const id = said?.kind === 'command' ? said.message : undefined
  expect(id).toEqual(expect.any(Number))
  // What is told only who asks is part of the answer to that, which may tell of several messages.
  const pulls = receiver.dialect.wire(quick(receiver.dialect)).pulls === true
  expect(sent).toMatchObject(pulls ? { told: expect.arrayContaining([id]) } : { message: id })
})

const names = dialects.map(({ name }) => name)

/** The two users of a dialect. */
function usersOf(name: string): readonly Logged[] {
  return users.filter(({ dialect }) => dialect.name === name)
}

test.each(names)(
  'reads and writes of %s are those of the wire, but for the password',
  async (name) => {
    for (const { name: who, log } of usersOf(name)) {
      const [said, told] = [Buffer.concat(log.fromClient), Buffer.concat(log.fromServer)]
      await feed.until(() => (bytesOf(who, 'write').length >= told.length ? true : undefined))
      expect(bytesOf(who, 'write').toString('latin1')).toBe(told.toString('latin1'))
      const password = `${who}'s secret`
      const shown = said.toString('latin1').replaceAll(password, '*'.repeat(password.length))
      expect(bytesOf(who, 'read').toString('latin1')).toBe(shown)
    }
  },
)

test.each(names)('frames of %s together are its reads and writes', (name) => {
  for (const { name: who } of usersOf(name)) {
    const [read, written] = [bytesOf(who, 'read'), bytesOf(who, 'write')]
    expect(bytesOf(who, 'frame-in').toString('latin1')).toBe(read.toString('latin1'))
    expect(bytesOf(who, 'frame-out').toString('latin1')).toBe(written.toString('latin1'))
  }
})

import { jest } from '@jest/globals'
import type { FeedRecord } from './protocol.ts'
import { textOf } from './testing/feed-client.ts'
import { TestWeb } from './testing/test-web.ts'

jest.setTimeout(60_000)

let web: TestWeb

async function open(...settings: Parameters<typeof TestWeb.open>): Promise<void> {
  web = await TestWeb.open(...settings)
}

afterEach(() => web.close())

/** A record in short: the connection, the kind, and what it says. */
function short(record: FeedRecord): readonly unknown[] {
  const { connection, kind } = record
  const said = 'bytes' in record ? textOf(record.bytes) : 'name' in record ? record.name : undefined
  const message = 'message' in record ? record.message : undefined
  return [connection, kind, said, message].filter((part) => part !== undefined)
}

/** Waits until nobody is at the tap. */
async function unwatched(): Promise<void> {
  while (web.gateway.tap !== undefined) await new Promise((resolve) => setImmediate(resolve))
}

test('nobody is at the tap while nobody looks', async () => {
  await open()
  await web.client().send('in ann\n').expect('ok\n')
  expect(web.gateway.tap).toBeUndefined()
  const feed = await web.feed()
  await feed.hello()
  expect(web.gateway.tap).toBeDefined()
  feed.socket.close()
  await unwatched()
})

test('a hello says who is there', async () => {
  await open()
  await web.client().send('in ann\n').expect('ok\n')
  const feed = await web.feed()
  const { port } = web.gateway.listeners[0] ?? { port: 0 }
  const hello = await feed.hello()
  expect(hello).toMatchObject({
    version: '1.2.3',
    sequence: 0,
    oldest: 1,
    dialects: [{ name: 'spoken', port }],
    connections: [{ id: 1, dialect: 'spoken', address: '127.0.0.1', name: 'ann' }],
  })
  expect(hello.connections[0]?.since).toBe(web.gateway.open[0]?.info.since)
})

test('one message is seen on both wires, with reads and writes apart from frames', async () => {
  await open()
  const ann = web.client().send('in ann\n')
  await ann.expect('ok\n')
  const bob = web.client().send('in bob\n')
  await bob.expect('ok\n')
  const feed = await web.feed()
  await feed.resume()
  ann.send('to bob hi\n')
  await ann.expect('ok\n')
  await feed.until(() => (feed.records.length >= 7 ? true : undefined))
  expect(feed.records.map(short)).toEqual([
    [1, 'read', 'to bob hi\n'],
    [1, 'frame-in', 'to bob hi\n', 1],
    [2, 'frame-out', 'ann: hi\n', 1],
    [1, 'command', 'send', 1],
    [1, 'frame-out', 'ok\n', 1],
    [2, 'write', 'ann: hi\n'],
    [1, 'write', 'ok\n'],
  ])
  expect(feed.records.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(feed.records[1]).toMatchObject({
    parts: [
      { from: 0, to: 7, role: 'verb' },
      { from: 7, to: 9, role: 'body' },
      { from: 9, to: 10, role: 'terminator' },
    ],
  })
})

test('two frames in one read are told apart, and one frame in two reads is whole', async () => {
  await open()
  const feed = await web.feed()
  await feed.resume()
  const ann = web.client().send('in ann\nall one\nall t')
  await ann.expect('ok\nok\n')
  ann.send('wo\n')
  await ann.expect('ok\n')
  await feed.record('frame-in', 'two')
  const frames = feed.records.filter(({ kind }) => kind === 'frame-in').map(short)
  expect(frames).toEqual([
    [1, 'frame-in', 'in ann\n'],
    [1, 'frame-in', 'all one\n', 1],
    [1, 'frame-in', 'all two\n', 2],
  ])
})

test('it is told who came, under which name, and why they went', async () => {
  await open()
  const feed = await web.feed()
  await feed.resume()
  await web.client().send('in ann\n').expect('ok\n')
  await feed.record('named')
  web.client().send('out\n')
  const closed = await feed.record('closed')
  expect(closed).toMatchObject({ connection: 2, reason: 'logout' })
  expect(feed.records.filter(({ kind }) => kind === 'opened' || kind === 'named')).toMatchObject([
    { kind: 'opened', connection: 1, dialect: 'spoken', address: '127.0.0.1' },
    { kind: 'named', connection: 1, name: 'ann' },
    { kind: 'opened', connection: 2 },
  ])
})

test('a viewer that comes back goes on where it was', async () => {
  await open({ linger: 60_000 })
  const first = await web.feed()
  await first.resume()
  const ann = web.client().send('in ann\n')
  const { sequence } = await first.record('named')
  first.socket.close()
  await ann.send('all later\n').expect('ok\nok\n')
  const second = await web.feed()
  await second.resume(sequence)
  await second.record('frame-in', 'later')
  expect(second.records[0]?.sequence).toBe(sequence + 1)
  expect(second.missed).toBe(0)
})

test('what was kept is told to one who comes later, with whose connections it was on', async () => {
  await open()
  const ann = web.client().send('in ann\n')
  await ann.expect('ok\n')
  const first = await web.feed()
  await first.resume()
  await ann.send('all kept\n').expect('ok\n')
  await first.record('write', 'ok')
  first.socket.close()
  await unwatched()
  ann.socket.destroy()
  while (web.gateway.open.length > 0) await new Promise((resolve) => setImmediate(resolve))
  await web.client().send('in bob\nall unseen\n').expect('ok\nok\n')
  const second = await web.feed()
  await second.resume()
  const { former, kept } = await second.hello()
  await second.record('frame-in', 'kept')
  expect(former).toMatchObject([{ id: 1, dialect: 'spoken', name: 'ann' }])
  const [one, other] = kept.times
  expect(kept).toEqual({
    times: [{ from: one?.from, to: expect.any(Number) }, { from: other?.from }],
    bytes: 16 * 1024 * 1024,
  })
  expect(second.records.every((record) => record.connection === 1)).toBe(true)
})

test('a filter holds at the server', async () => {
  await open()
  const [ann, bob] = [web.client(), web.client()]
  await ann.send('in ann\n').expect('ok\n')
  await bob.send('in bob\n').expect('ok\n')
  const feeds = await Promise.all([web.feed(), web.feed(), web.feed(), web.feed()])
  const [byName, byText, byDialect, all] = feeds
  await byName.resume(0, { name: 'BOB' })
  await byText.resume(0, { text: 'two' })
  await byDialect.resume(0, { dialect: 'other' })
  await all.resume()
  await ann.send('to bob one\nto bob two\n').expect('ok\nok\n')
  const seen = await all.until(() => {
    const writes = all.records.filter(
      ({ kind, connection }) => kind === 'write' && connection === 1,
    )
    return writes.map(short).join('').split('ok').length > 2 ? all.records : undefined
  })
  await byName.record('write', 'two')
  await byText.record('write', 'two')
  expect(new Set(byName.records.map(({ connection }) => connection))).toEqual(new Set([2]))
  expect(byText.records.every((one) => 'bytes' in one && textOf(one.bytes).includes('two'))).toBe(
    true,
  )
  expect(byDialect.records).toEqual([])
  expect(seen.length).toBeGreaterThan(byText.records.length)
})

describe('what is secret', () => {
  test('a password is hidden in the read and in the frame', async () => {
    await open()
    const feed = await web.feed()
    await feed.resume()
    await web.client().send('pass ann swordfish\n').expect('ok\n')
    await feed.record('named')
    expect(feed.records.slice(0, 3).map(short)).toEqual([
      [1, 'opened'],
      [1, 'read', 'pass ann *********\n'],
      [1, 'frame-in', 'pass ann *********\n'],
    ])
    expect(JSON.stringify(feed.messages)).not.toContain(Buffer.from('swordfish').toString('base64'))
  })

  test('also where it comes in pieces, and where others wait behind it', async () => {
    await open()
    const feed = await web.feed()
    await feed.resume()
    const ann = web.client().send('pass ann sword')
    await feed.record('read', 'pass ann *****')
    ann.send('fish\npass bob dolphin\npass carl sal')
    await feed.record('read', '****\npass bob *******\npass carl ***')
    ann.send('mon\n')
    await feed.record('read', '***\n')
    const all = feed.records.map((one) => ('bytes' in one ? textOf(one.bytes) : '')).join('')
    for (const secret of ['sword', 'fish', 'dolphin', 'sal', 'mon\n'])
      expect(all).not.toContain(secret)
  })

  test('nothing is shown of a line that began before anybody looked', async () => {
    await open()
    const ann = web.client().send('in ann\npass ann sw')
    await ann.expect('ok\n')
    while (web.gateway.open[0]?.isBetween !== false) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    const feed = await web.feed()
    await feed.resume()
    ann.send('ordfish\n')
    await ann.expect('no\n')
    await feed.record('write', 'no\n')
    expect(feed.records.find(({ kind }) => kind === 'read')).toMatchObject({
      bytes: Buffer.from('********').toString('base64'),
    })
    ann.send('all hello\n')
    await feed.record('frame-in', 'all hello\n')
  })

  test('private texts are hidden on both wires where that is asked for; public ones are not', async () => {
    await open({ redaction: 'direct' })
    const [ann, bob] = [web.client(), web.client()]
    await ann.send('in ann\n').expect('ok\n')
    await bob.send('in bob\n').expect('ok\n')
    const feed = await web.feed()
    await feed.resume()
    await ann.send('to bob secret\n').expect('ok\n')
    await bob.expect('ann: secret\n')
    ann.send('all public\n')
    await bob.expect('ann: public\n')
    await feed.record('write', 'ann: public\n')
    const seen = feed.records.map(short).map((parts) => parts.slice(0, 3))
    expect(seen).toContainEqual([1, 'read', 'to bob ******\n'])
    expect(seen).toContainEqual([1, 'frame-in', 'to bob ******\n'])
    expect(seen).toContainEqual([2, 'frame-out', 'ann: ******\n'])
    expect(seen).toContainEqual([2, 'write', 'ann: ******\n'])
    expect(seen).toContainEqual([1, 'frame-in', 'all public\n'])
    expect(JSON.stringify(seen)).not.toContain('secret')
  })
})

describe('bounds', () => {
  test('a viewer that does not read costs little, and is told what it has missed', async () => {
    await open()
    const feed = await web.feed()
    await feed.resume()
    const ann = web.client()
    await feed.record('opened')
    feed.socket.pause()
    const text = 'x'.repeat(60_000)
    let written = 0
    let most = 0
    while (written < 100) {
      ann.send('fill 60000\n')
      await ann.expect(`${text}\n`)
      written += 1
      const sizes = [...web.web.sockets].map((socket) => socket.bufferedAmount)
      most = Math.max(most, ...sizes)
    }
    expect(most).toBeLessThan(1024 * 1024)
    feed.socket.resume()
    while (web.gateway.tap === undefined) await new Promise((resolve) => setImmediate(resolve))
    ann.send('all end\n')
    await feed.record('frame-in', 'all end\n')
    const first = feed.records[0]?.sequence ?? 0
    const last = feed.records.at(-1)?.sequence ?? 0
    expect(feed.missed).toBeGreaterThan(0)
    expect(feed.records.length + feed.missed).toBe(last - first + 1)
  })

  test('what is not understood ends the socket', async () => {
    await open()
    for (const wrong of [
      'x',
      '{}',
      '{"kind":"resume","after":-1}',
      '{"kind":"resume","after":1,"filter":7}',
    ]) {
      const feed = await web.feed()
      await feed.hello()
      const closed = new Promise((resolve) => feed.socket.once('close', resolve))
      feed.socket.send(wrong)
      expect(await closed).toBe(1007)
    }
  })

  test('names and texts of any kind pass as bytes', async () => {
    await open()
    const feed = await web.feed()
    await feed.resume()
    const hostile = '<img src=x onerror=alert(1)>\u202e"\\\u0000{{7*7}}</script>'
    const ann = web.client().send('in ann\n')
    await ann.expect('ok\n')
    ann.send(`all ${hostile}\n`)
    const frame = await feed.record('frame-in', '<img')
    expect(textOf(frame.bytes)).toBe(`all ${hostile}\n`)
  })
})

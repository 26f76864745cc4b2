import { createSocket } from 'node:dgram'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FileStore, memoryPorts, type OpenFile } from '@parley/engine'
import { Peer, TestGateway } from './testing/peer.ts'
import { callingToy, toy } from './testing/toy.ts'

let host: TestGateway

/** Those who have called, and keep their own direction open. */
const callers: Peer[] = []

function caller(port: number): Peer {
  const peer = new Peer(port)
  callers.push(peer)
  return peer
}

afterEach(async () => {
  for (const { socket } of callers.splice(0)) socket.destroy()
  await host.close()
})

/** Keeps what is kept, and has room for so many bytes of each file. */
class TestFileStore implements FileStore {
  readonly kept: string[] = []
  dropped = 0
  readonly #room: number

  constructor(room = 1000) {
    this.#room = room
  }

  begin({ name, from, to }: { name: string; from: string; to: string }): OpenFile {
    let text = ''
    return {
      write: (bytes) => {
        text += Buffer.from(bytes).toString('utf8')
        return text.length <= this.#room ? undefined : 'no-room'
      },
      keep: () => {
        this.kept.push(`${from} to ${to}: ${name}: ${text}`)
        return `id${this.kept.length}`
      },
      drop: () => {
        this.dropped += 1
      },
    }
  }
}

async function placeOf(ann: Peer, name: string): Promise<number> {
  const before = ann.text.length
  ann.send(`call ${name}\n`)
  const text = await ann.until((all) => /port \d*\n/.test(all.slice(before)))
  return Number(/port (\d*)\n/.exec(text.slice(before))?.[1])
}

describe('a place for calls over TCP', () => {
  beforeEach(async () => {
    host = await TestGateway.open({}, {}, memoryPorts(), {}, callingToy('tcp'))
  })

  test('what is said there is a message from the one who asked for the place', async () => {
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const call = caller(await placeOf(ann, 'bob'))
    call.send('say psst\n')
    await bob.expect('ann: psst\n')
    call.socket.end('say more\n')
    await bob.expect('ann: more\nann: ended\n')
    await call.end()
  })

  test('what is read there is shown as a connection that belongs to the caller’s', async () => {
    const seen: string[] = []
    host.gateway.taps.add((one) => {
      const { id, peer, local, call } = one.at
      if (call === undefined) return
      const what = one.kind === 'bytes-in' ? Buffer.from(one.bytes).toString() : one.kind
      const { of, transport } = call
      seen.push([what, id, of, transport, peer.port, local.port].join(' '))
    })
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const port = await placeOf(ann, 'bob')
    const call = caller(port)
    call.send('say psst\n')
    await bob.expect('ann: psst\n')
    const own = call.socket.localPort
    call.socket.end()
    await call.end()
    expect(seen).toEqual([
      `opened 3 1 tcp ${own} ${port}`,
      `say psst\n 3 1 tcp ${own} ${port}`,
      `closed 3 1 tcp ${own} ${port}`,
    ])
  })

  test('one place for a pair, also when it is asked for again', async () => {
    const ann = await host.user('ann')
    await host.user('bob')
    await host.user('carl')
    const [first, again, other] = [
      await placeOf(ann, 'bob'),
      await placeOf(ann, 'bob'),
      await placeOf(ann, 'carl'),
    ]
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })

  test('ends when its caller goes', async () => {
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const call = caller(await placeOf(ann, 'bob'))
    call.send('say hi\n')
    await bob.expect('ann: hi\n')
    ann.socket.destroy()
    expect(await call.end()).toBe('')
  })

  test('takes one connection: no other process of that address speaks into it', async () => {
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const port = await placeOf(ann, 'bob')
    const call = caller(port)
    await call.send('say mine\n')
    await bob.expect('ann: mine\n')
    const other = caller(port)
    expect(await other.send('say not mine\n').end()).toBe('')
    call.send('say still mine\n')
    expect(await bob.until((text) => text.includes('still mine\n'))).toBe('ann: still mine\n')
    expect(await placeOf(ann, 'bob')).not.toBe(port)
  })

  test('who is blocked is told once, and keeps the connection until the text arrives again', async () => {
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const call = caller(await placeOf(ann, 'bob'))
    call.send('say hi\n')
    await bob.expect('ann: hi\n')
    await bob.send('block ann\n').expect('ok\n')
    ann.text = ''
    call.send('say one\nsay two\n')
    const refused = '! your private message to bob was not delivered: bob has blocked you\n'
    await ann.expect(refused)
    await bob.send('unblock ann\n').expect('ok\n')
    call.send('say three\n')
    await bob.until((text) => text.includes('three'))
    expect(bob.text).toBe('ann: three\n')
    expect(ann.text).toBe('')
  })

  test('whose callee has gone stays open, and reaches nobody who takes the name', async () => {
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const call = caller(await placeOf(ann, 'bob'))
    call.send('say hi\n')
    await bob.expect('ann: hi\n')
    bob.socket.destroy()
    await ann.expect('-bob\n')
    const other = await host.user('bob')
    call.send('say psst\n')
    await ann.expect('! your private message to bob was not delivered: bob has left\n')
    await other.send('who\n').expect('ann bob\n')
    expect(other.text).toBe('')
    call.socket.end()
    await call.end()
  })

  test('a callee with two sessions has gone with the last of them', async () => {
    const [bob, again] = [await host.peer(), await host.peer()]
    await bob.send('pw bob secret\n').expect('ok\n')
    await again.send('pw bob secret\n').expect('ok\n')
    const ann = await host.user('ann')
    const call = caller(await placeOf(ann, 'bob'))
    call.send('say hi\n')
    await bob.expect('ann: hi\n')
    const closing = host.closing()
    bob.socket.destroy()
    await closing
    call.send('say more\n')
    await again.expect('ann: more\n')
  })

  test('an error in a call ends the call and nothing else', async () => {
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    for (const ending of ['break\n', 'hang\n']) {
      expect(
        await caller(await placeOf(ann, 'bob'))
          .send(ending)
          .end(),
      ).toBe('')
    }
    caller(await placeOf(ann, 'bob')).send('say still there\n')
    await bob.expect('ann: still there\n')
    expect(host.log.filter(({ level }) => level === 'error')).toHaveLength(1)
  })

  test('a disk that fails when a file is dropped does not keep anybody online', async () => {
    const failing: OpenFile = {
      write: () => undefined,
      keep: () => 'id',
      drop: () => {
        throw new Error('EROFS')
      },
    }
    const fileStore = { begin: () => failing }
    host = await TestGateway.open({}, {}, memoryPorts(), { fileStore }, callingToy('tcp'))
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const call = caller(await placeOf(ann, 'bob'))
    call.send('file half\ndata x\nsay done\n')
    await bob.expect('ann: done\n')
    ann.socket.destroy()
    await bob.expect('-ann\n')
    await bob.send('who\n').expect('bob\n')
    expect(host.log.filter(({ level }) => level === 'error')).toHaveLength(1)
  })

  test('there are at most 64 for one user, in all sessions together', async () => {
    const sessions = [await host.peer(), await host.peer()]
    for (const one of sessions) await one.send('pw ann secret\n').expect('ok\n')
    const ports: number[] = []
    for (let count = 0; count < 32; count++) {
      for (const one of sessions) ports.push(await placeOf(one, `user${count}`))
    }
    expect(new Set(ports).size).toBe(64)
    expect(ports).not.toContain(0)
    for (const one of sessions) expect(await placeOf(one, 'user64')).toBe(0)
  })

  test('there are at most 512 for all users of an address', async () => {
    const taken: number[] = []
    for (let user = 0; user < 9; user++) {
      const one = await host.user(`caller${user}`)
      for (let count = 0; count < 60; count++) taken.push(await placeOf(one, `user${count}`))
    }
    expect(taken.filter((port) => port > 0)).toHaveLength(512)
  })
})

describe('a place for calls over UDP', () => {
  function sender(port: number) {
    const socket = createSocket('udp4')
    return {
      async send(...datagrams: string[]): Promise<void> {
        for (const datagram of datagrams) {
          await new Promise((sent) => socket.send(datagram, port, '127.0.0.1', sent))
        }
      },
      close: () => socket.close(),
    }
  }

  async function sendTo(port: number, ...datagrams: string[]): Promise<void> {
    const { send, close } = sender(port)
    await send(...datagrams)
    close()
  }

  test('a file that comes there is kept, and the one it is for is told', async () => {
    const fileStore = new TestFileStore()
    host = await TestGateway.open({}, {}, memoryPorts(), { fileStore }, callingToy('udp'))
    const seen: unknown[] = []
    host.gateway.taps.add((one) => {
      const { call } = one.at
      if (call === undefined) return
      seen.push(one.kind === 'bytes-in' ? Buffer.from(one.bytes).toString() : [one.kind, call])
    })
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const port = await placeOf(ann, 'bob')
    await sendTo(port, 'file a.txt', 'data grüße', 'end')
    await bob.expect('! ann sent you a.txt (7 bytes): kept on the server as id1\n')
    const call = { of: 1, transport: 'udp' }
    expect(seen.slice(0, 4)).toEqual([['opened', call], 'file a.txt', 'data grüße', 'end'])
    await ann.expect('! a.txt (7 bytes) is kept for bob\n')
    expect(fileStore.kept).toEqual(['ann to bob: a.txt: grüße'])
  })

  test('what is told of a file is one line, whatever its name', async () => {
    const fileStore = new TestFileStore()
    host = await TestGateway.open({}, {}, memoryPorts(), { fileStore }, callingToy('udp'))
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const name = 'x\u2028DELIVERY bob I owe you\u001b[2J'
    await sendTo(await placeOf(ann, 'bob'), `file ${name}`, 'data x', 'end')
    const shown = 'x\ufffdDELIVERY bob I owe you\ufffd[2J'
    await bob.expect(`! ann sent you ${shown} (1 bytes): kept on the server as id1\n`)
    expect(fileStore.kept).toEqual([`ann to bob: ${shown}: x`])
  })

  test('takes the datagrams of one port until they end; who sends is told of others', async () => {
    const fileStore = new TestFileStore()
    host = await TestGateway.open({}, {}, memoryPorts(), { fileStore }, callingToy('udp'))
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const port = await placeOf(ann, 'bob')
    const { send, close } = sender(port)
    await send('file a.txt', 'say coming')
    await bob.expect('ann: coming\n')
    await sendTo(port, 'say not hers', 'data evil')
    await ann.expect('! a file is not kept for bob: another one was being received')
    await bob.expect('! ann sent you a file, which is not kept: another one was being received')
    await bob.expect('\n')
    await send('data a', 'end')
    expect(await bob.until((text) => text.includes('id1'))).toMatch(/^! ann sent you a.txt/)
    expect(fileStore.kept).toEqual(['ann to bob: a.txt: a'])
    close()
  })

  test('a file of somebody who is blocked is not kept, and they are told', async () => {
    const fileStore = new TestFileStore()
    host = await TestGateway.open({}, {}, memoryPorts(), { fileStore }, callingToy('udp'))
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const { send, close } = sender(await placeOf(ann, 'bob'))
    await send('file begun', 'data x', 'say begun')
    await bob.expect('ann: begun\n')
    await bob.send('block ann\n').expect('ok\n')
    await send('end', 'file late', 'data x', 'end')
    await ann.expect('! begun is not kept for bob, who has blocked you\n')
    await ann.expect('! late is not kept for bob, who has blocked you\n')
    expect(fileStore.kept).toEqual([])
    expect(bob.text).toBe('')
    close()
  })

  test('a file whose receiver has left before its end is not kept, and its sender is told', async () => {
    const fileStore = new TestFileStore()
    host = await TestGateway.open({}, {}, memoryPorts(), { fileStore }, callingToy('udp'))
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const { send, close } = sender(await placeOf(ann, 'bob'))
    await send('file half', 'data x', 'say coming')
    await bob.expect('ann: coming\n')
    bob.socket.destroy()
    await ann.expect('-bob\n')
    const other = await host.user('bob')
    await send('end')
    await ann.expect('! half is not kept for bob, who has left\n')
    expect(fileStore.kept).toEqual([])
    expect(other.text).toBe('')
    close()
  })

  test('both are told of a file that is too large, or for which there is no room', async () => {
    const fileStore = new TestFileStore(3)
    host = await TestGateway.open({}, {}, memoryPorts(), { fileStore }, callingToy('udp'))
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const port = await placeOf(ann, 'bob')
    await sendTo(port, 'file big', 'data four', 'end', 'file huge', 'data x', 'refuse huge', 'end')
    await bob.expect('! ann sent you big, which is not kept: there is no room for it\n')
    await bob.expect(
      '! ann sent you huge, which is not kept: it is larger than this server keeps\n',
    )
    await ann.expect('! big is not kept for bob: there is no room for it\n')
    await ann.expect('! huge is not kept for bob: it is larger than this server keeps\n')
    expect(fileStore.kept).toEqual([])
  })

  test('a file that does not fit, or does not end, is not kept', async () => {
    const fileStore = new TestFileStore(3)
    host = await TestGateway.open({}, {}, memoryPorts(), { fileStore }, callingToy('udp'))
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const port = await placeOf(ann, 'bob')
    await sendTo(port, 'file big', 'data four', 'end', 'file half', 'data x', 'say done')
    await bob.expect('ann: done\n')
    ann.socket.destroy()
    await bob.expect('-ann\n')
    await host.gateway.drain(0)
    expect(fileStore.kept).toEqual([])
    expect(fileStore.dropped).toBe(2)
  })

  test('a file whose sender leaves before the end is kept all the same, and nothing else is said', async () => {
    const fileStore = new TestFileStore()
    host = await TestGateway.open({}, {}, memoryPorts(), { fileStore }, callingToy('udp'))
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const port = await placeOf(ann, 'bob')
    const { send, close } = sender(port)
    await send('file a.txt', 'data grü', 'say coming')
    await bob.expect('ann: coming\n')
    ann.socket.destroy()
    await bob.expect('-ann\n')
    await send('data ße')
    await send('end')
    await bob.expect('! ann sent you a.txt (7 bytes): kept on the server as id1\n')
    expect(fileStore.kept).toEqual(['ann to bob: a.txt: grüße'])
    close()
  })

  test('without a file store there are no files', async () => {
    host = await TestGateway.open({}, {}, memoryPorts(), {}, callingToy('udp'))
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    await sendTo(await placeOf(ann, 'bob'), 'file a', 'data x', 'end', 'say none')
    await bob.expect('ann: none\n')
    expect(bob.text).toBe('')
  })
})

test('a dialect whose clients take no calls has no places', async () => {
  host = await TestGateway.open()
  const ann = await host.user('ann')
  expect(await placeOf(ann, 'bob')).toBe(0)
})

test('a journal has what has happened, in order, once the gateway is closed', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'parley-')), 'logs')
  host = await TestGateway.open({ journal: folder })
  expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toBe('begun\n')
  const ann = await host.user('ann')
  await ann.send('all x\n').expect('ok\n')
  await host.gateway.drain(0)
  expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toBe('session-ended\n')
})

test('a listener that cannot be opened leaves the files of another one alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  host = await TestGateway.open({ journal: folder })
  const ann = await host.user('ann')
  await ann.send('all x\n').expect('ok\n')
  const second = TestGateway.open({ journal: folder }, {}, memoryPorts(), {}, toy, host.port)
  await expect(second).rejects.toThrow('EADDRINUSE')
  ann.socket.destroy()
  await host.gateway.drain(0)
  expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toBe('session-ended\n')
})

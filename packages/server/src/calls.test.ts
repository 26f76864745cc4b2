import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryPorts, type OpenFile, type Shelf } from '@parley/engine'
import { House, Peer } from './testing/peer.ts'
import { callingToy, toy } from './testing/toy.ts'

let house: House

afterEach(async () => {
  await house.close()
})

/** Keeps what is kept, and has room for so many bytes of each file. */
class TestShelf implements Shelf {
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
        return text.length <= this.#room
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
    house = await House.open({}, {}, memoryPorts(), {}, callingToy('tcp'))
  })

  test('what is said there is a message from the one who asked for the place', async () => {
    const ann = await house.user('ann')
    const bob = await house.user('bob')
    const call = new Peer(await placeOf(ann, 'bob'))
    call.send('say psst\n')
    await bob.expect('ann: psst\n')
    call.socket.end('say more\n')
    await bob.expect('ann: more\nann: ended\n')
    await call.end()
  })

  test('one place for a pair, also when it is asked for again', async () => {
    const ann = await house.user('ann')
    await house.user('bob')
    await house.user('carl')
    const [first, again, other] = [
      await placeOf(ann, 'bob'),
      await placeOf(ann, 'bob'),
      await placeOf(ann, 'carl'),
    ]
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })

  test.each(['ann', 'bob'])('ends when %s goes', async (leaver) => {
    const ann = await house.user('ann')
    const bob = await house.user('bob')
    const call = new Peer(await placeOf(ann, 'bob'))
    call.send('say hi\n')
    await bob.expect('ann: hi\n')
    const gone = leaver === 'ann' ? ann : bob
    gone.socket.destroy()
    expect(await call.end()).toBe('')
  })

  test('an error in a call ends the call and nothing else', async () => {
    const ann = await house.user('ann')
    const bob = await house.user('bob')
    const port = await placeOf(ann, 'bob')
    expect(await new Peer(port).send('break\n').end()).toBe('')
    expect(await new Peer(port).send('hang\n').end()).toBe('')
    new Peer(port).send('say still there\n')
    await bob.expect('ann: still there\n')
    expect(house.log.filter(({ level }) => level === 'error')).toHaveLength(1)
  })

  test('a disk that fails when a file is dropped does not keep anybody online', async () => {
    const failing: OpenFile = {
      write: () => true,
      keep: () => 'id',
      drop: () => {
        throw new Error('EROFS')
      },
    }
    const shelf = { begin: () => failing }
    house = await House.open({}, {}, memoryPorts(), { shelf }, callingToy('tcp'))
    const ann = await house.user('ann')
    const bob = await house.user('bob')
    const call = new Peer(await placeOf(ann, 'bob'))
    call.send('file half\ndata x\nsay done\n')
    await bob.expect('ann: done\n')
    ann.socket.destroy()
    await bob.expect('-ann\n')
    await bob.send('who\n').expect('bob\n')
    expect(house.log.filter(({ level }) => level === 'error')).toHaveLength(1)
  })

  test('there are at most 64 for one connection', async () => {
    const ann = await house.user('ann')
    const ports: number[] = []
    for (let count = 0; count < 65; count++) ports.push(await placeOf(ann, `user${count}`))
    expect(new Set(ports.slice(0, 64)).size).toBe(64)
    expect(ports[64]).toBe(0)
  })
})

describe('a place for calls over UDP', () => {
  async function sendTo(port: number, ...datagrams: string[]): Promise<void> {
    const socket = createSocket('udp4')
    for (const datagram of datagrams) {
      await new Promise((sent) => socket.send(datagram, port, '127.0.0.1', sent))
    }
    socket.close()
    await once(socket, 'close')
  }

  test('a file that comes there is kept, and the one it is for is told', async () => {
    const shelf = new TestShelf()
    house = await House.open({}, {}, memoryPorts(), { shelf }, callingToy('udp'))
    const ann = await house.user('ann')
    const bob = await house.user('bob')
    const port = await placeOf(ann, 'bob')
    await sendTo(port, 'file a.txt', 'data grüße', 'end')
    await bob.expect('! ann sent you a.txt (7 bytes): kept on the server as id1\n')
    expect(shelf.kept).toEqual(['ann to bob: a.txt: grüße'])
  })

  test('a file that does not fit, or does not end, is not kept', async () => {
    const shelf = new TestShelf(3)
    house = await House.open({}, {}, memoryPorts(), { shelf }, callingToy('udp'))
    const ann = await house.user('ann')
    const bob = await house.user('bob')
    const port = await placeOf(ann, 'bob')
    await sendTo(port, 'file big', 'data four', 'end', 'file half', 'data x', 'say done')
    await bob.expect('ann: done\n')
    ann.socket.destroy()
    await bob.expect('-ann\n')
    await house.gateway.drain(0)
    expect(shelf.kept).toEqual([])
    expect(shelf.dropped).toBe(2)
  })

  test('a file whose sender leaves before the end is kept all the same, and nothing else is said', async () => {
    const shelf = new TestShelf()
    house = await House.open({}, {}, memoryPorts(), { shelf }, callingToy('udp'))
    const ann = await house.user('ann')
    const bob = await house.user('bob')
    const port = await placeOf(ann, 'bob')
    const from = createSocket('udp4')
    const send = (text: string) => new Promise((sent) => from.send(text, port, '127.0.0.1', sent))
    await send('file a.txt')
    await send('data grü')
    await send('say coming')
    await bob.expect('ann: coming\n')
    ann.socket.destroy()
    await bob.expect('-ann\n')
    await send('data ße')
    await sendTo(port, 'say psst')
    await send('end')
    await bob.expect('! ann sent you a.txt (7 bytes): kept on the server as id1\n')
    expect(shelf.kept).toEqual(['ann to bob: a.txt: grüße'])
    from.close()
  })

  test('without a shelf there are no files', async () => {
    house = await House.open({}, {}, memoryPorts(), {}, callingToy('udp'))
    const ann = await house.user('ann')
    const bob = await house.user('bob')
    await sendTo(await placeOf(ann, 'bob'), 'file a', 'data x', 'end', 'say none')
    await bob.expect('ann: none\n')
    expect(house.log).toContainEqual({ level: 'warn', text: 'no room for the file "a"' })
  })
})

test('a dialect whose clients take no calls has no places', async () => {
  house = await House.open()
  const ann = await house.user('ann')
  expect(await placeOf(ann, 'bob')).toBe(0)
})

test('a journal has what has happened, in order, once the gateway is closed', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'parley-')), 'logs')
  house = await House.open({ journal: folder })
  expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toBe('begun\n')
  const ann = await house.user('ann')
  await ann.send('all x\n').expect('ok\n')
  await house.gateway.drain(0)
  expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toBe('session-ended\n')
})

test('a listener that cannot be opened leaves the files of another one alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'))
  house = await House.open({ journal: folder })
  const ann = await house.user('ann')
  await ann.send('all x\n').expect('ok\n')
  const second = House.open({ journal: folder }, {}, memoryPorts(), {}, toy, house.port)
  await expect(second).rejects.toThrow('EADDRINUSE')
  ann.socket.destroy()
  await house.gateway.drain(0)
  expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toBe('session-ended\n')
})

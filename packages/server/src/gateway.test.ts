import { jest } from '@jest/globals'
import { memoryPorts } from '@parley/engine'
import type { Observation } from './index.ts'
import { Peer, TestGateway } from './testing/peer.ts'
import { toy } from './testing/toy.ts'

let host: TestGateway

async function open(...given: Parameters<typeof TestGateway.open>): Promise<TestGateway> {
  host = await TestGateway.open(...given)
  return host
}

afterEach(async () => {
  await host.close()
})

/** What the gateway writes to a connection from now on. */
function writesOf(id: number): string[] {
  const writes: string[] = []
  host.gateway.tap = (seen) => {
    if (seen.kind === 'bytes-out' && seen.at.id === id) writes.push(String(seen.data))
  }
  return writes
}

describe('the loop', () => {
  test('two users talk; the bytes may be cut anywhere', async () => {
    await open()
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    await ann.expect('+bob\n')
    for (const byte of Buffer.from('to bob grüße 😀\n')) ann.socket.write(Uint8Array.of(byte))
    await bob.expect('ann: grüße 😀\n')
    await ann.expect('ok\n')
  })

  test('a session may write as soon as it is made', async () => {
    const early: typeof toy = {
      ...toy,
      serve(line, options) {
        line.write('early\n')
        return toy.serve(line, options)
      },
    }
    await open({}, {}, memoryPorts(), {}, early)
    const peer = new Peer(host.port)
    await peer.expect('early\nhello')
    peer.socket.destroy()
  })

  test('one or two frames of a turn are a write each, up to eight are spread, more are joined', async () => {
    let quiet = 0
    await open({}, {}, memoryPorts(), { elapsed: () => performance.now() + quiet })
    const ann = await host.peer()
    const writes = writesOf(1)
    await ann.send('say 2 x\n').expect('x\nx\n')
    quiet += 1_000
    await ann.send('say 6 y\n').expect('y\n'.repeat(6))
    quiet += 1_000
    await ann.send('say 9 z\n').expect('z\n'.repeat(9))
    expect(writes).toEqual([...Array(2).fill('x\n'), ...Array(6).fill('y\n'), 'z\n'.repeat(9)])
  })

  test('what comes while a burst is spread keeps its place, and makes a long one of it', async () => {
    let elapsed = 0
    await open({}, {}, memoryPorts(), { elapsed: () => elapsed })
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    elapsed += 1_000
    const writes = writesOf(1)
    await ann.send('say 4 x\n').expect('x\n')
    for (let count = 0; count < 5; count++) await bob.send(`to ann ${count}\n`).expect('ok\n')
    await ann.expect('bob: 4\n')
    expect(writes).toEqual(['x\n', 'x\nx\nx\nbob: 0\nbob: 1\nbob: 2\nbob: 3\nbob: 4\n'])
  })

  test('the answers to several commands of one turn are not spread', async () => {
    await open()
    const ann = await host.peer()
    const writes = writesOf(1)
    await ann.send('say 1 x\n'.repeat(5)).expect('x\n'.repeat(5))
    expect(writes).toEqual(['x\n'.repeat(5)])
  })

  test('a receiver of steady traffic is sent what a turn brings at once', async () => {
    let elapsed = 0
    await open({}, {}, memoryPorts(), { elapsed: () => elapsed })
    const ann = await host.peer()
    const writes = writesOf(1)
    for (let count = 0; count < 8; count++) await ann.send('say 1 x\n').expect('x\n')
    await ann.send('say 4 y\n').expect('y\ny\ny\ny\n')
    expect(writes.at(-1)).toBe('y\ny\ny\ny\n')
    elapsed += 1_000
    await ann.send('say 3 z\n').expect('z\n')
    expect(writes.at(-1)).toBe('z\n')
  })

  test('a half-close after a command still gets its answer', async () => {
    await open()
    const ann = await host.peer()
    ann.socket.end('in ann\nwho\nwh')
    expect(await ann.end()).toBe('ok\nann\n')
  })

  test('what is read in a turn that has worked long enough is carried out later, all of it', async () => {
    let elapsed = 0
    await open({}, {}, memoryPorts(), {
      elapsed: () => {
        elapsed += 4
        return elapsed
      },
    })
    const names = Array.from({ length: 24 }, (_, index) => `user${index}`)
    const users = await Promise.all(names.map((name) => host.user(name)))
    const answersTo = (name: string) =>
      Array.from({ length: 3000 }, (_, count) => `${name} ${count}${'x'.repeat(20)}\n`)
    for (const [index, user] of users.entries()) {
      user.text = ''
      const commands = answersTo(`${names[index]}`).map((answer) => `say 1 ${answer}`)
      user.socket.end(commands.join(''))
    }
    const heard = await Promise.all(users.map((user) => user.end()))
    expect(heard.map((text) => text.replaceAll(/^[+-]user\d+\n/gm, ''))).toEqual(
      names.map((name) => answersTo(name).join('')),
    )
  })

  test('a peer that drops or resets frees its name', async () => {
    await open()
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    ann.socket.resetAndDestroy()
    await bob.expect('-ann\n')
    const again = await host.user('ann')
    again.socket.destroy()
    await bob.expect('-ann\n')
  })

  test('out closes after what was written has gone out', async () => {
    await open()
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    ann.send('say 2 last\nout\nwho\n')
    expect(await ann.end()).toBe('+bob\nlast\nlast\n')
    await bob.expect('-ann\n')
  })

  test('a session’s own time comes', async () => {
    await open()
    const ann = await host.peer()
    await ann.send('later\n').expect('now\n')
  })

  test('an error of our own ends its connection and no other', async () => {
    await open()
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    await ann.expect('+bob\n')
    bob.send('break\n')
    await ann.expect('-bob\n')
    const carl = await host.user('carl')
    await ann.send('to carl break\n').expect('-carl\n')
    await ann.expect('ok\n')
    await carl.end()
    expect(host.log.filter(({ level }) => level === 'error')).toHaveLength(2)
  })
})

describe('an error of our own where a frame is cut or sealed', () => {
  test.each([
    ['say 1 unsealable\n', 0],
    ['say 3 unsealable\n', 0],
    ['say 3 unsealable\n', 1],
    ['\0', 0],
  ])('%j at pace %i ends its connection and no other', async (bytes, pace) => {
    await open({ seal: true, pace })
    const bob = await host.peer()
    const ann = await host.peer()
    const closing = host.closing()
    ann.send(bytes)
    bob.send('say 1 x\n')
    await bob.expect('<x>\n')
    expect(await closing).toBe('internal-error')
    await ann.end()
    expect(host.log.filter(({ level }) => level === 'error')).toHaveLength(1)
  })
})

describe('pace', () => {
  test('each frame is a write of its own, in order, and sealed when it is written', async () => {
    await open({ pace: 5, seal: true })
    const ann = await host.peer()
    const writes: string[] = []
    host.gateway.tap = (seen) => {
      if (seen.kind === 'bytes-out') writes.push(String(seen.data))
    }
    ann.send('say 2 x\nwho\nsay 1 y\n')
    await ann.expect('<y>\n')
    expect(writes).toEqual(['<x>\n', '<x>\n', '<>\n', '<y>\n'])
  })

  test('what is paced is still sent to a peer that has ended its side', async () => {
    await open({ pace: 5 })
    const ann = await host.peer()
    ann.socket.end('say 4 x\n')
    expect(await ann.end()).toBe('x\nx\nx\nx\n')
  })

  test('however long the pace takes, a peer that has ended its side gets its answers', async () => {
    await open({ pace: 50 }, { lingerTime: 250 })
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    for (let count = 0; count < 10; count++) bob.send('to ann x\n')
    await bob.expect('ok\nok\nok\nok\n')
    ann.socket.end('who\n')
    expect(await ann.end()).toBe(`+bob\n${'bob: x\n'.repeat(10)}ann bob\n`)
  })

  test('what is said in the turn of the close is waited for too', async () => {
    await open({ pace: 100 }, { lingerTime: 300 })
    const ann = await host.peer()
    ann.send('say 8 x\nout\n')
    expect(await ann.end()).toBe('x\n'.repeat(8))
  })

  test('nothing is paced out to a connection that is gone', async () => {
    await open({ pace: 5 })
    const ann = await host.peer()
    const bob = await host.peer()
    const seen: Observation[] = []
    await ann.send('say 50 x\n').expect('x\n')
    const closing = host.closing()
    ann.socket.destroy()
    await closing
    host.gateway.tap = (one) => seen.push(one)
    await bob.send('say 4 y\n').expect('y\ny\ny\ny\n')
    expect(seen.filter(({ at }) => at.id === 1)).toEqual([])
  })

  test('what is more than a receiver should have to wait for goes out more quickly', async () => {
    await open({ pace: 300 })
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    for (let count = 0; count < 300; count++) bob.send(`to ann ${'x'.repeat(1000)}\n`)
    await ann.until((text) => text.length > 40_000)
  })

  test('who reads is not closed, however much is said to them at once', async () => {
    await open({ pace: 50, maxFrame: 64 * 1024 }, { waitingBytes: 64 * 1024 })
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    const text = 'x'.repeat(60_000)
    bob.send(`to ann ${text}\n`.repeat(12))
    await ann.until((all) => all.length === '+bob\n'.length + 12 * `bob: ${text}\n`.length)
    await ann.send('who\n').expect('ann bob\n')
  })

  test('mail is told at half the pace at a login, a write each', async () => {
    let now = 1_000
    await open({ pace: 5 }, {}, memoryPorts(), { clock: () => now })
    const owner = await host.peer()
    await owner.send('pw bob secret\n').expect('ok\n')
    await owner.send('out\n').end()
    const ann = await host.user('ann')
    for (let count = 0; count < 20; count++) await ann.send(`to bob ${count}\n`).expect('ok\n')
    now = 2_000
    const writes = writesOf(3)
    const bob = await host.peer()
    await bob.send('pw bob secret\n').expect('ann: 19\n')
    expect(writes.slice(-20)).toEqual(Array.from({ length: 20 }, (_, count) => `ann: ${count}\n`))
  })
})

describe('limits', () => {
  test('before login a frame may be 4 KiB, afterwards as long as the dialect allows', async () => {
    await open({ maxFrame: 8192 })
    const ann = await host.peer()
    expect(await ann.send('x'.repeat(4097)).end()).toBe('bye frame-too-long\n')
    const bob = await host.user('bob')
    await bob.send(`to bob ${'x'.repeat(5000)}\n`).expect('x\n')
    bob.send('x'.repeat(8193))
    expect(await bob.end()).toBe('bye frame-too-long\n')
  })

  test('unfinished messages of one address together', async () => {
    const half = 'x'.repeat(1024 * 1024)
    await open({ maxFrame: 2 * half.length }, { exemptLoopback: false, floodBytesRate: 0 })
    const closing = host.closing()
    const senders = await Promise.all(
      Array.from({ length: 17 }, (_, index) => host.user(`ann${index}`)),
    )
    for (const one of senders) one.send(`to nobody ${half}`)
    expect(await closing).toBe('frame-too-long')
    expect(host.gateway.connections).toBe(16)
  })

  test('a login that does not come in time', async () => {
    await open({ loginTime: 20 })
    const late = await host.peer()
    expect(await late.end()).toBe('bye login-timeout\n')
  })

  test('a login in time stays', async () => {
    await open({ loginTime: 200 })
    const ann = await host.user('ann')
    const late = await host.peer()
    await late.end()
    await ann.send('who\n').expect('ann\n')
  })

  test('connections for one address', async () => {
    await open({}, { connectionsPerAddress: 2, exemptLoopback: false })
    const ann = await host.peer()
    await host.peer()
    const third = new Peer(host.port)
    expect(await third.end()).toBe('')
    expect(host.log).toContainEqual({ level: 'warn', text: 'refused: too-many-connections' })
    const closing = host.closing()
    ann.socket.destroy()
    await closing
    await host.peer()
  })

  test('new connections for one address', async () => {
    await open({}, { connectsPerMinute: 2, exemptLoopback: false })
    await host.peer()
    await host.peer()
    expect(await new Peer(host.port).end()).toBe('')
    expect(host.log).toContainEqual({ level: 'warn', text: 'refused: too-many-attempts' })
  })

  test('a flood is read more slowly and loses nothing', async () => {
    await open({}, { floodBurst: 5, floodRate: 500, exemptLoopback: false })
    const ann = await host.peer()
    const numbers = Array.from({ length: 30 }, (_, index) => String(index))
    ann.send(numbers.map((number) => `say 1 ${number}\n`).join(''))
    await ann.expect('29\n')
    await ann.send('say 1 x\n').expect('x\n')
  })

  test('bytes have a rate too: past it a peer is read more slowly, and nothing is lost', async () => {
    let elapsed = 0
    const flood = { floodBytesBurst: 20_000, floodBytesRate: 2_000_000 }
    const limits = { ...flood, exemptLoopback: false }
    await open({}, limits, memoryPorts(), { elapsed: () => elapsed })
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    ann.text = ''
    ann.send(`say 1 ${'x'.repeat(9_999)}\n`.repeat(6))
    for (let round = 0; round < 50; round++) await bob.send('who\n').expect('ann bob\n')
    expect(ann.text.length).toBeLessThan(6 * 10_000)
    elapsed = 60_000
    await ann.until((text) => text.length === 6 * 10_000)
  })

  test('connections of one address share a rate, and each is still heard', async () => {
    let elapsed = 0
    let speed = 0
    const flood = { floodBurst: 100, floodRate: 1_000, floodPerAddress: 1 }
    const limits = { ...flood, exemptLoopback: false }
    await open({}, limits, memoryPorts(), { elapsed: () => (elapsed += speed) })
    const ann = await host.peer()
    const bob = await host.peer()
    const carl = await host.peer()
    ann.send('say 1 x\n'.repeat(200))
    await ann.until((text) => text.length === 2 * 100)
    bob.send('say 1 y\n'.repeat(200))
    await bob.until((text) => text.length === 2 * 20)
    for (let round = 0; round < 10; round++) await carl.send('say 1 z\n').expect('z\n')
    expect(bob.text.length).toBe(2 * 20)
    speed = 1_000
    await ann.until((text) => text.length === 2 * 200)
    await bob.until((text) => text.length === 2 * 200)
  })

  test('only commands count as a flood, not the reads that they come in', async () => {
    await open({}, { floodBurst: 40, floodRate: 1, exemptLoopback: false })
    const ann = await host.peer()
    for (let count = 0; count < 39; count++) await ann.send('who\n').expect('\n')
    for (const byte of Buffer.from(`say 1 ${'x'.repeat(50)}\n`))
      ann.socket.write(Uint8Array.of(byte))
    await ann.expect('x\n')
  })

  test('a slow receiver is cut off and nobody waits for it', async () => {
    await open({ maxFrame: 64 * 1024 }, { waitingBytes: 256 * 1024 })
    const slow = await host.user('slow')
    const ann = await host.user('ann')
    slow.socket.pause()
    const text = 'x'.repeat(60_000)
    for (let sent = 0; !ann.text.includes('-slow'); sent++) {
      if (sent === 1_000) throw new Error('was never cut off')
      ann.send(`to slow ${text}\n`)
      await ann.until((all) => all.split('ok\n').length + all.split('no\n').length > sent + 2)
    }
    await ann.send('who\n').expect('ann\n')
  })

  test('what the socket takes at once is not waiting, however much a turn brings', async () => {
    await open({ maxFrame: 1024 }, { waitingBytes: 4 * 1024 * 1024 })
    const ann = await host.user('ann')
    const line = `${'x'.repeat(1000)}\n`
    await ann.send(`say 4500 ${line}`).until((text) => text.length === 4500 * 1001)
  })

  test('who does not read the answers is asked no more, and gets them all later', async () => {
    await open({}, { waitingBytes: 8192 })
    const ann = await host.peer()
    ann.socket.pause()
    const count = 400
    ann.send(`say 1 ${'x'.repeat(4000)}\n`.repeat(count))
    const bob = await host.user('bob')
    for (let round = 0; round < 50; round++) await bob.send('who\n').expect('bob\n')
    ann.socket.resume()
    await ann.until((text) => text.length === count * 4001)
  })
})

describe('drain', () => {
  test('why a connection was closed is told an operator where it does not happen all day', async () => {
    await open()
    const ann = await host.peer()
    const bob = await host.peer()
    expect(await ann.send('x'.repeat(4097)).end()).toBe('bye frame-too-long\n')
    bob.send('out\n')
    await bob.end()
    await host.gateway.drain(0)
    const logged = host.log.filter(({ level }) => level === 'info').map(({ text }) => text)
    const shown = `${'x'.repeat(64)}…`
    expect(logged).toEqual([`closed: frame-too-long, on 4097 bytes that begin with "${shown}"`])
  })

  test('everyone is told, paced output included, and the ports are closed', async () => {
    await open({ pace: 20 })
    const ann = await host.user('ann')
    ann.send('say 5 x\n')
    await ann.expect('x\n')
    const drained = host.gateway.drain(2_000)
    expect(await ann.end()).toBe('x\nx\nx\nx\nbye shutdown\n')
    ann.socket.end()
    await drained
    expect(await new Peer(host.port).end()).toBe('')
    expect(host.gateway.connections).toBe(0)
  })

  test('however much is paced, it is sent in time', async () => {
    await open({ pace: 5 })
    const ann = await host.user('ann')
    ann.send('say 3000 x\n')
    await ann.expect('x\n')
    const drained = host.gateway.drain(1_000)
    expect(await ann.end()).toBe(`${'x\n'.repeat(2_999)}bye shutdown\n`)
    ann.socket.end()
    await drained
  })

  test('a peer that never ends its side is cut off in time', async () => {
    await open()
    const ann = await host.user('ann')
    await host.gateway.drain(30)
    expect(await ann.end()).toBe('bye shutdown\n')
  })
})

describe('a clock that is set back', () => {
  afterEach(() => {
    jest.restoreAllMocks()
  })

  function setBack(): void {
    const now = Date.now()
    jest.spyOn(Date, 'now').mockReturnValue(now - 3_600_000)
  }

  test('does not stop what is paced', async () => {
    await open({ pace: 5 })
    const ann = await host.peer()
    await ann.send('say 1 x\n').expect('x\n')
    setBack()
    await ann.send('say 2 y\n').expect('y\ny\n')
  })

  test('does not count as a flood', async () => {
    await open({}, { floodBurst: 3, floodRate: 100, exemptLoopback: false })
    const ann = await host.peer()
    await ann.send('say 1 x\n').expect('x\n')
    setBack()
    await ann.send('say 1 y\nsay 1 z\n').expect('z\n')
  })
})

describe('turns', () => {
  test('a flood of commands is shared among turns by the work that they cause', async () => {
    let readings = 0
    await open({}, {}, memoryPorts(), { elapsed: () => ++readings })
    const ann = await host.user('ann')
    const inOneTurn = [0]
    const nextTurn = () => {
      inOneTurn.push(0)
      if (host.gateway.tap !== undefined) setImmediate(nextTurn)
    }
    host.gateway.tap = ({ kind }) => {
      if (kind === 'frame') inOneTurn.push((inOneTurn.pop() ?? 0) + 1)
    }
    nextTurn()
    ann.send('who\n'.repeat(5_000))
    await ann.until((text) => text.length === 'ann\n'.length * 5_000)
    host.gateway.tap = undefined
    expect(Math.max(...inOneTurn)).toBeLessThan(200)
  })

  test('who asks one thing is answered while others wait for their share', async () => {
    let readings = 0
    await open({}, {}, memoryPorts(), { elapsed: () => ++readings })
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    let asked = 0
    host.gateway.tap = ({ kind, at }) => {
      if (kind === 'frame' && at.id === 1 && ++asked === 100) bob.send('who\n')
    }
    ann.send('who\n'.repeat(20_000))
    await bob.expect('ann bob\n')
    expect(asked).toBeLessThan(2_000)
    await ann.until((text) => text.length === '+bob\n'.length + 'ann bob\n'.length * 20_000)
  })

  test('a turn that has made much output is over, also for whom has more to say', async () => {
    await open()
    await Promise.all(Array.from({ length: 100 }, (_, at) => host.user(`r${at}`)))
    const ann = await host.user('ann')
    const inOneTurn = [0]
    const nextTurn = () => {
      inOneTurn.push(0)
      if (host.gateway.tap !== undefined) setImmediate(nextTurn)
    }
    host.gateway.tap = ({ kind, at }) => {
      if (kind === 'frame' && at.id === 101) inOneTurn.push((inOneTurn.pop() ?? 0) + 1)
    }
    nextTurn()
    ann.send(`all ${'x'.repeat(4_000)}\n`.repeat(30))
    await ann.until((text) => text.split('ok\n').length > 30)
    host.gateway.tap = undefined
    expect(Math.max(...inOneTurn)).toBeLessThan(15)
  })

  test('what cannot be committed is not acknowledged, and who only reads stays', async () => {
    const ports = memoryPorts()
    let broken = false
    const commit = () => {
      if (broken) throw new Error('disk full')
    }
    await open({}, {}, { ...ports, commit })
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    await ann.expect('+bob\n')
    broken = true
    const closing = host.closing()
    ann.send('all x\nwho\n')
    bob.send('who\n')
    expect(await ann.end()).toBe('')
    expect(await closing).toBe('store-failed')
    expect(host.log).toContainEqual({ level: 'error', text: 'cannot commit: disk full' })
    await bob.expect('-ann\n')
    await bob.send('who\n').expect('bob\n')
  })

  test('while the store is held by another process, only who wants to write waits', async () => {
    const waiting: ((writable: boolean) => void)[] = []
    const whenWritable = (then: (writable: boolean) => void) => void waiting.push(then)
    await open({}, {}, { ...memoryPorts(), whenWritable })
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    await ann.expect('+bob\n')
    ann.send('all one\nwho\nall two\nall three\n')
    await bob.send('to ann hi\nwho\n').expect('ok\nann bob\n')
    await ann.expect('bob: hi\n')
    expect([waiting.length, ann.text]).toEqual([1, ''])
    waiting.pop()?.(true)
    await bob.expect('ann* one\n')
    await ann.expect('ok\nann bob\n')
    waiting.pop()?.(false)
    await ann.expect('no\n')
    waiting.pop()?.(true)
    await bob.expect('ann* three\n')
  })
})

describe('the tap', () => {
  test('follows one message across both wires by its id', async () => {
    await open()
    const ann = await host.user('ann')
    const bob = await host.user('bob')
    await ann.expect('+bob\n')
    const seen: Observation[] = []
    host.gateway.tap = (one) => {
      seen.push(one.kind === 'bytes-in' ? { ...one, bytes: Buffer.from(one.bytes) } : one)
    }
    ann.send('to bob hi\n')
    await bob.expect('ann: hi\n')
    await ann.expect('ok\n')
    const short = seen.map((one) => {
      const bytes = 'bytes' in one ? Buffer.from(one.bytes).toString() : undefined
      const text = one.kind === 'bytes-out' ? one.data : bytes
      const message = 'message' in one ? one.message : undefined
      return [one.at.id, one.kind, text, message].filter((part) => part !== undefined)
    })
    expect(short).toEqual([
      [1, 'bytes-in', 'to bob hi\n'],
      [1, 'frame'],
      [1, 'command'],
      [2, 'event', 1],
      [2, 'written', 1],
      [1, 'answer', 1],
      [1, 'written', 1],
      [2, 'bytes-out', 'ann: hi\n'],
      [1, 'bytes-out', 'ok\n'],
    ])
  })

  test('sees a frame that is sealed as it is sent, with the message that it is about', async () => {
    await open({ seal: true })
    const [ann, bob] = [await host.peer(), await host.peer()]
    await ann.send('in ann\n').expect('<ok>\n')
    await bob.send('in bob\n').expect('<ok>\n')
    await ann.expect('<+bob>\n')
    const seen: unknown[] = []
    host.gateway.tap = (one) => {
      if (one.kind === 'written') seen.push([one.at.id, one.frame, one.message])
    }
    await ann.send('to bob hi\n').expect('<ok>\n')
    await bob.expect('<ann: hi>\n')
    expect(seen).toEqual([
      [2, '<ann: hi>\n', 1],
      [1, '<ok>\n', 1],
    ])
  })

  test('while it pauses, what it would have seen is counted', async () => {
    await open()
    const ann = await host.user('ann')
    let seen = 0
    host.gateway.tap = ({ kind }) => {
      if (kind !== 'command' && kind !== 'event') seen += 1
    }
    await ann.send('who\n').expect('ann\n')
    host.gateway.pauseTap()
    expect(host.gateway.tap).toBeUndefined()
    await ann.send('who\n').expect('ann\n')
    expect([seen, host.gateway.skipped]).toEqual([5, 5])
    host.gateway.tap = undefined
    expect(host.gateway.skipped).toBe(0)
  })

  test('sees connections come and go with the reason', async () => {
    await open()
    const seen: Observation[] = []
    host.gateway.tap = (one) => seen.push(one)
    const ann = await host.user('ann')
    await ann.send('out\n').end()
    const closing = host.closing()
    ann.socket.end()
    expect(await closing).toBe('logout')
    await host.user('bob')
    expect(seen.filter(({ kind }) => kind === 'opened' || kind === 'closed')).toMatchObject([
      { kind: 'opened', at: { id: 1, dialect: 'toy' } },
      { kind: 'closed', reason: 'logout' },
      { kind: 'opened', at: { id: 2 } },
    ])
  })
})

test('all mail that was accepted for who is offline arrives at the next login', async () => {
  host = await TestGateway.open()
  const owner = await host.peer()
  await owner.send('pw bob secret\n').expect('ok\n')
  await owner.send('out\n').end()
  const ann = await host.user('ann')
  let accepted = 0
  for (let count = 0; count < 200; count++) {
    ann.text = ''
    ann.send(`to bob ${'x'.repeat(100_000)}\n`)
    if ((await ann.until((text) => text.includes('\n'))) === 'ok\n') accepted += 1
  }
  const bob = await host.peer()
  bob.send('pw bob secret\n')
  await bob.until((text) => text.split('\n').length > accepted + 1)
})

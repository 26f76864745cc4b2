import { memoryPorts, type Passwords } from '@parley/engine'
import { TestGateway } from './testing/peer.ts'

let host: TestGateway

afterEach(async () => {
  await host.close()
})

/** Verdicts come when they are let out; what becomes of their waiting is noted. */
function latePasswords(waiting: (() => void)[], notes: string[] = []): Passwords {
  const noted = { cancel: () => notes.push('cancelled'), defer: () => notes.push('deferred') }
  return {
    hash: (password, then) => {
      waiting.push(() => then(password))
      return noted
    },
    verify: (password, hash, then) => {
      waiting.push(() => then(password === hash))
      return noted
    },
  }
}

describe('a password that is judged in a later turn', () => {
  test('is withdrawn when its connection is reset, and when the gateway drains', async () => {
    const waiting: (() => void)[] = []
    const notes: string[] = []
    host = await TestGateway.open({}, {}, memoryPorts({}, latePasswords(waiting, notes)))
    const [ann, carl] = [await host.peer(), await host.peer()]
    const bob = await host.user('bob')
    ann.send('pw ann secret\n')
    carl.send('pw carl secret\n')
    await bob.send('who\n').expect('bob\n')
    expect(waiting).toHaveLength(2)
    const closing = host.closing()
    ann.socket.resetAndDestroy()
    expect(await closing).toBe('peer-reset')
    expect(notes).toEqual(['cancelled'])
    await host.gateway.drain(0)
    expect(notes).toEqual(['cancelled', 'cancelled'])
  })

  test('can wait longer once its peer has ended its side, and is answered all the same', async () => {
    const waiting: (() => void)[] = []
    const notes: string[] = []
    host = await TestGateway.open({}, {}, memoryPorts({}, latePasswords(waiting, notes)))
    const ann = await host.peer()
    ann.send('pw ann secret\n')
    while (waiting.length === 0) await new Promise(setImmediate)
    ann.socket.end('who\n')
    while (notes.length === 0) await new Promise(setImmediate)
    expect(notes).toEqual(['deferred'])
    waiting.shift()?.()
    expect(await ann.end()).toBe('ok\nann\n')
  })

  test('what comes meanwhile is not read without a bound', async () => {
    const waiting: (() => void)[] = []
    host = await TestGateway.open({}, {}, memoryPorts({}, latePasswords(waiting)))
    let bytes = 0
    host.gateway.tap = (seen) => {
      if (seen.kind === 'bytes-in') bytes += seen.bytes.length
    }
    const ann = await host.peer()
    ann.send('pw ann secret\n')
    while (waiting.length === 0) await new Promise(setImmediate)
    const bob = await host.user('bob')
    ann.send('who\n'.repeat(1_000_000))
    for (let count = 0; count < 20; count++) await bob.send('who\n').expect('bob\n')
    expect(bytes).toBeLessThan(200_000)
  })

  test('is not heard after the drain, when the ports may be closed', async () => {
    const waiting: (() => void)[] = []
    const passwords = latePasswords(waiting)
    const ports = memoryPorts({}, passwords)
    host = await TestGateway.open({}, {}, ports)
    const ann = await host.peer()
    const bob = await host.user('bob')
    ann.send('pw ann secret\n')
    await bob.send('who\n').expect('bob\n')
    await host.gateway.drain(0)
    expect(waiting).toHaveLength(1)
    waiting.shift()?.()
    expect(ports.accounts.has('ann')).toBe(false)
  })

  test('other connections go on, this one takes its next command afterwards', async () => {
    const waiting: (() => void)[] = []
    const passwords = latePasswords(waiting)
    host = await TestGateway.open({}, {}, memoryPorts({}, passwords))
    const ann = await host.peer()
    const bob = await host.user('bob')
    ann.send('pw ann secret\nwho\n')
    await bob.send('who\n').expect('bob\n')
    waiting.shift()?.()
    await ann.expect('ok\nbob ann\n')
  })
})

test('the notice of a login comes once, behind its answer, and to nobody who is refused', async () => {
  host = await TestGateway.open({}, {}, memoryPorts(), { loginNotice: 'you are watched' })
  const ann = await host.peer()
  ann.send('who\nin ann\nwho\n')
  const came = await ann.until((text) => text.endsWith('ann\n'))
  expect(came).toBe('\nok\n! you are watched\nann\n')
  const other = await host.peer()
  other.send('in ann\nwho\n')
  expect(await other.until((text) => text.endsWith('\n\n'))).toBe('no\n\n')
})

import { Duplex } from 'node:stream'
import { memoryPorts } from '@parley/engine'
import { Gateway, type Limits } from './index.ts'
import { toy } from './testing/toy.ts'

/** A stream without a socket: what the gateway writes is kept, what it reads is pushed. */
class Pipe extends Duplex {
  readonly writes: string[] = []

  constructor() {
    super({ allowHalfOpen: true })
  }

  override _read(): void {}

  override _write(chunk: Uint8Array, _encoding: unknown, done: () => void): void {
    this.writes.push(String(chunk))
    done()
  }

  /** Waits until the stream is closed. */
  ended(): Promise<void> {
    return new Promise((resolve) => this.once('close', resolve))
  }

  async until(text: string): Promise<void> {
    while (!this.writes.join('').includes(text)) {
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

const peer = { address: '::ffff:192.0.2.7', port: 4711 }

let gateway: Gateway

async function open(
  limits: Partial<Limits> = {},
  elapsed = () => performance.now(),
): Promise<void> {
  gateway = new Gateway(memoryPorts(), () => {}, { elapsed })
  const options = toy.options.parse({})
  await gateway.listen(toy, { host: '127.0.0.1', port: 0, options, limits })
}

function adopted(): Pipe {
  const [listener] = gateway.listeners
  if (listener === undefined) throw new Error('there is no listener')
  const pipe = new Pipe()
  gateway.adopt(listener, pipe, peer, '127.0.0.1')
  return pipe
}

afterEach(() => gateway.drain(0))

test('a stream that is no socket is a connection like any other', async () => {
  await open()
  const ann = adopted()
  ann.push('in ann\n')
  await ann.until('ok\n')
  const [connection] = gateway.open
  expect(connection?.info).toMatchObject({
    id: 1,
    dialect: 'toy',
    peer: { address: '192.0.2.7', port: 4711 },
  })
  expect(connection?.name).toBe('ann')
  ann.push('wh')
  await new Promise((resolve) => setImmediate(resolve))
  ann.push('o\nout\n')
  ann.push(null)
  await ann.ended()
  expect(ann.writes.join('')).toContain('ann\n')
  expect(gateway.open).toEqual([])
})

test('what it sends in one write is one write', async () => {
  await open()
  const ann = adopted()
  ann.push('say 2 x\n')
  await ann.until('x\nx\n')
  expect(ann.writes.slice(-2)).toEqual(['x\n', 'x\n'])
})

test('limits for one address hold for it, and it is not taken for this machine', async () => {
  await open({ connectionsPerAddress: 1 })
  adopted()
  const second = adopted()
  await second.ended()
  expect(second.writes).toEqual([])
  expect(gateway.connections).toBe(1)
})

test('a flood is read more slowly', async () => {
  let time = 0
  let speed = 0
  await open({ floodBurst: 5, floodRate: 1000 }, () => {
    time += speed
    return time
  })
  const ann = adopted()
  ann.push('say 1 x\n'.repeat(30))
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(ann.writes.join('')).toBe(`hello\n${'x\n'.repeat(5)}`)
  speed = 1_000
  await ann.until('x\n'.repeat(30))
})

test('the time for a login is limited', async () => {
  await open({ loginTime: 20 })
  const late = adopted()
  await late.until('bye login-timeout\n')
})

test('after the drain nobody is taken in', async () => {
  await open()
  const [listener] = gateway.listeners
  if (listener === undefined) throw new Error('there is no listener')
  await gateway.drain(0)
  const late = new Pipe()
  gateway.adopt(listener, late, peer, '127.0.0.1')
  await late.ended()
  expect(late.writes).toEqual([])
})

import { spawnSync } from 'node:child_process'
import { Duplex } from 'node:stream'
import { memoryPorts } from '@parley/engine'
import { type MetricsServer, openMetrics } from './index.ts'
import { Peer, TestGateway } from './testing/peer.ts'
import { type ToyOptions, toy } from './testing/toy.ts'

const other: typeof toy = { ...toy, name: 'other' }

let host: TestGateway
let metrics: MetricsServer
let failing: boolean

async function open(
  options: ToyOptions = {},
  limits: Parameters<typeof TestGateway.open>[1] = {},
): Promise<void> {
  host = await TestGateway.open(options, limits, memoryPorts(), { counting: true })
  failing = false
  const place = { host: '127.0.0.1', port: 0 }
  metrics = await openMetrics(host.gateway, { ...place, hasStoreFailed: () => failing })
}

afterEach(async () => {
  await host.close()
  await metrics.close()
})

async function scraped(): Promise<string> {
  return await (await fetch(metrics.url)).text()
}

/** The series of ours that are not 0, delays aside. */
async function counted(): Promise<string[]> {
  const lines = (await scraped()).split('\n')
  const own = lines.filter((line) => line.startsWith('parley_') && !line.includes('delay'))
  return own.filter((line) => !line.endsWith(' 0'))
}

test('connections, logins, refusals and closes are counted by dialect', async () => {
  await open({}, { connectionsPerAddress: 2, exemptLoopback: false })
  const ann = await host.user('ann')
  const bob = await host.peer()
  await bob.send('in ann\n').expect('no\n')
  await new Peer(host.port).end()
  const closing = host.closing()
  ann.socket.end('out\n')
  await closing
  expect(await counted()).toEqual([
    'parley_connections_opened_total{dialect="toy"} 2',
    'parley_connections_refused_total{dialect="toy",reason="too-many-connections"} 1',
    'parley_connections_closed_total{dialect="toy",reason="logout"} 1',
    'parley_logins_total{dialect="toy"} 1',
    'parley_commands_refused_total{dialect="toy",error="name-taken"} 1',
    'parley_connections{dialect="toy"} 1',
  ])
})

test('messages are counted by the dialects of sender and receiver, with their delay', async () => {
  await open()
  const { port } = await host.gateway.listen(other, { host: '127.0.0.1', port: 0 })
  const ann = await host.user('ann')
  const zoe = new Peer(port)
  await zoe.expect('hello\n')
  await zoe.send('in zoe\n').expect('ok\n')
  await ann.expect('+zoe\n')
  await ann.send('to zoe one\nto zoe two\nall three\n').expect('ok\nok\nok\n')
  await zoe.expect('ann: one\nann: two\nann* three\n')
  await zoe.send('to ann four\n').expect('ok\n')
  expect(await counted()).toEqual([
    'parley_connections_opened_total{dialect="toy"} 1',
    'parley_connections_opened_total{dialect="other"} 1',
    'parley_logins_total{dialect="toy"} 1',
    'parley_logins_total{dialect="other"} 1',
    'parley_messages_total{dialect="toy"} 3',
    'parley_messages_total{dialect="other"} 1',
    'parley_deliveries_total{from="other",to="toy"} 1',
    'parley_deliveries_total{from="toy",to="other"} 3',
    'parley_connections{dialect="toy"} 1',
    'parley_connections{dialect="other"} 1',
    'parley_users{dialect="toy"} 1',
    'parley_users{dialect="other"} 1',
  ])
  const delays = (await scraped()).match(/^parley_delivery_delay_seconds.*$/gm) ?? []
  expect([delays.at(-3), delays.at(-1)]).toEqual([
    'parley_delivery_delay_seconds_bucket{le="+Inf"} 4',
    'parley_delivery_delay_seconds_count 4',
  ])
  zoe.socket.destroy()
})

test('what had waited in a mailbox is counted as kept, and not timed', async () => {
  await open()
  const bob = await host.peer()
  await bob.send('pw bob secret\n').expect('ok\n')
  const closing = host.closing()
  bob.socket.end('out\n')
  await closing
  const ann = await host.user('ann')
  await ann.send('to bob one\n').expect('ok\n')
  const again = await host.peer()
  again.send('pw bob secret\n')
  await again.expect('ann: one\n')
  const deliveries = (await counted()).filter((line) => line.includes('deliveries_total'))
  expect(deliveries).toEqual(['parley_deliveries_total{from="kept",to="toy"} 1'])
  expect(await scraped()).toContain('parley_delivery_delay_seconds_count 0\n')
})

test('what waits is told: for the pace of the dialect, and for a socket that takes nothing', async () => {
  await open({ pace: 60_000 })
  const ann = await host.peer()
  ann.send('say 3 xy\n')
  const [listener] = host.gateway.listeners
  if (listener === undefined) throw new Error('nothing listens')
  const stuck = new Duplex({ read: () => {}, write: () => {} })
  host.gateway.adopt(listener, stuck, { address: '192.0.2.1', port: 1 }, '192.0.2.2')
  const queues = async () => (await counted()).filter((line) => line.includes('output'))
  let seen = await queues()
  while (seen.length < 2) seen = await queues()
  expect(seen).toEqual([
    'parley_output_waiting_bytes{dialect="toy"} 6',
    'parley_output_paced_characters{dialect="toy"} 9',
  ])
  stuck.destroy()
})

test('no label has a value that a peer has chosen', async () => {
  await open()
  const ann = await host.user('ann-of-the-metrics')
  await ann.send('to nobody-there x\nto ann-of-the-metrics text-of-a-message\n').expect('ok\n')
  expect(await scraped()).not.toMatch(/metrics"|\bann\b|nobody|text-of|127\.0\.0\.1/)
})

test('a request for anything else is refused', async () => {
  await open()
  const status = async (path: string, method: string) => {
    return (await fetch(new URL(path, metrics.url), { method })).status
  }
  expect(await status('/', 'GET')).toBe(404)
  expect(await status('/metrics', 'POST')).toBe(405)
  expect(await status('/metrics?x=1', 'GET')).toBe(200)
  expect(await status('/healthz', 'HEAD')).toBe(200)
})

test('healthy: while it serves, and neither while the store fails nor while it drains', async () => {
  await open()
  const health = async () => {
    const response = await fetch(new URL('/healthz', metrics.url))
    return [response.status, await response.text()]
  }
  expect(await health()).toEqual([200, 'ok\n'])
  failing = true
  expect(await health()).toEqual([503, 'store failed\n'])
  failing = false
  expect(await health()).toEqual([200, 'ok\n'])
  const ann = await host.peer()
  const drained = host.gateway.drain(60_000)
  await ann.expect('bye shutdown\n')
  expect(await health()).toEqual([503, 'draining\n'])
  ann.socket.destroy()
  await drained
})

const promtool = spawnSync('promtool', ['--version']).status === 0
const withPromtool = promtool ? test : test.skip

withPromtool('promtool finds nothing wrong (Debian package prometheus)', async () => {
  await open()
  const ann = await host.user('ann')
  await ann.send('to ann x\n').expect('ok\n')
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input: await scraped(),
    encoding: 'utf8',
  })
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
})

test('a question that fails is answered so, and the next one is answered too', async () => {
  host = await TestGateway.open({}, {}, memoryPorts(), { counting: true })
  const broken = () => {
    throw new Error('no store')
  }
  metrics = await openMetrics(host.gateway, { host: '127.0.0.1', port: 0, hasStoreFailed: broken })
  const answer = await fetch(new URL('/healthz', metrics.url))
  expect([answer.status, await answer.text()]).toEqual([500, 'internal error\n'])
  expect(await scraped()).toContain('parley_connections')
})

import { memoryPorts } from '@parley/engine'
import { LogThrottle } from './log-throttle.ts'
import { TestGateway } from './testing/peer.ts'
import { Visit } from './visit.ts'

let host: TestGateway

beforeEach(async () => {
  host = await TestGateway.open()
})

afterEach(async () => {
  await host.close()
})

/** What an operator reads, once the gateway is closed. */
async function logged(): Promise<readonly string[]> {
  await host.gateway.drain(0)
  return host.log.filter(({ level }) => level !== 'debug').map(({ text }) => text)
}

test('who logs in and who leaves is told, with the reason', async () => {
  const ann = await host.user('ann')
  const bob = await host.user('bob')
  await ann.send('out\n').end()
  await bob.expect('-ann\n')
  const closing = host.closing()
  bob.socket.resetAndDestroy()
  await closing
  await host.user('carl')
  const lines = await logged()
  expect(lines.map((line) => line.replace(/\d+ s$/, 'N s'))).toEqual([
    'ann logged in',
    'bob logged in',
    'ann left: logout, after N s',
    'bob left: peer-reset, after N s',
    'carl logged in',
    'carl left: shutdown, after N s',
  ])
})

test('who takes another name is told, and leaves under that', async () => {
  const ann = await host.user('ann')
  await ann.send('nick annika\n').expect('ok\n')
  await ann.send('out\n').end()
  const [, renamed, left] = await logged()
  expect(renamed).toBe('ann is now called annika')
  expect(left).toMatch(/^annika left: logout/)
})

test('who is put out reads so and is closed, and others hear of it', async () => {
  const ports = { ...memoryPorts(), moderators: new Set(['mod']) }
  const own = await TestGateway.open({}, {}, ports)
  const bob = await own.user('bob')
  const mod = await own.peer()
  await mod.send('pw mod secret\n').expect('ok\n')
  await mod.send('kick bob too loud\n').expect('-bob\nok\n')
  expect(await bob.end()).toBe('+mod\nbye kicked\n')
  await mod.send('kick mod\n').expect('ok\n')
  expect(await mod.end()).toBe('bye kicked\n')
  await own.close()
  const left = own.log.filter(({ text }) => text.includes('left: '))
  expect(left.map(({ text }) => text.replace(/, .*/, ''))).toEqual([
    'bob left: kicked',
    'mod left: kicked',
  ])
})

test('who comes and goes without a login is told at the level of debug alone', async () => {
  const ann = await host.peer()
  const closing = host.closing()
  ann.socket.destroy()
  await closing
  expect(await logged()).toEqual([])
  expect(host.log.filter(({ level }) => level === 'debug').map(({ text }) => text)).toEqual([
    'opened',
    'closed: peer-ended',
  ])
})

test('what could not be read is shown by its first bytes, in printable characters', async () => {
  const ann = await host.user('ann')
  ann.send(`\r\u001b[2J"${'x'.repeat(2_000_000)}`)
  await ann.until((text) => text.includes('bye frame-too-long')).catch(() => '')
  const [, line = ''] = await logged()
  expect(line).toMatch(/^ann left: frame-too-long, after \d+ s, on \d+ bytes that begin with "/)
  expect(line).toMatch(/^[\x20-\x7e…]+$/)
})

test('connections that are refused again and again are told of once', async () => {
  await host.close()
  host = await TestGateway.open({}, { connectionsPerAddress: 1, exemptLoopback: false })
  await host.peer()
  for (let count = 0; count < 20; count++) {
    await expect(host.peer()).rejects.toThrow('ended')
  }
  expect(host.log.filter(({ level }) => level === 'warn')).toEqual([
    { level: 'warn', text: 'refused: too-many-connections' },
  ])
  await host.gateway.drain(0)
  expect(host.log.filter(({ level }) => level === 'warn').at(-1)).toEqual({
    level: 'warn',
    text: '19 more connections refused from 127.0.0.1 in 60 s',
  })
})

test.each([
  [12_000, '12 s'],
  [90_000, '90 s'],
  [119_000, '119 s'],
  [120_000, '2 min'],
  [7_200_000, '2 h'],
])('a stay of %i ms is told as %s', (stay, text) => {
  const lines: string[] = []
  const log = (_level: string, line: string) => void lines.push(line)
  const throttle = new LogThrottle(log)
  const peer = { address: '127.0.0.1', port: 40001 }
  const visit = new Visit(log, throttle, {
    id: 1,
    listener: 'toy',
    dialect: 'toy',
    peer,
    local: { address: '127.0.0.1', port: 2 },
    since: 1000,
  })
  visit.entered('ann', 1000)
  visit.left('idle', 1000 + stay)
  throttle.flush()
  expect(lines.at(-1)).toBe(`ann left: idle, after ${text}`)
})

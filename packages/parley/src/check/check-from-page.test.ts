import { jest } from '@jest/globals'
import { formatAddress, type Peer } from '@parley/contract'
import { dialects, TestGateway } from '../testing/test-gateway.ts'
import { checkFromPage } from './check-from-page.ts'

jest.setTimeout(60_000)

let gateway: TestGateway

beforeEach(async () => {
  gateway = await TestGateway.open()
})

afterEach(() => gateway.close())

const goesOn = new AbortController().signal

function request(address: string, ...options: string[]) {
  return { side: 'server', dialect: 'vu', address, options } as const
}

test('the rows of the report come one by one, then the outcome', async () => {
  const rows: object[] = []
  const address = `127.0.0.1:${gateway.port('vu')}`
  const row = (one: object) => rows.push(one)
  const places = new Set<string>()
  const dialled = (from: Peer) => places.add(formatAddress(from.address, from.port))
  const run = checkFromPage(dialects, 'loopback', request(address), row, goesOn, dialled)
  expect(await run).toBe('passed')
  expect(places.size).toBeGreaterThan(rows.length / 2)
  expect([...places].every((place) => place.startsWith('127.0.0.1:'))).toBe(true)
  expect(rows.length).toBeGreaterThan(20)
  expect(rows[0]).toMatchObject({
    total: rows.length,
    verdict: 'pass',
    title: expect.any(String),
    rule: { level: expect.any(String) },
  })
  expect(new Set(rows.map((one) => JSON.stringify(one))).size).toBe(rows.length)
})

test('where nobody waits any more, nothing more is tried', async () => {
  const ended = new AbortController()
  let count = 0
  const row = () => {
    count += 1
    ended.abort()
  }
  const address = `127.0.0.1:${gateway.port('vu')}`
  const run = checkFromPage(dialects, 'loopback', request(address), row, ended.signal)
  await expect(run).rejects.toThrow('aborted')
  expect(count).toBe(1)
  await gateway.gone(0)
})

test.each([
  ['192.0.2.7:1', 'loopback', '"192.0.2.7:1": expected an address of this machine'],
  ['10.0.0.7:1', 'loopback', '"10.0.0.7:1": expected an address of this machine'],
  ['192.0.2.7:1', 'lan', '"192.0.2.7:1": expected an address of the local network'],
  ['example.org:1', 'lan', '"example.org:1": expected an address of the local network'],
  ['[::ffff:8.8.8.8]:1', 'lan', '"[::ffff:8.8.8.8]:1": expected an address of the local network'],
  ['127.0.0.1:0', 'lan', '"127.0.0.1:0": expected a port from 1 to 65535 (host[:port], or a port)'],
] as const)('%s is refused with %s', async (address, reach, message) => {
  const run = checkFromPage(dialects, reach, request(address), () => {}, goesOn)
  await expect(run).rejects.toThrow(message)
})

test('options of the dialect are held to what it knows, and stand in each command', async () => {
  const place = `127.0.0.1:${gateway.port('vu')}`
  const run = (option: string, row: (one: object) => void, signal: AbortSignal) =>
    checkFromPage(dialects, 'loopback', request(place, option), row, signal)
  await expect(run('maxUser=16', () => {}, goesOn)).rejects.toThrow('--option maxUser')
  const ended = new AbortController()
  const rows: object[] = []
  const first = (one: object) => {
    rows.push(one)
    ended.abort()
  }
  await expect(run('maxUsers=16', first, ended.signal)).rejects.toThrow('aborted')
  expect(rows).toEqual([
    expect.objectContaining({ command: expect.stringContaining(' --option maxUsers=16 ') }),
  ])
})

test('a server at another address of this machine is not the one that is asked for', async () => {
  const rows: object[] = []
  const row = (one: object) => rows.push(one)
  const address = `[::1]:${gateway.port('vu')}`
  const run = checkFromPage(dialects, 'loopback', request(address), row, goesOn)
  await expect(run).rejects.toThrow(`cannot connect to ${address}`)
  expect(rows).toEqual([])
})

test('a server that is not there is said to be so', async () => {
  const port = gateway.port('vu')
  await gateway.close()
  const rows: object[] = []
  const row = (one: object) => rows.push(one)
  const run = checkFromPage(dialects, 'loopback', request(`localhost:${port}`), row, goesOn)
  await expect(run).rejects.toThrow('nobody listens there')
  expect(rows).toEqual([])
})

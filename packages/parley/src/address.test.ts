import { once } from 'node:events'
import { createServer } from 'node:net'
import {
  connectTrouble,
  hostFlag,
  listenTrouble,
  portFlag,
  readPlace,
  refuseTakenPlace,
} from './address.ts'
import { UsageError } from './errors.ts'
import { parseListen } from './listen.ts'

const read = (text: string) => readPlace(text, 1, (expected) => expected)

test.each([
  ['', {}],
  ['5378', { port: 5378 }],
  [':5378', { port: 5378 }],
  ['localhost', { host: 'localhost' }],
  ['localhost:5378', { host: 'localhost', port: 5378 }],
  ['10.0.0.1:1', { host: '10.0.0.1', port: 1 }],
  ['::1', { host: '::1' }],
  ['[::1]', { host: '::1' }],
  ['[::1]:5378', { host: '::1', port: 5378 }],
  ['2001:db8::1', { host: '2001:db8::1' }],
  ['1:2:3:4:5:6:7:8', { host: '1:2:3:4:5:6:7:8' }],
  ['[fe80::1%eth0]:5378', { host: 'fe80::1%eth0', port: 5378 }],
  ['fe80::1%eth0', { host: 'fe80::1%eth0' }],
])('%j is a place', (text, place) => {
  expect(read(text)).toEqual(place)
})

test.each([
  ['0', 'expected a port from 1 to 65535'],
  ['70000', 'expected a port from 1 to 65535'],
  ['localhost:x', 'expected a port from 1 to 65535'],
  ['localhost:', 'expected a port from 1 to 65535'],
  ['::1:21001', 'expected brackets around an IPv6 address, as in [::1]:5378'],
  ['::1:5378', 'expected [::1:5378] or [::1]:5378, which differ'],
  ['[localhost]:1', 'expected an IPv6 address in brackets'],
  ['[]', 'expected an IPv6 address in brackets'],
  ['http://localhost:5378', 'expected a host, without a scheme or a path'],
  ['a b', 'expected a host or an address'],
  ['ann@host', 'expected a host or an address'],
])('%j is none', (text, words) => {
  expect(() => read(text)).toThrow(new UsageError(words))
})

test.each([
  ['::1', '::1'],
  ['[::1]', '::1'],
  ['0.0.0.0', '0.0.0.0'],
  ['localhost', 'localhost'],
])('a host flag that says %j', (text, host) => {
  expect(hostFlag('--host', text)).toBe(host)
})

test.each(['localhost:5378', '[::1]:5378', '5378', 'a b', ''])(
  'a host flag that says %j',
  (text) => {
    expect(() => hostFlag('--host', text)).toThrow(
      /^--host: expected .*, without a port, got ".*"$/,
    )
  },
)

test('a port flag takes 0 only where a free port may be taken', () => {
  expect(portFlag('--port', '0', 0)).toBe(0)
  expect(() => portFlag('--port', '0', 1)).toThrow(
    '--port: expected a port from 1 to 65535, got "0"',
  )
})

test.each([
  ['vu', { dialect: 'vu', tls: false }],
  ['vu=5378', { dialect: 'vu', tls: false, port: 5378 }],
  ['vu=0.0.0.0:0', { dialect: 'vu', tls: false, host: '0.0.0.0', port: 0 }],
  ['vu=[::1]:0', { dialect: 'vu', tls: false, host: '::1', port: 0 }],
  ['vu=::1', { dialect: 'vu', tls: false, host: '::1' }],
  ['vu=localhost', { dialect: 'vu', tls: false, host: 'localhost' }],
  ['vu+tls', { dialect: 'vu', tls: true }],
  ['vu+tls=[::1]:5379', { dialect: 'vu', tls: true, host: '::1', port: 5379 }],
])('--listen %s', (text, request) => {
  expect(parseListen(text, '--listen')).toEqual(request)
})

test.each([
  ['vu=', 'expected a port behind = in "vu="'],
  ['vu=:1', 'no host before the colon in "vu=:1"'],
  ['vu=::1:5378', 'expected [::1:5378] or [::1]:5378, which differ in "vu=::1:5378"'],
])('--listen %s is refused', (text, words) => {
  expect(() => parseListen(text, '--listen')).toThrow(
    `--listen: ${words} (<dialect>[+tls][=[host:]port])`,
  )
})

test('a place at which nothing can listen is refused, and another stays free', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await expect(refuseTakenPlace({ host: '127.0.0.1', port })).rejects.toThrow(
    new UsageError(`cannot listen on 127.0.0.1:${port}: the port is in use`),
  )
  taken.close()
  await once(taken, 'close')
  await refuseTakenPlace({ host: '127.0.0.1', port })
  taken.listen(port, '127.0.0.1')
  await once(taken, 'listening')
  taken.close()
})

test.each([
  ['ENOTFOUND', 'there is no such host', 'there is no such host'],
  ['EADDRNOTAVAIL', 'this machine has no such address', 'it cannot be reached from here'],
  ['EADDRINUSE', 'the port is in use', 'text'],
  ['ECONNREFUSED', 'text', 'nobody listens there'],
  ['EOTHER', 'text', 'text'],
])('%s is said in words', (code, listening, connecting) => {
  const error = Object.assign(new Error('text'), { code })
  expect([listenTrouble(error), connectTrouble(error)]).toEqual([listening, connecting])
})

import { Malformed, NEED_MORE, serverDialect } from '@parley/contract'
import { discoverFullDialects } from './discover.ts'
import { exposureWarning, type Interfaces, reachableAt, talkHint, talkToolOf } from './exposure.ts'

const common = { netmask: '', mac: '', cidr: null, internal: false } as const

const interfaces: Interfaces = {
  eth0: [
    { ...common, family: 'IPv4', address: '192.0.2.7' },
    { ...common, family: 'IPv6', address: '2001:db8::7', scopeid: 0 },
    { ...common, family: 'IPv6', address: 'fe80::1', scopeid: 2 },
  ],
  lo: [
    { ...common, family: 'IPv4', address: '127.0.0.1', internal: true },
    { ...common, family: 'IPv6', address: '::1', scopeid: 0, internal: true },
  ],
  gone: undefined,
}

test.each([
  ['127.0.0.1', ['127.0.0.1']],
  ['192.0.2.7', ['192.0.2.7']],
  ['0.0.0.0', ['127.0.0.1', '192.0.2.7']],
  ['::', ['127.0.0.1', '::1', '192.0.2.7', '2001:db8::7']],
])('a listener at %s is reached at %j', (address, places) => {
  expect(reachableAt(address, interfaces)).toEqual(places)
})

test('a machine that has no interfaces has itself', () => {
  expect([reachableAt('0.0.0.0', {}), reachableAt('::', {})]).toEqual([['127.0.0.1'], ['::1']])
})

test.each([
  ['127.0.0.1', 'to talk: npx parley chat vu 127.0.0.1:5378'],
  ['::1', 'to talk: npx parley chat vu [::1]:5378'],
  ['0.0.0.0', 'to talk: npx parley chat vu 127.0.0.1:5378; from other machines: 192.0.2.7:5378'],
  [
    '::',
    'to talk: npx parley chat vu 127.0.0.1:5378; from other machines: 192.0.2.7:5378, [2001:db8::7]:5378',
  ],
])('how to talk to %s', (address, hint) => {
  expect(
    talkHint({ dialect: 'vu', tls: false, address, port: 5378 }, interfaces, 'client', ''),
  ).toBe(hint)
})

const listener = (dialect: string, address: string, tls = false) => {
  return { dialect, address, port: 1, tls }
}

test('a gateway of this machine alone needs no warning', () => {
  const listeners = [
    listener('vu', '127.0.0.1'),
    listener('llp', '::1'),
    listener('ktn', '127.9.0.1'),
  ]
  expect(exposureWarning(listeners, interfaces)).toBeUndefined()
})

test('one that other machines reach is warned of, with where and what', () => {
  const listeners = [
    listener('vu', '127.0.0.1'),
    listener('llp', '0.0.0.0'),
    listener('ktn', '0.0.0.0'),
  ]
  expect(exposureWarning(listeners, interfaces)).toBe(
    'nothing is encrypted: whoever is on the way can read texts and passwords. Open to other machines at 192.0.2.7: llp, ktn. See docs/security.md',
  )
  expect(exposureWarning([listener('vu', '::')], {})).toBe(
    'nothing is encrypted: whoever is on the way can read texts and passwords. Open to other machines: vu. See docs/security.md',
  )
})

test('a listener with TLS needs no warning, and those beside it are not all', () => {
  const secure = listener('vu', '192.0.2.7', true)
  expect(exposureWarning([secure], interfaces)).toBeUndefined()
  expect(exposureWarning([secure, listener('llp', '192.0.2.7')], interfaces)).toBe(
    'not all is encrypted: whoever is on the way can read texts and passwords. Open to other machines at 192.0.2.7: llp. See docs/security.md',
  )
})

test.each([
  ['client', 'to talk: npx parley chat vu 192.0.2.7:1 --tls'],
  ['keyboard', 'to talk: openssl s_client -quiet -connect 192.0.2.7:1'],
  ['program', 'to talk: a program that says HELLO to 192.0.2.7:1 over TLS'],
] as const)('how to talk over TLS with a %s', (tool, hint) => {
  expect(talkHint(listener('vu', '192.0.2.7', true), interfaces, tool, 'HELLO')).toBe(hint)
})

test('what a person can type is talked to with nc, anything else with a program', () => {
  const listening = { dialect: 'ring', tls: false, address: '127.0.0.1', port: 7123 }
  expect(talkHint(listening, interfaces, 'keyboard', 'SAY hello')).toBe(
    'to talk: nc 127.0.0.1 7123',
  )
  expect(talkHint({ ...listening, address: '0.0.0.0' }, interfaces, 'program', '6:"hello,')).toBe(
    'to talk: a program that says 6:"hello, to 127.0.0.1:7123; from other machines: 192.0.2.7:7123',
  )
})

test.each([
  ['is a frame', 'keyboard', 'hello'],
  ['is a fault that is answered', 'keyboard', { fault: 'not-known' }],
  ['is half a frame', 'program', NEED_MORE],
  ['cannot be read', 'program', new Malformed('frame-too-long')],
])('a dialect without a client in which a line of letters %s: %s', (_title, tool, found) => {
  const dialect = serverDialect<unknown>({
    ...{ name: 'one', defaultPort: 7000, shape: 'hello' },
    splitter: () => ({ push: () => {}, next: () => found }),
    serve: () => ({ take: () => {}, hear: () => {} }),
  })
  expect(talkToolOf(dialect)).toBe(tool)
})

test('a dialect with a client is talked to with that', async () => {
  const dialects = await discoverFullDialects()
  expect(dialects.map(talkToolOf)).toEqual(dialects.map(() => 'client'))
})

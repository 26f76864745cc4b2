import { serverOptions } from './servers.ts'

test.each([
  ['nats://127.0.0.1', { servers: ['127.0.0.1:4222'] }],
  ['nats://one:1, nats://two:2', { servers: ['one:1', 'two:2'] }],
  ['nats://[::1]:4223', { servers: ['[::1]:4223'] }],
  ['nats://ann:s%40crt@host', { servers: ['host:4222'], user: 'ann', pass: 's@crt' }],
  ['nats://secret@host', { servers: ['host:4222'], token: 'secret' }],
  ['tls://host', { servers: ['host:4222'], tls: {} }],
])('%s', (text, options) => {
  expect(serverOptions(text)).toEqual(options)
})

test.each(['', 'host', 'http://host', 'nats://'])('refuses %j', (text) => {
  expect(() => serverOptions(text)).toThrow(`"${text}" is no broker, as in nats://127.0.0.1:4222`)
})

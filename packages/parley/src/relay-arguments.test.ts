import { refuseLoop } from './relay-arguments.ts'

const listen = { host: '127.0.0.1', port: 5400 }

test.each(['127.0.0.1', 'localhost', '::1'])(
  'a server at %s and the own port is refused',
  (host) => {
    expect(() => refuseLoop(listen, { host, port: 5400 })).toThrow(
      '<server>: it is the place that is listened on',
    )
  },
)

test.each([
  ['127.0.0.1', 5378],
  ['192.0.2.7', 5400],
])('a server at %s:%i is another one', (host, port) => {
  expect(() => refuseLoop(listen, { host, port })).not.toThrow()
})

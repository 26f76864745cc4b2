import { checks, NEEDS } from './test-server.ts'

export const sizeChecks = checks(NEEDS, [
  {
    id: 'ghostr-8.1c',
    title: 'keeps a request within 1024 bytes',
    hint: 'Send no more than 1024 bytes at once.',
    async run(server) {
      server.person.send('yoda', 'long '.repeat(400))
      server.person.list()
      await server.wire.find(
        'requests of 1024 bytes at most',
        ({ kind }) => kind !== 'line-end',
        ({ bytes }) => (bytes.length <= 1024 ? undefined : { why: 'it has more', at: 1024 }),
      )
    },
  },
])

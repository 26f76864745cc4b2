import { checks, LIST, LOGIN } from './test-client.ts'

export const broadcastChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-9.5',
    title: 'delivers a broadcast to the others',
    hint: 'Write it to every other user who is logged in, as a MSG with TO: broadcast.',
    steps: [
      'ann> TYPE: BROADCAST;;FROM: {ann};;BODY: hi all, grüße ♥;;',
      'bob< TYPE: MSG;;FROM: {ann};;TO: broadcast;;BODY: hi all, grüße ♥;;',
      'eve< TYPE: MSG;;FROM: {ann};;TO: broadcast;;BODY: hi all, grüße ♥;;',
    ],
  },
  {
    id: 'ghostr-text-9.5.once',
    title: 'delivers a broadcast once, and not to its sender',
    hint: 'Write it once to each connection, except to that of the sender.',
    needs: ['ghostr-text-9.5', LIST],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.announce('hi all')
      await bob.answered('MSG', { FROM: ann.name, TO: 'broadcast', BODY: 'hi all' })
      await bob.misses('hi all')
      await ann.misses('hi all')
    },
  },
])

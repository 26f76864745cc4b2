import { LIST, LOGIN, noneSays, pair, type ServerCheck } from './test-client.ts'

export const broadcastChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.5',
    title: 'delivers a broadcast to the others',
    hint: 'Write it to every other user who is logged in, as a MSG with TO: broadcast.',
    needs: LOGIN,
    async run(stage) {
      const { clients, ann, bob } = await pair(stage)
      const cat = await clients.user()
      const text = 'hi all, grüße ♥'
      await ann.announce(text)
      for (const one of [bob, cat]) {
        await one.hears('MSG', { FROM: ann.name, TO: 'broadcast', BODY: text })
      }
    },
  },
  {
    rule: 'ghostr-text-9.5',
    variant: 'once',
    title: 'delivers a broadcast once, and not to its sender',
    hint: 'Write it once to each connection, except to that of the sender.',
    needs: [...LOGIN, 'ghostr-text-9.5', LIST],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.announce('hi all')
      await bob.hears('MSG', { FROM: ann.name, TO: 'broadcast', BODY: 'hi all' })
      await noneSays(stage, bob, 'hi all')
      await noneSays(stage, ann, 'hi all')
    },
  },
]

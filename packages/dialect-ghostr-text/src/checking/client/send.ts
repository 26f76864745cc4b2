import { checks, LOGIN, SEND } from './test-server.ts'

export const sendChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-9.4d',
    title: 'sends a message to one user',
    hint: 'Send MSG with the own name in FROM, the recipient in TO and the text in BODY.',
    async run(server) {
      await server.writes(server.word(), 'hello')
    },
  },
])

export const noWaitChecks = checks(SEND, [
  {
    id: 'ghostr-text-8.2',
    title: 'does not wait for a reply to a message',
    hint: 'A MSG that is delivered is not answered: take the next line without waiting.',
    async run(server) {
      for (const text of ['first', 'second', 'third']) {
        await server.writes(server.word(), text, 'ghostr-text-8.2')
      }
    },
  },
])

import { type ClientCheck, LOGIN, SEND, TestServer } from './test-server.ts'

export const sendChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-9.4d',
    title: 'sends a message to one user',
    hint: 'Send MSG with the own name in FROM, the recipient in TO and the text in BODY.',
    needs: LOGIN,
    async run(stage) {
      const server = await TestServer.user(stage)
      await server.writes(stage.name(), 'hello')
    },
  },
]

export const noWaitCheck: ClientCheck = {
  rule: 'ghostr-text-8.2',
  title: 'does not wait for a reply to a message',
  hint: 'A MSG that is delivered is not answered: take the next line without waiting.',
  needs: SEND,
  async run(stage) {
    const server = await TestServer.user(stage)
    for (const text of ['first', 'second', 'third']) {
      await server.writes(stage.name(), text, 'ghostr-text-8.2')
    }
  },
}

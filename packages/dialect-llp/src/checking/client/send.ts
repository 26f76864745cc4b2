import { said } from '../server/test-client.ts'
import { type ClientCheck, TestServer } from './test-server.ts'

export const sendChecks: readonly ClientCheck[] = [
  {
    rule: 'llp-5.2',
    variant: 'message',
    title: 'starts a message with MESSAGE and the name',
    hint: 'Send "MESSAGE", one blank and the recipient on a line of their own.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const server = await TestServer.user(stage)
      const to = stage.name()
      stage.person.send(to, 'hello')
      await server.asked(`MESSAGE ${to}`)
    },
  },
  {
    rule: 'llp-5.1a',
    title: 'waits for the reply to MESSAGE before it sends the lines',
    hint: 'After MESSAGE wait for the Send Message line; a recipient may be refused.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const server = await TestServer.user(stage)
      const to = stage.name()
      stage.person.send(to, 'hello')
      await server.asked(`MESSAGE ${to}`)
      await server.wire.silent()
    },
  },
  {
    rule: 'llp-5.3',
    title: 'sends the lines of a message, then XOXOXO',
    hint: 'Send the text line by line as it was typed, then XOXOXO.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const server = await TestServer.user(stage)
      const to = stage.name()
      stage.person.send(to, 'see you at 8, with  two blanks')
      await server.composing(to)
      await server.written('see you at 8, with  two blanks')
    },
  },
  {
    rule: 'llp-5.3',
    variant: 'two',
    title: 'sends two messages, one after the other',
    hint: 'After the answer to a message forget its lines, and take commands again.',
    needs: ['llp-5.2', 'llp-5.2b', 'llp-5.3'],
    async run(stage) {
      const server = await TestServer.user(stage)
      for (const text of ['first', 'second']) {
        const to = stage.name()
        stage.person.send(to, text)
        await server.composing(to)
        await server.written(text)
        await server.says(said.delivered)
      }
    },
  },
]

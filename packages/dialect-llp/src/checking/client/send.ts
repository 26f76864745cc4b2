import { said } from '../server/test-client.ts'
import { checks, LOGIN } from './test-server.ts'

export const sendChecks = checks(LOGIN, [
  {
    id: 'llp-5.2.message',
    title: 'starts a message with MESSAGE and the name',
    hint: 'Send "MESSAGE", one blank and the recipient on a line of their own.',
    steps: ['user sends {to} hello', ['server< MESSAGE {to}\n', 'llp-5.2']],
  },
  {
    id: 'llp-5.1a',
    title: 'waits for the reply to MESSAGE before it sends the lines',
    hint: 'After MESSAGE wait for the Send Message line; a recipient may be refused.',
    steps: ['user sends {to} hello', ['server< MESSAGE {to}\n', 'llp-5.2'], 'server hears nothing'],
  },
  {
    id: 'llp-5.3',
    title: 'sends the lines of a message, then XOXOXO',
    hint: 'Send the text line by line as it was typed, then XOXOXO.',
    async run(server) {
      const to = server.word()
      server.person.send(to, 'see you at 8, with  two blanks')
      await server.composing(to)
      await server.written('see you at 8, with  two blanks')
    },
  },
  {
    id: 'llp-5.3.two',
    title: 'sends two messages, one after the other',
    hint: 'After the answer to a message forget its lines, and take commands again.',
    needs: ['llp-5.3'],
    async run(server) {
      for (const text of ['first', 'second']) {
        const to = server.word()
        server.person.send(to, text)
        await server.composing(to)
        await server.written(text)
        await server.says(said.delivered)
      }
    },
  },
])

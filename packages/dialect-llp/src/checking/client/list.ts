import { said } from '../server/test-client.ts'
import { checks, LOGIN, SHOWN } from './test-server.ts'

export const listChecks = checks(LOGIN, [
  {
    id: 'llp-5.2.list',
    title: 'asks for the list with LIST',
    hint: 'Send "LIST" and nothing else on the line.',
    steps: ['user lists', ['server< LIST\n', 'llp-5.2']],
  },
])

export const listEndChecks = checks(LOGIN, [
  {
    id: 'llp-5.1',
    title: 'goes on after a list that ends with silence',
    hint: 'Nothing marks the end of a list: do not wait for a row that does not come.',
    needs: ['llp-5.3'],
    async run(server) {
      server.person.list()
      await server.asked('LIST')
      await server.says(said.data, `127.0.0.1:45798 | ${server.name}`, '127.0.0.1:45799 | olivia')
      await server.stage.pass(800)
      await server.goesOn('llp-5.1')
    },
  },
  {
    id: 'llp-5.1.message',
    title: 'goes on after a list that ends with a message',
    hint: 'A line that starts with "> " is no row: read it as a reply or a message.',
    needs: [...SHOWN, 'llp-5.3'],
    async run(server) {
      const from = server.word()
      server.person.list()
      await server.asked('LIST')
      await server.says(said.data, `127.0.0.1:45798 | ${server.name}`)
      await server.brings(from, 'hello')
      await server.person.heard(from, 'hello')
      await server.goesOn('llp-5.1')
    },
  },
])

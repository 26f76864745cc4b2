import { said } from '../server/test-client.ts'
import { NEEDED } from './receive.ts'
import { type ClientCheck, TestServer } from './test-server.ts'

export const listCheck: ClientCheck = {
  rule: 'llp-5.2',
  variant: 'list',
  title: 'asks for the list with LIST',
  hint: 'Send "LIST" and nothing else on the line.',
  needs: ['llp-5.2', 'llp-5.2b'],
  async run(stage) {
    const server = await TestServer.user(stage)
    stage.person.list()
    await server.asked('LIST')
  },
}

export const listEndChecks: readonly ClientCheck[] = [
  {
    rule: 'llp-5.1',
    title: 'goes on after a list that ends with silence',
    hint: 'Nothing marks the end of a list: do not wait for a row that does not come.',
    needs: ['llp-5.2', 'llp-5.2b', 'llp-5.3'],
    async run(stage) {
      const server = await TestServer.user(stage)
      stage.person.list()
      await server.asked('LIST')
      await server.says(said.data, `127.0.0.1:45798 | ${server.name}`, '127.0.0.1:45799 | olivia')
      await stage.pass(800)
      await server.goesOn('llp-5.1')
    },
  },
  {
    rule: 'llp-5.1',
    variant: 'message',
    title: 'goes on after a list that ends with a message',
    hint: 'A line that starts with "> " is no row: read it as a reply or a message.',
    needs: [...NEEDED, 'llp-5.3'],
    async run(stage) {
      const server = await TestServer.user(stage)
      const from = stage.name()
      stage.person.list()
      await server.asked('LIST')
      await server.says(said.data, `127.0.0.1:45798 | ${server.name}`)
      await server.brings(from, 'hello')
      await stage.person.heard(from, 'hello')
      await server.goesOn('llp-5.1')
    },
  },
]

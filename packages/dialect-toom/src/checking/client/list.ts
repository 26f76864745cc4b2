import { said } from '../texts.ts'
import { checks, LOGIN } from './test-server.ts'

export const listChecks = checks(LOGIN, [
  {
    id: 'toom-1.1c.list',
    title: 'asks for the list of users',
    hint: "A command without anything after it has an empty body: {'type': 'ATU', 'body': ''}.",
    async run(server) {
      server.person.list()
      await server.expectRequest('ATU', 'toom-1.1c')
      await server.send('ATU-N', said.nobody)
      await server.expectPost('hello', 'toom-1.1c')
    },
  },
])

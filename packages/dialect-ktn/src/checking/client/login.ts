import { NONE } from '@parley/checks'
import { checks, fieldOf } from './test-server.ts'

export const loginChecks = checks(NONE, [
  {
    id: 'ktn-2.1f',
    title: 'logs in with login',
    hint: 'The request is one of login, logout, msg, names and help, in small letters.',
    needs: ['ktn-2.1'],
    login: 'none',
    async run(server) {
      await server.expectLogin()
    },
  },
  {
    id: 'ktn-2.1g',
    title: 'writes the name as the content of a login',
    hint: 'The content of login is the name and nothing else.',
    needs: ['ktn-2.1', 'ktn-2.1f'],
    login: 'none',
    async run(server) {
      const login = await server.expectLogin()
      const content = fieldOf(login, 'content')
      if (content !== server.name)
        server.stage.fail(`it is ${JSON.stringify(content)}, not ${server.name}`)
    },
  },
])

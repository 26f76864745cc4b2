import { type ClientCheck, fieldOf, TestServer } from './test-server.ts'

export const loginChecks: readonly ClientCheck[] = [
  {
    rule: 'ktn-2.1f',
    title: 'logs in with login',
    hint: 'The request is one of login, logout, msg, names and help, in small letters.',
    needs: ['ktn-2.1'],
    async run(stage) {
      await TestServer.expectLogin(stage)
    },
  },
  {
    rule: 'ktn-2.1g',
    title: 'writes the name as the content of a login',
    hint: 'The content of login is the name and nothing else.',
    needs: ['ktn-2.1', 'ktn-2.1f'],
    async run(stage) {
      const { server, login } = await TestServer.expectLogin(stage)
      const content = fieldOf(login, 'content')
      if (content !== server.name)
        stage.fail(`it is ${JSON.stringify(content)}, not ${server.name}`)
    },
  },
]

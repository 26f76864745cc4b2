import { type ClientCheck, TestServer, under } from './test-server.ts'

export const loginChecks: readonly ClientCheck[] = [
  {
    rule: 'ktn-2.1f',
    title: 'logs in with login',
    hint: 'The request is one of login, logout, msg, names and help, in small letters.',
    needs: ['ktn-2.1'],
    async run(stage) {
      await TestServer.asked(stage)
    },
  },
  {
    rule: 'ktn-2.1g',
    title: 'writes the name as the content of a login',
    hint: 'The content of login is the name and nothing else.',
    needs: ['ktn-2.1', 'ktn-2.1f'],
    async run(stage) {
      const { server, login } = await TestServer.asked(stage)
      const content = under(login, 'content')
      if (content !== server.name)
        stage.fail(`it is ${JSON.stringify(content)}, not ${server.name}`)
    },
  },
]

import { type ClientCheck, LOGIN, RECEIVE, SEND, TestServer } from './test-server.ts'

export const receiveChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-text-9.4e',
    title: 'shows a message',
    hint: 'Read from the server at any time, even while nothing is typed, and show FROM and BODY.',
    needs: LOGIN,
    async run(stage) {
      const server = await TestServer.user(stage)
      const from = stage.name()
      await server.brings(from, 'hello')
      await stage.person.heard(from, 'hello')
    },
  },
  {
    rule: 'ghostr-text-9.4e',
    variant: 'text',
    title: 'shows letters outside ASCII',
    hint: 'Decode the input as UTF-8, and show all of it.',
    needs: RECEIVE,
    async run(stage) {
      const server = await TestServer.user(stage)
      const from = stage.name()
      const text = 'at 10∶30, grüße ♥ κόσμε 日本語; "quoted" {x} %s 100%'
      await server.brings(from, text)
      await stage.person.heard(from, text)
    },
  },
  {
    rule: 'ghostr-text-9.4e',
    variant: 'broadcast',
    title: 'shows a broadcast',
    hint: 'A MSG with TO: broadcast is shown like any other, or as the driver says under heardByAll.',
    needs: RECEIVE,
    async run(stage) {
      const server = await TestServer.user(stage)
      const from = stage.name()
      await server.says('MSG', { FROM: from, TO: 'broadcast', BODY: 'hi all' })
      await stage.person.heardByAll(from, 'hi all')
    },
  },
  {
    rule: 'ghostr-text-9.4e',
    variant: 'between',
    title: 'shows a message that comes after messages of other types',
    hint: 'Tell messages by their TYPE: presence and refusals come at any time.',
    needs: [...RECEIVE, ...SEND],
    async run(stage) {
      const server = await TestServer.user(stage)
      const from = stage.name()
      await server.writes(from, 'are you there?')
      await server.says('LOGGEDIN', { WHO: from })
      await stage.pass(60)
      const why = { RET: '0', ERR: `${from} has blocked you` }
      await server.says('BLOCK', { WHO: server.name, BLOCKER: from, ...why })
      await stage.pass(60)
      await server.brings('server', 'Error. nobody does not exist')
      await stage.pass(60)
      await server.brings(from, 'hello')
      await stage.person.heard(from, 'hello')
      await server.says('LOGGEDOUT', { WHO: from })
      await stage.pass(60)
      await server.writes(from, 'gone?')
    },
  },
  {
    rule: 'ghostr-text-9.4e',
    variant: 'turns',
    title: 'sends and shows messages in turn',
    hint: 'Wait for typed lines and for the server at the same time.',
    needs: [...RECEIVE, ...SEND],
    async run(stage) {
      const server = await TestServer.user(stage)
      const other = stage.name()
      for (const text of ['one', 'two']) {
        await server.writes(other, text)
        await server.brings(other, `${text} too`)
        await stage.person.heard(other, `${text} too`)
      }
    },
  },
]

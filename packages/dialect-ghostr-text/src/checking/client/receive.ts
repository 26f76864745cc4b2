import { checks, LOGIN, RECEIVE, SEND } from './test-server.ts'

const ANY_TEXT = 'at 10∶30, grüße ♥ κόσμε 日本語; "quoted" {"x"} %s 100%'

export const receiveChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-9.4e',
    title: 'shows a message',
    hint: 'Read from the server at any time, even while nothing is typed, and show FROM and BODY.',
    steps: ['server> TYPE: MSG;;FROM: {from};;TO: {name};;BODY: hello;;', 'user gets {from} hello'],
  },
  {
    id: 'ghostr-text-9.4e.text',
    title: 'shows letters outside ASCII',
    hint: 'Decode the input as UTF-8, and show all of it.',
    needs: RECEIVE,
    steps: [
      `server> TYPE: MSG;;FROM: {from};;TO: {name};;BODY: ${ANY_TEXT};;`,
      `user gets {from} ${ANY_TEXT}`,
    ],
  },
  {
    id: 'ghostr-text-9.4e.broadcast',
    title: 'shows a broadcast',
    hint: 'A MSG with TO: broadcast is shown like any other, or as the driver says under heardByAll.',
    needs: RECEIVE,
    async run(server) {
      const from = server.word()
      await server.tells('MSG', { FROM: from, TO: 'broadcast', BODY: 'hi all' })
      await server.person.heardByAll(from, 'hi all')
    },
  },
  {
    id: 'ghostr-text-9.4e.between',
    title: 'shows a message that comes after messages of other types',
    hint: 'Tell messages by their TYPE: presence and refusals come at any time.',
    needs: [...RECEIVE, ...SEND],
    async run(server) {
      const from = server.word()
      await server.writes(from, 'are you there?')
      await server.tells('LOGGEDIN', { WHO: from })
      await server.stage.pass(60)
      const why = { RET: '0', ERR: `${from} has blocked you` }
      await server.tells('BLOCK', { WHO: server.name, BLOCKER: from, ...why })
      await server.stage.pass(60)
      await server.brings('server', 'Error. nobody does not exist')
      await server.stage.pass(60)
      await server.brings(from, 'hello')
      await server.person.heard(from, 'hello')
      await server.tells('LOGGEDOUT', { WHO: from })
      await server.stage.pass(60)
      await server.writes(from, 'gone?')
    },
  },
  {
    id: 'ghostr-text-9.4e.turns',
    title: 'sends and shows messages in turn',
    hint: 'Wait for typed lines and for the server at the same time.',
    needs: [...RECEIVE, ...SEND],
    async run(server) {
      const other = server.word()
      for (const text of ['one', 'two']) {
        await server.writes(other, text)
        await server.brings(other, `${text} too`)
        await server.person.heard(other, `${text} too`)
      }
    },
  },
])

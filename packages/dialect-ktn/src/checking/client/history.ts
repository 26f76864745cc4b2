import { type ClientCheck, message, NEEDS_OUTPUT, response, TestServer } from './test-server.ts'

const HISTORY =
  'A history may be one history with a list of strings or of objects, or a message for each.'

export const historyChecks: readonly ClientCheck[] = [
  {
    rule: 'ktn-8.2',
    title: 'reads a history of strings',
    hint: `Each string is a message as JSON, to be parsed once more. ${HISTORY}`,
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const server = await TestServer.logIn(stage)
      const [one, two] = [stage.name(), stage.name()]
      const past = [message('bob', one), message('ann', two)]
      await server.send(response('history', past), one, two)
    },
  },
  {
    rule: 'ktn-8.2',
    variant: 'objects',
    title: 'reads a history of objects',
    hint: HISTORY,
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const server = await TestServer.logIn(stage)
      const [one, two] = [stage.name(), stage.name()]
      const past = [message('bob', one), message('ann', two)].join()
      const history = response('history', null).replace('null', `[${past}]`)
      await server.send(history, one, two)
    },
  },
  {
    rule: 'ktn-8.2',
    variant: 'messages',
    title: 'reads a history sent as messages, and an empty history',
    hint: HISTORY,
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const server = await TestServer.logIn(stage)
      const [one, two] = [stage.name(), stage.name()]
      await server.send(response('history', []))
      await server.send(message('bob', one), one)
      await server.send(message('ann', two), two)
    },
  },
  {
    rule: 'ktn-8.2',
    variant: 'before',
    title: 'reads a history before the reply to the login',
    hint: `It may come before the info too. ${HISTORY}`,
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const { server } = await TestServer.expectLogin(stage)
      const [one, two] = [stage.name(), stage.name()]
      await server.send(response('history', [message('bob', one)]), one)
      await server.wire.say(response('info', 'Login successful'))
      await stage.person.welcomed(server.name)
      await server.send(message('bob', two), two)
    },
  },
]

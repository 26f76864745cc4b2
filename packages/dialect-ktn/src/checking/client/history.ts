import { checks, message, OUTPUT, response } from './test-server.ts'

const HISTORY =
  'A history may be one history with a list of strings or of objects, or a message for each.'

export const historyChecks = checks(OUTPUT, [
  {
    id: 'ktn-8.2',
    title: 'reads a history of strings',
    hint: `Each string is a message as JSON, to be parsed once more. ${HISTORY}`,
    steps: [
      `server> ${response('history', [message('bob', '{one}'), message('ann', '{two}')])}`,
      'user sees {one}',
      'user sees {two}',
    ],
  },
  {
    id: 'ktn-8.2.objects',
    title: 'reads a history of objects',
    hint: HISTORY,
    async run(server) {
      const [one, two] = [server.word(), server.word()]
      const past = [message('bob', one), message('ann', two)].join()
      const history = response('history', null).replace('null', `[${past}]`)
      await server.send(history, one, two)
    },
  },
  {
    id: 'ktn-8.2.messages',
    title: 'reads a history sent as messages, and an empty history',
    hint: HISTORY,
    async run(server) {
      const [one, two] = [server.word(), server.word()]
      await server.send(response('history', []))
      await server.send(message('bob', one), one)
      await server.send(message('ann', two), two)
    },
  },
  {
    id: 'ktn-8.2.before',
    title: 'reads a history before the reply to the login',
    hint: `It may come before the info too. ${HISTORY}`,
    login: 'asked',
    async run(server) {
      const [one, two] = [server.word(), server.word()]
      await server.send(response('history', [message('bob', one)]), one)
      await server.wire.say(response('info', 'Login successful'))
      await server.person.welcomed(server.name)
      await server.send(message('bob', two), two)
    },
  },
])

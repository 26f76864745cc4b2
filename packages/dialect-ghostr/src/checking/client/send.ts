import { object } from '../server/test-client.ts'
import { checks, NEEDS, PAUSE } from './test-server.ts'

export const sendChecks = checks(NEEDS, [
  {
    id: 'ghostr-1.1',
    title: 'sends a message as one JSON object',
    hint: 'Send one JSON object with action message, user and message.',
    async run(server) {
      server.person.send('yoda', 'grüße "all" {}')
      await server.wire.find(
        object({ action: 'message', message: 'grüße "all" {}', user: 'yoda' }),
        ({ kind }) => kind !== 'line-end',
        ({ frame, text }) => {
          if (frame.kind !== 'message') return { why: 'it is another', at: 0 }
          if (frame.to !== 'yoda') return { why: 'the user is another', at: text.indexOf('"user"') }
          if (frame.text === 'grüße "all" {}') return undefined
          return { why: 'the text is another', at: Math.max(0, text.indexOf('"message":')) }
        },
      )
    },
  },
])

export const turnChecks = checks(NEEDS, [
  {
    id: 'ghostr-8.1a',
    title: 'sends one request at a time',
    hint: 'Wait for the answer to a request before you send the next one.',
    async run(server) {
      server.person.list()
      server.person.send('yoda', 'hello')
      await server.hears('whoelse')
      await server.stage.pass(PAUSE)
      await server.wire.silent()
      await server.says(object({ action: 'whoelse', reply: ['yoda'] }))
      await server.hears('message', 'ghostr-1.1')
    },
  },
  {
    id: 'ghostr-8.1a.login',
    title: 'sends nothing before the reply to the login',
    hint: 'Wait for the answer to the login before you send anything else.',
    login: 'none',
    async run(server) {
      const { name, person } = server
      await server.start()
      person.login(name, 'falcon*solo')
      server.person.send('yoda', 'too early?')
      await server.hears('login', 'ghostr-8.1')
      await server.stage.pass(PAUSE)
      await server.wire.silent()
      await server.says(object({ action: 'login', status: 'SUCCESS' }))
      await server.person.welcomed(name, 'ghostr-7.2')
    },
  },
])

import { type ClientCheck, LOGIN, TestServer } from './test-server.ts'

const GOODBYE = 'ghostr-text-9.12a'

/** So long a client may wait for the answer to its LOGOUT, in milliseconds. */
const LAST = 2000

export const leaveChecks: readonly ClientCheck[] = [
  {
    rule: GOODBYE,
    title: 'sends LOGOUT when the person leaves',
    hint: 'Send LOGOUT with the own name in WHO when the person leaves, before the connection is closed.',
    needs: LOGIN,
    async run(stage) {
      const server = await TestServer.user(stage)
      stage.person.leave()
      await server.asked('LOGOUT', { WHO: server.name })
    },
  },
  {
    rule: GOODBYE,
    variant: 'ends',
    title: 'exits after the reply to LOGOUT',
    hint: 'Exit when the server has answered LOGOUT and closed: a read then returns nothing.',
    needs: [...LOGIN, GOODBYE],
    async run(stage) {
      const server = await TestServer.user(stage)
      stage.person.leave()
      await server.asked('LOGOUT', { WHO: server.name })
      await server.says('LOGOUT', { WHO: server.name })
      server.wire.end()
      await stage.person.ends()
    },
  },
  {
    rule: GOODBYE,
    variant: 'input',
    title: 'sends LOGOUT at the end of its input',
    hint: 'When there is no more input, as with Ctrl-D, send LOGOUT too.',
    scope: 'extension',
    needs: [...LOGIN, GOODBYE],
    async run(stage) {
      const server = await TestServer.user(stage)
      stage.person.hangUp()
      await server.asked('LOGOUT', { WHO: server.name })
    },
  },
  {
    rule: 'ghostr-text-8.2b',
    title: 'exits if a LOGOUT gets no reply',
    hint: 'Wait a second for the answer to LOGOUT, no longer.',
    needs: [...LOGIN, GOODBYE],
    async run(stage) {
      const server = await TestServer.user(stage)
      stage.person.leave()
      await server.asked('LOGOUT', { WHO: server.name }, GOODBYE)
      await stage.pass(LAST)
      await stage.person.ends()
    },
  },
]

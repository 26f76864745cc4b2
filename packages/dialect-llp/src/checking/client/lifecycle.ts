import { said } from '../server/test-client.ts'
import { type ClientCheck, TestServer } from './test-server.ts'

export const leaveChecks: readonly ClientCheck[] = [
  {
    rule: 'llp-5.4',
    title: 'sends LOGOUT when the person leaves',
    hint: 'Send LOGOUT when the person leaves, before the connection is closed.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const server = await TestServer.user(stage)
      stage.person.leave()
      await server.asked('LOGOUT', 'llp-5.4')
    },
  },
  {
    rule: 'llp-5.4',
    variant: 'input',
    title: 'sends LOGOUT at the end of its input',
    hint: 'When there is no more input, as with Ctrl-D, send LOGOUT too.',
    needs: ['llp-5.2', 'llp-5.2b', 'llp-5.4'],
    async run(stage) {
      const server = await TestServer.user(stage)
      stage.person.hangUp()
      await server.asked('LOGOUT', 'llp-5.4')
    },
  },
  {
    rule: 'llp-5.4a',
    title: 'exits after the goodbye',
    hint: 'Exit when the server has said goodbye and closed: a read then returns nothing.',
    needs: ['llp-5.2', 'llp-5.2b', 'llp-5.4'],
    async run(stage) {
      const server = await TestServer.user(stage)
      stage.person.leave()
      await server.asked('LOGOUT', 'llp-5.4')
      await server.says(said.goodbye)
      server.wire.end()
      await stage.person.ends()
    },
  },
]

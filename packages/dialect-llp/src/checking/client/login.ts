import { said } from '../server/test-client.ts'
import { type ClientCheck, TestServer } from './test-server.ts'

export const loginChecks: readonly ClientCheck[] = [
  {
    rule: 'llp-5.2',
    title: 'logs in with LOGIN and the name',
    hint: 'Send "LOGIN", one blank and the name, and nothing before that.',
    needs: ['llp-5.2a'],
    async run(stage) {
      const server = await TestServer.open(stage)
      stage.person.login(server.name)
      await server.asked(`LOGIN ${server.name}`)
    },
  },
  {
    rule: 'llp-3.3a',
    title: 'sends long and short names as typed',
    hint: 'Send the name as it was typed: all of its letters, in their case.',
    needs: ['llp-5.2'],
    async run(stage) {
      const server = await TestServer.open(stage)
      const long = stage.name().padEnd(15, 'Xy7')
      stage.person.login(long)
      await server.asked(`LOGIN ${long}`, 'llp-3.3a')
      await server.says(said.taken)
      const short = stage.name().slice(-3)
      stage.person.login(short)
      await server.asked(`LOGIN ${short}`, 'llp-3.3a')
    },
  },
  {
    rule: 'llp-5.2b',
    title: 'shows that a login succeeded',
    hint: 'Read what the server answers, and show it.',
    needs: ['llp-5.2'],
    async run(stage) {
      await TestServer.user(stage)
    },
  },
]

import { NONE } from '@parley/checks'
import { said } from '../server/test-client.ts'
import { checks } from './test-server.ts'

export const loginChecks = checks(NONE, [
  {
    id: 'llp-5.2',
    title: 'logs in with LOGIN and the name',
    hint: 'Send "LOGIN", one blank and the name, and nothing before that.',
    needs: ['llp-5.2a'],
    login: 'none',
    run: (server) => server.expectLogin(),
  },
  {
    id: 'llp-3.3a',
    title: 'sends long and short names as typed',
    hint: 'Send the name as it was typed: all of its letters, in their case.',
    needs: ['llp-5.2'],
    login: 'none',
    async run(server) {
      await server.open()
      const long = server.word().padEnd(15, 'Xy7')
      server.person.login(long)
      await server.asked(`LOGIN ${long}`, 'llp-3.3a')
      await server.says(said.taken)
      const short = server.word().slice(-3)
      server.person.login(short)
      await server.asked(`LOGIN ${short}`, 'llp-3.3a')
    },
  },
  {
    id: 'llp-5.2b',
    title: 'shows that a login succeeded',
    hint: 'Read what the server answers, and show it.',
    needs: ['llp-5.2'],
    login: 'asked',
    async run(server) {
      await server.says(`> OK - Hello ${server.name}`)
      await server.person.welcomed(server.name)
    },
  },
])

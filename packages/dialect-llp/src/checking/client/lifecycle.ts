import { checks, LOGIN } from './test-server.ts'

export const leaveChecks = checks(LOGIN, [
  {
    id: 'llp-5.4',
    title: 'sends LOGOUT when the person leaves',
    hint: 'Send LOGOUT when the person leaves, before the connection is closed.',
    steps: ['user leaves', ['server< LOGOUT\n', 'llp-5.4']],
  },
  {
    id: 'llp-5.4.input',
    title: 'sends LOGOUT at the end of its input',
    hint: 'When there is no more input, as with Ctrl-D, send LOGOUT too.',
    needs: ['llp-5.4'],
    async run(server) {
      server.person.hangUp()
      await server.asked('LOGOUT', 'llp-5.4')
    },
  },
  {
    id: 'llp-5.4a',
    title: 'exits after the goodbye',
    hint: 'Exit when the server has said goodbye and closed: a read then returns nothing.',
    needs: ['llp-5.4'],
    steps: [
      'user leaves',
      ['server< LOGOUT\n', 'llp-5.4'],
      'server> > OK - Goodbye xoxo\n',
      'server ends',
      'user exits',
    ],
  },
])

import { checks, LOGIN } from './test-server.ts'

const GOODBYE = 'ghostr-text-9.12a'

/** So long a client may wait for the answer to its LOGOUT, in milliseconds. */
const LAST = 2000

export const leaveChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-9.12a',
    title: 'sends LOGOUT when the person leaves',
    hint: 'Send LOGOUT with the own name in WHO when the person leaves, before the connection is closed.',
    steps: ['user leaves', 'server< TYPE: LOGOUT;;WHO: {name};;'],
  },
  {
    id: 'ghostr-text-9.12a.ends',
    title: 'exits after the reply to LOGOUT',
    hint: 'Exit when the server has answered LOGOUT and closed: a read then returns nothing.',
    needs: [GOODBYE],
    steps: [
      'user leaves',
      'server< TYPE: LOGOUT;;WHO: {name};;',
      'server> TYPE: LOGOUT;;WHO: {name};;',
      'server ends',
      'user exits',
    ],
  },
  {
    id: 'ghostr-text-9.12a.input',
    title: 'sends LOGOUT at the end of its input',
    hint: 'When there is no more input, as with Ctrl-D, send LOGOUT too.',
    scope: 'extension',
    needs: [GOODBYE],
    async run(server) {
      server.person.hangUp()
      await server.asked('LOGOUT', { WHO: server.name })
    },
  },
  {
    id: 'ghostr-text-8.2b',
    title: 'exits if a LOGOUT gets no reply',
    hint: 'Wait a second for the answer to LOGOUT, no longer.',
    needs: [GOODBYE],
    steps: [
      'user leaves',
      ['server< TYPE: LOGOUT;;WHO: {name};;', GOODBYE],
      `pause ${LAST}`,
      'user exits',
    ],
  },
])

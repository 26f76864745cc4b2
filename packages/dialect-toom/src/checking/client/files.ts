import { checks, LOGIN } from './test-server.ts'

/** Time for a client to send a long request, in milliseconds. */
const SENDING = 300

export const fileChecks = checks(LOGIN, [
  {
    id: 'toom-5.1',
    title: 'does not send UPD to the server',
    hint: 'UPD is for the client itself: look for it before you send what was typed to the server.',
    async run(server) {
      server.person.type(`UPD ${server.word()} ${server.word()}.txt`)
      await server.stage.pass(SENDING)
      if ((await server.rest()).some(({ type }) => type === 'UPD'))
        server.stage.fail('UPD was sent')
    },
  },
])

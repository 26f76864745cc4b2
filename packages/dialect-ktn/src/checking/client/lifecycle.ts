import { checks, OUTPUT } from './test-server.ts'

/** Longest wait for the reply to a logout, in milliseconds. */
const LONG_ENOUGH = 2600

export const logoutChecks = checks(OUTPUT, [
  {
    id: 'ktn-8.1c',
    title: 'logs out before it exits',
    hint: 'Send logout before you close, and let the answer come.',
    steps: ['user leaves', 'server< logout'],
  },
  {
    id: 'ktn-8.1c.input',
    title: 'logs out at the end of its input',
    hint: 'Catch the end of the input (in Python EOFError), send logout, and close.',
    needs: ['ktn-8.1c'],
    async run(server) {
      server.person.hangUp()
      await server.expectRequest('logout')
    },
  },
  {
    id: 'ktn-8.2d',
    title: 'exits if a logout gets no reply',
    hint: 'Wait a while for the answer, then close: some servers give none.',
    needs: ['ktn-8.1c'],
    async run(server) {
      server.person.leave()
      await server.expectRequest('logout', undefined, 'ktn-8.1c')
      await server.stage.pass(LONG_ENOUGH)
      server.person.login(server.word())
      const goesOn = [
        server.person.ends(),
        server.wire.closes(),
        server.wire.next('something more').then(() => {}),
      ]
      const any = await Promise.any(goesOn).then(
        () => 'goes on',
        () => 'waits',
      )
      if (any === 'waits') server.stage.fail('the client neither ends nor takes anything more')
    },
  },
])

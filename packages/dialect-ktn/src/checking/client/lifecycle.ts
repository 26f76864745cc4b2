import { type ClientCheck, NEEDS_OUTPUT, TestServer } from './test-server.ts'

/** Longest wait for the reply to a logout, in milliseconds. */
const LONG_ENOUGH = 2600

export const logoutChecks: readonly ClientCheck[] = [
  {
    rule: 'ktn-8.1c',
    title: 'logs out before it exits',
    hint: 'Send logout before you close, and let the answer come.',
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const server = await TestServer.logIn(stage)
      stage.person.leave()
      await server.expectRequest('logout')
    },
  },
  {
    rule: 'ktn-8.1c',
    variant: 'input',
    title: 'logs out at the end of its input',
    hint: 'Catch the end of the input (in Python EOFError), send logout, and close.',
    needs: [...NEEDS_OUTPUT, 'ktn-8.1c'],
    async run(stage) {
      const server = await TestServer.logIn(stage)
      stage.person.hangUp()
      await server.expectRequest('logout')
    },
  },
  {
    rule: 'ktn-8.2d',
    title: 'exits if a logout gets no reply',
    hint: 'Wait a while for the answer, then close: some servers give none.',
    needs: [...NEEDS_OUTPUT, 'ktn-8.1c'],
    async run(stage) {
      const server = await TestServer.logIn(stage)
      stage.person.leave()
      await server.expectRequest('logout', undefined, 'ktn-8.1c')
      await stage.pass(LONG_ENOUGH)
      stage.person.login(stage.name())
      const goesOn = [
        stage.person.ends(),
        server.wire.closes(),
        server.wire.next('something more').then(() => {}),
      ]
      const any = await Promise.any(goesOn).then(
        () => 'goes on',
        () => 'waits',
      )
      if (any === 'waits') stage.fail('the client neither ends nor takes anything more')
    },
  },
]

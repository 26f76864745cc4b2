import { NONE } from '@parley/checks'
import { grammarFlaw, message } from '../fields.ts'
import { checks, LOGIN, SEND } from './test-server.ts'

export const loginChecks = checks(NONE, [
  {
    id: 'ghostr-text-1.1',
    title: 'writes the first message as fields',
    hint: 'Write "TYPE: LOGON;;" first, then each field as key, colon, blank, value and ";;".',
    login: 'none',
    async run(server) {
      await server.open()
      await server.wire.expect(message('LOGON', { WHO: server.name }), grammarFlaw)
    },
  },
  {
    id: 'ghostr-text-1.1a',
    title: 'writes all fields of an AUTH',
    hint: 'An AUTH has WHO, PASW and NEW: a server waits until all three have come.',
    needs: LOGIN.slice(0, 1),
    login: 'none',
    async run(server) {
      await server.open()
      await server.named()
      await server.wire.expect(
        message('AUTH', { WHO: server.name, PASW: server.password, NEW: '0' }),
        ({ frame }) => (frame.kind === 'unfinished' ? { why: 'it lacks a field' } : undefined),
      )
    },
  },
  {
    id: 'ghostr-text-8.1b',
    title: 'waits for the reply to LOGON',
    hint: 'Send AUTH only when the answer to LOGON has been read.',
    needs: LOGIN.slice(0, 2),
    login: 'none',
    async run(server) {
      await server.open()
      await server.asked('LOGON', { WHO: server.name }, 'ghostr-text-2.1')
      await server.wire.silent()
      await server.tells('LOGON', { RET: '1', NEW: '0', ERR: '0' })
      await server.asked('AUTH', { WHO: server.name }, 'ghostr-text-2.1')
    },
  },
  {
    id: 'ghostr-text-2.1',
    title: 'logs in with LOGON and AUTH',
    hint: 'Send LOGON with the name, read the answer, then send AUTH with the same WHO and the password.',
    needs: LOGIN.slice(0, 2),
    login: 'none',
    async run(server) {
      await server.enter()
    },
  },
  {
    id: 'ghostr-text-2.1.new',
    title: 'logs in with a new name',
    hint: 'If NEW is 1, send AUTH as well: its password is that of the new account.',
    needs: LOGIN,
    login: 'none',
    async run(server) {
      await server.open()
      await server.named('1')
      await server.asked('AUTH', { WHO: server.name, PASW: server.password })
      await server.admits()
      await server.person.welcomed(server.name)
    },
  },
  {
    id: 'ghostr-text-8.1b.list',
    title: 'waits for the reply to WHOELSE',
    hint: 'Send nothing more before the reply to a message that always gets one.',
    scope: 'extension',
    needs: [...SEND, 'ghostr-text-9.6a'],
    async run(server) {
      const to = server.word()
      server.person.list()
      server.person.send(to, 'hello')
      await server.asked('WHOELSE', { FROM: server.name }, 'ghostr-text-9.6a')
      await server.wire.silent()
      await server.lists(to)
      await server.asked('MSG', { FROM: server.name, TO: to, BODY: 'hello' }, 'ghostr-text-9.4d')
    },
  },
])

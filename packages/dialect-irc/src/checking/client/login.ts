import { NONE } from '@parley/checks'
import { checks, HOST, LOGIN } from './test-server.ts'

export const loginChecks = checks(NONE, [
  {
    id: 'irc-1.1',
    title: 'ends a line with \\r\\n',
    hint: 'Send \\r\\n behind every line, and flush it.',
    login: 'none',
    async run(server) {
      await server.open()
      const { bytes } = await server.wire.next('a line with \\r\\n at its end')
      if (bytes.at(-2) !== 13 || bytes.at(-1) !== 10) {
        server.stage.fail('it does not end with \\r\\n', 'irc-1.1', bytes, bytes.length - 1)
      }
    },
  },
  {
    id: 'irc-2.2',
    title: 'registers with NICK and USER',
    hint: 'Send "NICK name" and "USER name 0 * :name", after PASS and CAP where there are any.',
    login: 'none',
    run: (server) => server.expectLogin(),
  },
])

export const welcomeChecks = checks(LOGIN, [
  {
    id: 'irc-5.3.registration',
    title: 'answers a PING that comes before the registration is complete',
    hint: 'Some servers ask for a PONG before they greet: answer PING at any time.',
    login: 'none',
    async run(server) {
      await server.open()
      await server.wire.say(`PING :cookie${server.name}\r\n`)
      for (;;) {
        const { frame } = await server.wire.next('PONG', 'irc-5.3')
        if (frame.kind !== 'message' || frame.command !== 'PONG') continue
        const token = frame.params.at(-1)
        if (token !== `cookie${server.name}`) server.stage.fail('it is another parameter')
        return
      }
    },
  },
  {
    id: 'irc-2.4c',
    title: 'goes by the nickname in 001',
    hint: 'A server may cut a nickname: the first parameter of 001 is what the client is called.',
    needs: ['irc-4.1g'],
    login: 'none',
    async run(server) {
      await server.expectLogin()
      const asked = server.name
      const given = `${asked.slice(0, 6)}x`
      await server.wire.say(server.greeting(given))
      await server.untilWelcomed('irc-2.2')
      server.name = given
      await server.goesOn('irc-2.4c')
    },
  },
  {
    id: 'irc-2.3e',
    title: 'asks for another nickname after 433',
    hint: 'Show that the nickname is in use, and send another NICK on the same connection.',
    login: 'none',
    async run(server) {
      await server.expectLogin()
      const { name } = server
      await server.says(`:${HOST} 433 * ${name} :Nickname is already in use`)
      const other = server.word()
      server.person.login(other)
      const judge = (nick: string) => (nick === name ? { why: 'it is the same', at: 5 } : undefined)
      await server.next(
        'NICK and another nickname',
        ({ frame }) => {
          if (frame.kind !== 'message' || frame.command !== 'NICK') return { why: 'it is no NICK' }
          return judge(frame.params[0] ?? '')
        },
        'irc-2.3e',
      )
    },
  },
  {
    id: 'irc-2.3e.enters',
    title: 'goes on after another nickname was accepted',
    hint: 'After 433 the registration goes on: NICK alone is enough, and 001 follows.',
    needs: ['irc-2.3e', 'irc-4.1g'],
    login: 'none',
    async run(server) {
      await server.expectLogin()
      await server.says(`:${HOST} 433 * ${server.name} :Nickname is already in use`)
      server.person.login(server.word())
      const { frame } = await server.next('NICK', ({ frame: one }) =>
        one.kind === 'message' && one.command === 'NICK' ? undefined : { why: 'it is no NICK' },
      )
      server.name = frame.kind === 'message' ? (frame.params[0] ?? '') : ''
      await server.admit()
      await server.goesOn('irc-2.3e')
    },
  },
])

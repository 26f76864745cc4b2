import { NONE } from '@parley/checks'
import { calling, dumped, type Protocol } from '../python-pickles.ts'
import { said } from '../texts.ts'
import { checks, readRequest, type ToomServer } from './test-server.ts'

/** Time for a client to send a request after a reply, in milliseconds. */
const SENDING = 300

/** Expects that replies of this protocol are shown. */
async function isRead(server: ToomServer, protocol: Protocol): Promise<void> {
  await server.start()
  await server.wire.say(dumped(protocol, '', said.banner))
  server.person.login(server.name, server.password)
  await server.expectRequest('LOGIN', 'toom-1.2a')
  await server.wire.say(dumped(protocol, 'LOGIN-A', ''))
  await server.untilWelcomed('toom-2.2j')
  await server.expectPost('hello', 'toom-1.2a')
  const text = `${server.word()} grüßt`
  await server.wire.say(dumped(protocol, 'MSGACK', text))
  await server.person.shows(text)
}

export const pickleChecks = checks(NONE, [
  {
    id: 'toom-1.1',
    title: 'writes pickled dictionaries',
    hint: "Send pickle.dumps({'type': ..., 'body': ...}) and nothing else: no text, no length before it.",
    login: 'none',
    async run(server) {
      await server.greet()
      server.person.login(server.name, server.password)
      await server.wire.expect('a pickled dictionary with type and body', (heard) => {
        const { type, body } = readRequest(heard)
        return type === undefined || body === undefined ? { why: 'it has no such keys' } : undefined
      })
    },
  },
  {
    id: 'toom-1.1b',
    title: 'writes a string as the type of a request',
    hint: "Put the command under type as a string, as in {'type': 'LOGIN', 'body': 'jess 123'}.",
    needs: ['toom-1.1'],
    login: 'none',
    async run(server) {
      await server.greet()
      server.person.login(server.name, server.password)
      await server.wire.expect('a type that is a string', (heard) => {
        return typeof readRequest(heard).type === 'string' ? undefined : { why: 'it is none' }
      })
    },
  },
])

export const streamChecks = checks(NONE, [
  {
    id: 'toom-1.2a',
    title: 'reads replies of protocol 3, as Python writes them',
    hint: 'Read what every Python 3 writes, with what it puts into the memo.',
    needs: ['toom-1.1', 'toom-1.1c', 'toom-2.2h'],
    login: 'none',
    run: (server) => isRead(server, 3),
  },
  {
    id: 'toom-1.2a.framed',
    title: 'reads replies of protocol 4',
    hint: 'Servers in Python 3.8 and later write protocol 4: read its frames and short strings.',
    needs: ['toom-1.1', 'toom-1.1c', 'toom-2.2h'],
    login: 'none',
    run: (server) => isRead(server, 4),
  },
  {
    id: 'toom-1.2c',
    title: 'reads replies that come in pieces',
    hint: 'One recv may give half of a reply: read with pickle.load from socket.makefile("rb"), or go on until the pickle is whole.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-1.5c'],
    segmented: true,
    async run(server) {
      const text = `${server.word()} grüßt 😀`
      await server.isShown(['MSGACK', text], [text])
    },
  },
  {
    id: 'toom-1.3',
    title: 'refuses a pickle that calls a function',
    hint: 'pickle.loads runs whatever it is sent. Make a class of pickle.Unpickler whose find_class raises an error, and read with that.',
    needs: ['toom-1.1', 'toom-2.2h', 'toom-2.3'],
    login: 'asked',
    async run(server) {
      await server.wire.say(calling('type', ['LOGIN', '-A'], ''))
      server.person.list()
      await server.stage.pass(SENDING)
      if ((await server.rest()).some(({ type }) => type === 'UDP_PORT')) {
        server.stage.fail('the function was called, and its result taken for a reply')
      }
    },
  },
])

import { checks, HOST, LOGIN, SHOWN } from './test-server.ts'

/** The most of a line with its end, in bytes. */
const MOST_LINE = 512

export const sendChecks = checks(LOGIN, [
  {
    id: 'irc-4.1f',
    title: 'sends a message with PRIVMSG and the text behind a colon',
    hint: 'Send "PRIVMSG bob :hello there": without the colon only the first word is the text.',
    steps: ['user sends {to} hello there', 'server< PRIVMSG {to} :hello there'],
  },
  {
    id: 'irc-4.1f.signs',
    title: 'sends a text that begins with a colon, and has others',
    hint: 'A colon goes before the text, also where the text begins with one.',
    needs: ['irc-4.1f'],
    steps: ['user sends {to} :-) at 8:15 : yes', 'server< PRIVMSG {to} ::-) at 8:15 : yes'],
  },
  {
    id: 'irc-4.1f.letters',
    title: 'sends letters outside ASCII as UTF-8',
    hint: 'Encode what is typed as UTF-8, and change nothing in it.',
    needs: ['irc-4.1f'],
    steps: ['user sends {to} grüße ♥ κόσμε 日本語', 'server< PRIVMSG {to} :grüße ♥ κόσμε 日本語'],
  },
  {
    id: 'irc-4.1f.two',
    title: 'sends two messages, one after the other',
    hint: 'A PRIVMSG that succeeds has no answer: wait for none.',
    needs: ['irc-4.1f'],
    steps: [
      'user sends {to} first',
      'server< PRIVMSG {to} :first',
      'user sends {to} second',
      'server< PRIVMSG {to} :second',
    ],
  },
  {
    id: 'irc-1.2c',
    title: 'sends no line over 512 bytes',
    hint: 'A server drops or cuts a longer line: send a long text in several lines, or say that it is too long.',
    needs: ['irc-4.1f'],
    async run(server) {
      const to = server.word()
      server.person.send(to, 'long '.repeat(160).trimEnd())
      server.person.send(to, 'the end')
      let isOver = false
      while (!isOver) {
        const { frame } = await server.next('lines of at most 512 bytes', ({ bytes }) =>
          bytes.length > MOST_LINE
            ? { why: `it has ${bytes.length} bytes`, at: MOST_LINE }
            : undefined,
        )
        isOver = frame.kind === 'message' && frame.params.at(-1) === 'the end'
      }
    },
  },
  {
    id: 'irc-3.1',
    title: 'asks for the names of a channel with its #',
    hint: 'The # is a part of the name of a channel.',
    async run(server) {
      server.person.list()
      await server.next('NAMES', ({ frame }) => {
        if (frame.kind !== 'message') return { why: 'it cannot be read', at: 0 }
        if (!/^(?:NAMES|WHO|LIST)$/.test(frame.command)) return { why: 'it is another command' }
        const [channel = '#'] = frame.params
        return channel.startsWith('#') ? undefined : { why: 'it is no channel' }
      })
    },
  },
  {
    id: 'irc-5.5d.refused',
    title: 'sends on after a message was refused',
    hint: 'An error is a line like any other: show it, and go on.',
    needs: ['irc-4.1f'],
    async run(server) {
      const to = server.word()
      server.person.send(to, 'hello')
      await server.hears(`PRIVMSG ${to} :hello`, 'irc-4.1f')
      await server.says(`:${HOST} 401 ${server.name} ${to} :No such nick/channel`)
      await server.writesOn('irc-5.5d')
    },
  },
])

export const leaveChecks = checks(SHOWN, [
  {
    id: 'irc-5.4a',
    title: 'sends QUIT when the person leaves',
    hint: 'Send QUIT before the connection is closed.',
    steps: ['user leaves', 'server< QUIT'],
  },
  {
    id: 'irc-5.4a.ends',
    title: 'exits after ERROR and the end of the connection',
    hint: 'After QUIT the server says ERROR and closes: then exit.',
    needs: ['irc-5.4a'],
    steps: [
      'user leaves',
      'server< QUIT',
      'server> ERROR :Closing link: Client quit',
      'server ends',
      'user exits',
    ],
  },
])

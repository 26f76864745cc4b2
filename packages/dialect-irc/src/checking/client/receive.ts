import { checks, HOST, LOBBY, LOGIN, SHOWN } from './test-server.ts'

export const receiveChecks = checks(LOGIN, [
  {
    id: 'irc-4.1g',
    title: 'shows a message with its sender',
    hint: 'Show the nickname, which ends at !, and the text, without the colon in front.',
    async run(server) {
      const from = server.word()
      await server.brings(from, 'hello there')
      await server.person.heard(from, 'hello there')
    },
  },
  {
    id: 'irc-4.1g.channel',
    title: 'shows a message to a channel',
    hint: 'A message to a channel that one is on is shown as one to oneself is.',
    needs: SHOWN,
    async run(server) {
      const from = server.word()
      await server.brings(from, 'hello all', LOBBY)
      await server.person.heardByAll(from, 'hello all')
    },
  },
  {
    id: 'irc-4.1g.letters',
    title: 'shows letters outside ASCII',
    hint: 'Decode what comes as UTF-8, and show it unchanged.',
    needs: SHOWN,
    async run(server) {
      const from = server.word()
      await server.brings(from, 'grüße ♥ κόσμε 日本語')
      await server.person.heard(from, 'grüße ♥ κόσμε 日本語')
    },
  },
  {
    id: 'irc-4.1g.colon',
    title: 'shows a text that begins with a colon, and has others',
    hint: 'Only the first colon is no part of the text.',
    needs: SHOWN,
    async run(server) {
      const from = server.word()
      await server.brings(from, ':-) at 8:15 : yes')
      await server.person.heard(from, ':-) at 8:15 : yes')
    },
  },
  {
    id: 'irc-4.3h',
    title: 'answers no NOTICE',
    hint: 'Show a NOTICE, and say nothing: else two programs could answer each other for ever.',
    needs: SHOWN,
    async run(server) {
      const from = server.word()
      await server.says(`:${from}!user@host NOTICE ${server.name} :are you there?`)
      await server.says(`:${from}!user@host NOTICE ${server.name} :\x01VERSION any 1.0\x01`)
      await server.writesOn('irc-4.3h')
    },
  },
  {
    id: 'irc-5.3',
    title: 'answers PING with PONG and its parameter',
    hint: 'Answer "PING :token" with "PONG :token", also while nothing is typed.',
    async run(server) {
      const token = server.word()
      await server.says(`PING :${token}`)
      await server.next(
        'PONG',
        ({ frame }) =>
          frame.kind === 'message' && frame.command === 'PONG' && frame.params.at(-1) === token
            ? undefined
            : { why: 'it is another line', at: 0 },
        'irc-5.3',
      )
    },
  },
  {
    id: 'irc-5.3.source',
    title: 'answers a PING that has a source',
    hint: 'A PING may have the server’s name in front, as any line of a server.',
    needs: ['irc-5.3'],
    async run(server) {
      const token = server.word()
      await server.says(`:${HOST} PING ${HOST} :${token}`)
      await server.next('PONG', ({ frame }) =>
        frame.kind === 'message' && frame.command === 'PONG'
          ? undefined
          : { why: 'it is another line', at: 0 },
      )
    },
  },
  {
    id: 'irc-5.5d',
    title: 'goes on after numerics and commands that it does not know',
    hint: 'Pass over what you do not know: servers have many lines of their own.',
    needs: SHOWN,
    async run(server) {
      await server.says(`:${HOST} 042 ${server.name} 001AAAAAA :your unique ID`)
      await server.says(`:${HOST} QWERTY ${server.name} a b :c`)
      await server.says(`:${HOST} 999 ${server.name} :no such numeric`)
      await server.goesOn('irc-5.5d')
    },
  },
  {
    id: 'irc-5.5d.presence',
    title: 'goes on after others have come, gone and changed their names',
    hint: 'JOIN, PART, QUIT, NICK, KICK, MODE and TOPIC are of others: show them, or pass over them.',
    needs: SHOWN,
    async run(server) {
      const [one, other] = [server.word(), server.word()]
      for (const line of [
        `:${one}!user@host JOIN :${LOBBY}`,
        `:${one}!user@host NICK :${other}`,
        `:${other}!user@host TOPIC ${LOBBY} :tea`,
        `:bob!user@host MODE ${LOBBY} +o ${other}`,
        `:bob!user@host KICK ${LOBBY} ${other} :out`,
        `:${one}!user@host PART ${LOBBY}`,
        `:${other}!user@host QUIT :Ping timeout`,
        `:${HOST} NOTICE * :*** a notice`,
      ]) {
        await server.says(line)
      }
      await server.goesOn('irc-5.5d')
    },
  },
])

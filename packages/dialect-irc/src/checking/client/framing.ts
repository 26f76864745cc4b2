import { checks, HOST, SHOWN } from './test-server.ts'

export const framingChecks = checks(SHOWN, [
  {
    id: 'irc-1.1e',
    title: 'reads lines that are cut and joined anywhere',
    hint: 'Keep what each read returns, and look for \\n in it; one read is not one line.',
    segmented: true,
    async run(server) {
      const from = server.word()
      await server.brings(from, 'hello there')
      await server.stage.pass(0)
      await server.person.heard(from, 'hello there', 'irc-1.1e')
    },
  },
  {
    id: 'irc-1.1e.letters',
    title: 'reads letters outside ASCII that are cut anywhere',
    hint: 'A read can end within a character: decode whole lines, not what one read returns.',
    needs: ['irc-1.1e'],
    segmented: true,
    async run(server) {
      const from = server.word()
      await server.brings(from, 'grüße ♥')
      await server.stage.pass(0)
      await server.person.heard(from, 'grüße ♥', 'irc-1.1e')
    },
  },
  {
    id: 'irc-1.1f',
    title: 'reads lines that arrive together',
    hint: 'After a line, look for another one in what has come before you read on.',
    async run(server) {
      const [one, other] = [server.word(), server.word()]
      await server.wire.say(
        `:${one}!user@host PRIVMSG ${server.name} :hello\r\n:${HOST} NOTICE ${server.name} :well\r\n:${other}!user@host PRIVMSG ${server.name} :good morning\r\n`,
      )
      await server.person.heard(one, 'hello')
      await server.person.heard(other, 'good morning')
    },
  },
  {
    id: 'irc-1.1c',
    title: 'reads a last parameter without a colon',
    hint: 'The colon stands before the last parameter only where it is needed: read it without, too.',
    async run(server) {
      const from = server.word()
      await server.says(`:${from}!user@host PRIVMSG ${server.name} hello`)
      await server.person.heard(from, 'hello')
    },
  },
  {
    id: 'irc-1.1c.blanks',
    title: 'reads parameters with several blanks between them',
    hint: 'Any number of blanks stands between two parameters.',
    needs: ['irc-1.1c'],
    async run(server) {
      const from = server.word()
      await server.says(`:${from}!user@host  PRIVMSG   ${server.name}  :hello there`)
      await server.person.heard(from, 'hello there')
    },
  },
])

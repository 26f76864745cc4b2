import { checks, LOGIN } from './test-server.ts'

export const sendChecks = checks(LOGIN, [
  {
    id: 'vu-4.6c',
    title: 'sends what is typed to a user',
    hint: 'For "@bob hello there" send "SEND bob hello there" and "\\n".',
    async run(server) {
      for (const text of ['hello there', 'two  spaces, @eve!', 'grüße ☃']) {
        const to = server.word()
        server.person.send(to, text)
        await server.hears(`SEND ${to} ${text}\n`)
        await server.says('SEND-OK\n')
      }
    },
  },
  {
    id: 'vu-4.6g',
    title: 'sends spaces at both ends of a message',
    hint: 'Take all after one space after the name; do not strip what was typed.',
    needs: ['vu-4.6c'],
    steps: [
      'user sends {to}  a space before, two behind  ',
      'server< SEND {to}  a space before, two behind  \n',
    ],
  },
])

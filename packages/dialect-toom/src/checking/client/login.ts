import { NONE } from '@parley/checks'
import { said } from '../texts.ts'
import { checks, LOGIN, readRequest, type ToomServer } from './test-server.ts'

export const loginChecks = checks(NONE, [
  {
    id: 'toom-2.2h',
    title: 'writes the request to log in',
    hint: "Send {'type': 'LOGIN', 'body': 'jess 123'}: the name, one space, the password, and no line end.",
    needs: ['toom-1.1', 'toom-1.1b'],
    login: 'none',
    async run(server) {
      await server.greet()
      server.person.login(server.name, server.password)
      const wanted = `${server.name} ${server.password}`
      await server.expectRequest('LOGIN', 'toom-2.2h', (body) => {
        return body === wanted ? undefined : { why: `the body is ${JSON.stringify(body)}` }
      })
    },
  },
  {
    id: 'toom-2.1a',
    title: 'waits for the greeting before it logs in',
    hint: 'Read once right after you have connected, before you send LOGIN: otherwise the greeting is taken for the reply to it.',
    needs: LOGIN,
    login: 'none',
    async run(server) {
      await server.start()
      server.person.login(server.name, server.password)
      await server.wire.silent()
      await server.send('', said.banner)
      await server.expectRequest('LOGIN', 'toom-2.2h')
    },
  },
  {
    id: 'toom-2.3',
    title: 'sends the port for files after the login',
    hint: "When LOGIN-A has come, send {'type': 'UDP_PORT', 'body': 46299} with the number of your UDP port, and read nothing after it.",
    needs: LOGIN,
    login: 'asked',
    async run(server) {
      await server.send('LOGIN-A', '')
      await server.wire.expect('a request of type UDP_PORT with a number', (heard) => {
        const { type, body } = readRequest(heard)
        if (type !== 'UDP_PORT') return { why: `the type is ${JSON.stringify(type)}` }
        const isNumber = /^\d{1,5}$/.test(String(body))
        const isPort = isNumber && Number(body) > 0 && Number(body) < 65_536
        return isPort ? undefined : { why: `the body is ${JSON.stringify(body)}` }
      })
      await server.expectPost('hello', 'toom-1.1c')
    },
  },
  {
    id: 'toom-2.2i',
    title: 'asks for another name after an unknown one',
    hint: 'After LOGIN-N ask for the name and the password again, and send them over the same connection.',
    needs: LOGIN,
    login: 'asked',
    async run(server) {
      await server.send('LOGIN-N', '')
      const name = server.word()
      server.person.login(name, server.password)
      await server.expectRequest('LOGIN', 'toom-2.2i', (body) => {
        return body.startsWith(`${name} `)
          ? undefined
          : { why: `the body is ${JSON.stringify(body)}` }
      })
    },
  },
  {
    id: 'toom-2.2i.password',
    title: 'asks for another password after a wrong one',
    hint: 'After LOGIN-F ask for the password again, and send it over the same connection.',
    needs: LOGIN,
    login: 'asked',
    async run(server) {
      await server.send('LOGIN-F', '')
      server.person.login(server.name, server.password)
      await server.hears('LOGIN', 'toom-2.2i')
    },
  },
  ...(
    [
      ['LOGIN-N', 'unknown', 'Username does not exist, please input a valid username'],
      ['LOGIN-F', 'wrong', 'Invalid Password. Please try again'],
      [
        'LOGIN-B',
        'locked',
        'Invalid Password. Your account has been blocked. Please try again later',
      ],
      [
        'LOGIN-BB',
        'blocked',
        'Your account is blocked due to multiple login failures. Please try again later',
      ],
    ] as const
  ).map(([type, variant, words]) => ({
    id: `toom-2.2j.${variant}`,
    title: `shows the words for ${type}`,
    hint: 'The reply to LOGIN has no text: show the words that the table of 2.2 has for its type.',
    needs: variant === 'unknown' ? [...LOGIN, 'toom-2.2i'] : LOGIN,
    login: 'asked' as const,
    async run(server: ToomServer) {
      await server.send(type, '')
      await server.person.shows(words)
    },
  })),
  {
    id: 'toom-2.2j',
    title: 'shows that the login succeeded',
    hint: 'Show that the login has succeeded, with the name.',
    needs: LOGIN,
    login: 'asked',
    async run(server) {
      await server.send('LOGIN-A', '')
      await server.person.welcomed(server.name)
    },
  },
])

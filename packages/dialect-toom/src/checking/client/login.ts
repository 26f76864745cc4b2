import { said } from '../texts.ts'
import { type ClientCheck, readRequest, type Stage, TestServer } from './test-server.ts'

async function expectWords(stage: Stage, type: string, words: string): Promise<void> {
  const server = await TestServer.expectLogin(stage)
  await server.send(type, '')
  await stage.person.shows(words)
}

export const loginChecks: readonly ClientCheck[] = [
  {
    rule: 'toom-2.2h',
    title: 'writes the request to log in',
    hint: "Send {'type': 'LOGIN', 'body': 'jess 123'}: the name, one space, the password, and no line end.",
    needs: ['toom-1.1', 'toom-1.1b'],
    async run(stage) {
      const server = await TestServer.greet(stage)
      stage.person.login(server.name, server.password)
      const wanted = `${server.name} ${server.password}`
      await server.expectRequest('LOGIN', 'toom-2.2h', (body) => {
        return body === wanted ? undefined : { why: `the body is ${JSON.stringify(body)}` }
      })
    },
  },
  {
    rule: 'toom-2.1a',
    title: 'waits for the greeting before it logs in',
    hint: 'Read once right after you have connected, before you send LOGIN: otherwise the greeting is taken for the reply to it.',
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const server = await TestServer.start(stage)
      stage.person.login(server.name, server.password)
      await server.wire.silent()
      await server.send('', said.banner)
      await server.expectRequest('LOGIN', 'toom-2.2h')
    },
  },
  {
    rule: 'toom-2.3',
    title: 'sends the port for files after the login',
    hint: "When LOGIN-A has come, send {'type': 'UDP_PORT', 'body': 46299} with the number of your UDP port, and read nothing after it.",
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const server = await TestServer.expectLogin(stage)
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
    rule: 'toom-2.2i',
    title: 'asks for another name after an unknown one',
    hint: 'After LOGIN-N ask for the name and the password again, and send them over the same connection.',
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const server = await TestServer.expectLogin(stage)
      await server.send('LOGIN-N', '')
      const name = stage.name()
      stage.person.login(name, server.password)
      await server.expectRequest('LOGIN', 'toom-2.2i', (body) => {
        return body.startsWith(`${name} `)
          ? undefined
          : { why: `the body is ${JSON.stringify(body)}` }
      })
    },
  },
  {
    rule: 'toom-2.2i',
    variant: 'password',
    title: 'asks for another password after a wrong one',
    hint: 'After LOGIN-F ask for the password again, and send it over the same connection.',
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      const server = await TestServer.expectLogin(stage)
      await server.send('LOGIN-F', '')
      stage.person.login(server.name, server.password)
      await server.expectRequest('LOGIN', 'toom-2.2i')
    },
  },
  ...[
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
  ].map(
    ([type = '', variant = '', words = '']): ClientCheck => ({
      rule: 'toom-2.2j',
      variant,
      title: `shows the words for ${type}`,
      hint: 'The reply to LOGIN has no text: show the words that the table of 2.2 has for its type.',
      needs: ['toom-1.1', 'toom-2.2h'],
      run: (stage) => expectWords(stage, type, words),
    }),
  ),
  {
    rule: 'toom-2.2j',
    title: 'shows that the login succeeded',
    hint: 'Show that the login has succeeded, with the name.',
    needs: ['toom-1.1', 'toom-2.2h'],
    async run(stage) {
      await TestServer.logIn(stage)
    },
  },
]

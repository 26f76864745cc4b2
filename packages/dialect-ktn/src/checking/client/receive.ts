import { flawUnless } from '../objects.ts'
import {
  type ClientCheck,
  fieldOf,
  message,
  NEEDS_LOGIN,
  NEEDS_OUTPUT,
  response,
  TestServer,
  TIME,
} from './test-server.ts'

const ANYTHING = 'Look only at what you need of a response, and show what is there.'

export const serverTextCheck: ClientCheck = {
  rule: 'ktn-7.3',
  title: 'shows what the server sends',
  hint: 'Show each info and each message as it comes: read in a thread of its own.',
  needs: NEEDS_LOGIN,
  async run(stage) {
    const server = await TestServer.logIn(stage)
    const [one, two] = [stage.name(), stage.name()]
    await server.send(message('bob', `(private) ${one}`), one)
    await server.send(response('info', `${two} has logged in`), two)
  },
}

export const receiveChecks: readonly ClientCheck[] = [
  {
    rule: 'ktn-7.3',
    variant: 'early',
    title: 'shows a message that comes before a reply',
    hint: 'Look at the word under response: what comes next need not be the answer you wait for.',
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const server = await TestServer.logIn(stage)
      const [word, mark] = [stage.name(), stage.name()]
      stage.person.list()
      await server.expectRequest('names', undefined, 'ktn-2.1f')
      await server.send(message('bob', word), word)
      await server.send(response('info', `${server.name}, ${mark}`), mark)
    },
  },
  {
    rule: 'ktn-7.3',
    variant: 'error',
    title: 'shows an error and goes on',
    hint: 'Show the content of an error, and let the person try again.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const { server } = await TestServer.expectLogin(stage)
      await server.send(response('error', 'Username taken'), 'Username taken')
      const name = stage.name()
      stage.person.login(name)
      await server.expectRequest('login', (heard) =>
        flawUnless(fieldOf(heard, 'content') === name, 'the content is not the second name'),
      )
      await server.wire.say(response('info', 'Login successful'))
      await stage.person.welcomed(name)
    },
  },
]

export const fieldTypeCheck: ClientCheck = {
  rule: 'ktn-8.2a',
  title: 'reads timestamps and senders of other types',
  hint: `A timestamp may be a number, a sender null or a list. ${ANYTHING}`,
  needs: NEEDS_OUTPUT,
  async run(stage) {
    const server = await TestServer.logIn(stage)
    const stamps = [
      ['1457958896.789', 'null'],
      ['null', '""'],
      [`"${TIME}.789+01:00"`, '["server"]'],
      ['"Mon Mar 14 12:34:56 2016"', '{"name": "server"}'],
    ] as const
    for (const [timestamp, sender] of stamps) {
      const word = stage.name()
      await server.send(
        `{"timestamp": ${timestamp}, "sender": ${sender}, "response": "info", "content": "${word}"}`,
        word,
      )
    }
  },
}

export const spellingChecks: readonly ClientCheck[] = [
  {
    rule: 'ktn-8.2c',
    title: 'reads msg as message',
    hint: 'Take the response msg for a message too.',
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const server = await TestServer.logIn(stage)
      const word = stage.name()
      await server.send(response('msg', word, 'bob'), word)
    },
  },
  {
    rule: 'ktn-8.2c',
    variant: 'capitals',
    title: 'reads keys in capitals',
    hint: 'Compare keys without regard to upper and lower case.',
    needs: NEEDS_OUTPUT,
    async run(stage) {
      const server = await TestServer.logIn(stage)
      const word = stage.name()
      await server.send(
        `{"Timestamp": "${TIME}", "Sender": "bob", "Response": "message", "Content": "${word}"}`,
        word,
      )
    },
  },
]

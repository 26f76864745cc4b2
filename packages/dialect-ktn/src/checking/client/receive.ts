import { flawUnless } from '../objects.ts'
import { checks, fieldOf, LOGIN, message, OUTPUT, response, TIME } from './test-server.ts'

const ANYTHING = 'Look only at what you need of a response, and show what is there.'

export const serverTextChecks = checks(LOGIN, [
  {
    id: 'ktn-7.3',
    title: 'shows what the server sends',
    hint: 'Show each info and each message as it comes: read in a thread of its own.',
    steps: [
      `server> ${message('bob', '(private) {one}')}`,
      'user sees {one}',
      `server> ${response('info', '{two} has logged in')}`,
      'user sees {two}',
    ],
  },
])

export const receiveChecks = checks(LOGIN, [
  {
    id: 'ktn-7.3.early',
    title: 'shows a message that comes before a reply',
    hint: 'Look at the word under response: what comes next need not be the answer you wait for.',
    needs: OUTPUT,
    steps: [
      'user lists',
      ['server< names', 'ktn-2.1f'],
      `server> ${message('bob', '{word}')}`,
      'user sees {word}',
      `server> ${response('info', '{name}, {mark}')}`,
      'user sees {mark}',
    ],
  },
  {
    id: 'ktn-7.3.error',
    title: 'shows an error and goes on',
    hint: 'Show the content of an error, and let the person try again.',
    login: 'asked',
    async run(server) {
      await server.send(response('error', 'Username taken'), 'Username taken')
      const name = server.word()
      server.person.login(name)
      await server.expectRequest('login', (heard) =>
        flawUnless(fieldOf(heard, 'content') === name, 'the content is not the second name'),
      )
      await server.wire.say(response('info', 'Login successful'))
      await server.person.welcomed(name)
    },
  },
])

export const fieldTypeChecks = checks(OUTPUT, [
  {
    id: 'ktn-8.2a',
    title: 'reads timestamps and senders of other types',
    hint: `A timestamp may be a number, a sender null or a list. ${ANYTHING}`,
    async run(server) {
      const stamps = [
        ['1457958896.789', 'null'],
        ['null', '""'],
        [`"${TIME}.789+01:00"`, '["server"]'],
        ['"Mon Mar 14 12:34:56 2016"', '{"name": "server"}'],
      ] as const
      for (const [timestamp, sender] of stamps) {
        const word = server.word()
        await server.send(
          `{"timestamp": ${timestamp}, "sender": ${sender}, "response": "info", "content": "${word}"}`,
          word,
        )
      }
    },
  },
])

export const spellingChecks = checks(OUTPUT, [
  {
    id: 'ktn-8.2c',
    title: 'reads msg as message',
    hint: 'Take the response msg for a message too.',
    steps: [`server> ${response('msg', '{word}', 'bob')}`, 'user sees {word}'],
  },
  {
    id: 'ktn-8.2c.capitals',
    title: 'reads keys in capitals',
    hint: 'Compare keys without regard to upper and lower case.',
    steps: [
      `server> {"Timestamp": "${TIME}", "Sender": "bob", "Response": "message", "Content": "{word}"}`,
      'user sees {word}',
    ],
  },
])

import { unless } from '../objects.ts'
import { CHAT, LOGIN, type ServerCheck, TestClients } from './test-client.ts'

export const extensionChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-6.1',
    title: 'delivers a message to one user only',
    hint: 'If a msg is @bob and a text, and bob is online, send it to bob alone.',
    needs: CHAT,
    scope: 'extension',
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], third] = [await clients.pair(), await clients.user()]
      const [secret, word] = [clients.word(), clients.word()]
      await from.say('msg', `@${to.name} ${secret}`)
      await to.hears(secret)
      await from.say('msg', `@${third.name} ${word}`)
      await third.wire.find(
        `a message with ${word} in it, and none with ${secret}`,
        (frame) => frame.kind === 'message' && new RegExp(`${word}|${secret}`).test(frame.text),
        ({ text }) => unless(text.includes(word), `${third.name} got what was for ${to.name}`),
      )
    },
  },
  {
    rule: 'ktn-6.1a',
    title: 'confirms a message to one user',
    hint: 'Answer with the info "Sent to bob", and send its author no copy.',
    needs: [...CHAT, 'ktn-6.1'],
    scope: 'extension',
    async run(stage) {
      const clients = new TestClients(stage)
      const [from, to] = await clients.pair()
      await clients.tell(from, to, clients.word())
      await from.informed(`Sent to ${to.name}`, (text) => text === `Sent to ${to.name}`)
    },
  },
  {
    rule: 'ktn-5.2',
    title: 'marks a message to one user as private',
    hint: 'Put "(private) " before the text.',
    needs: [...CHAT, 'ktn-6.1'],
    scope: 'extension',
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await clients.tell(from, to, word)
      await to.hears(word, (fields) =>
        unless(fields.get('content') === `(private) ${word}`, 'it begins otherwise'),
      )
    },
  },
  {
    rule: 'ktn-6.2',
    title: 'blocks and unblocks a user',
    hint: 'Answer with the infos "Blocked bob" and "Unblocked bob".',
    needs: LOGIN,
    scope: 'extension',
    async run(stage) {
      const [client, other] = await new TestClients(stage).pair()
      await client.say('block', other.name)
      await client.informed(`Blocked ${other.name}`, (text) => text === `Blocked ${other.name}`)
      await client.say('unblock', other.name)
      await client.informed(`Unblocked ${other.name}`, (text) => text === `Unblocked ${other.name}`)
    },
  },
  {
    rule: 'ktn-6.2a',
    title: 'refuses to block an unknown user',
    hint: 'If nobody has the name, answer with the error "No such user".',
    needs: LOGIN,
    scope: 'extension',
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.user()
      await client.say('block', clients.word())
      await client.refused('No such user', (fields) =>
        unless(fields.get('content') === 'No such user', 'it says something else'),
      )
    },
  },
]

import { flawUnless } from '../objects.ts'
import { NEEDS_LOGIN, NEEDS_MESSAGES, type ServerCheck, TestClients } from './test-client.ts'

export const extensionChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-6.1',
    title: 'delivers a message to one user only',
    hint: 'If a msg is @bob and a text, and bob is online, send it to bob alone.',
    needs: NEEDS_MESSAGES,
    scope: 'extension',
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], third] = [await clients.pair(), await clients.user()]
      const [secret, word] = [clients.word(), clients.word()]
      await from.request('msg', `@${to.name} ${secret}`)
      await to.expectMessage(secret)
      await from.request('msg', `@${third.name} ${word}`)
      await third.wire.find(
        `a message with ${word} in it, and none with ${secret}`,
        (frame) => frame.kind === 'message' && new RegExp(`${word}|${secret}`).test(frame.text),
        ({ text }) => flawUnless(text.includes(word), `${third.name} got what was for ${to.name}`),
      )
    },
  },
  {
    rule: 'ktn-6.1a',
    title: 'confirms a message to one user',
    hint: 'Answer with the info "Sent to bob", and send its author no copy.',
    needs: [...NEEDS_MESSAGES, 'ktn-6.1'],
    scope: 'extension',
    async run(stage) {
      const clients = new TestClients(stage)
      const [from, to] = await clients.pair()
      await clients.send(from, to, clients.word())
      await from.expectInfo(`Sent to ${to.name}`, (text) => text === `Sent to ${to.name}`)
    },
  },
  {
    rule: 'ktn-5.2',
    title: 'marks a message to one user as private',
    hint: 'Put "(private) " before the text.',
    needs: [...NEEDS_MESSAGES, 'ktn-6.1'],
    scope: 'extension',
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await clients.send(from, to, word)
      await to.expectMessage(word, (fields) =>
        flawUnless(fields.get('content') === `(private) ${word}`, 'it begins otherwise'),
      )
    },
  },
  {
    rule: 'ktn-6.2',
    title: 'blocks and unblocks a user',
    hint: 'Answer with the infos "Blocked bob" and "Unblocked bob".',
    needs: NEEDS_LOGIN,
    scope: 'extension',
    async run(stage) {
      const [client, other] = await new TestClients(stage).pair()
      await client.request('block', other.name)
      await client.expectInfo(`Blocked ${other.name}`, (text) => text === `Blocked ${other.name}`)
      await client.request('unblock', other.name)
      await client.expectInfo(
        `Unblocked ${other.name}`,
        (text) => text === `Unblocked ${other.name}`,
      )
    },
  },
  {
    rule: 'ktn-6.2a',
    title: 'refuses to block an unknown user',
    hint: 'If nobody has the name, answer with the error "No such user".',
    needs: NEEDS_LOGIN,
    scope: 'extension',
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.user()
      await client.request('block', clients.word())
      await client.expectError('No such user', (fields) =>
        flawUnless(fields.get('content') === 'No such user', 'it says something else'),
      )
    },
  },
]

import { unless } from './objects.ts'
import { CHAT, LOGIN, Party, type ServerCheck } from './party.ts'

/** What only Parley has. */
export const extensionChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-6.1',
    title: 'a text to one user',
    hint: 'Where a msg is @bob and a text, and bob is online, send it to bob alone.',
    needs: CHAT,
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], third] = [await party.pair(), await party.user()]
      const [secret, word] = [party.word(), party.word()]
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
    title: 'the answer to a text to one user',
    hint: 'Answer with the info "Sent to bob", and send its author no copy.',
    needs: [...CHAT, 'ktn-6.1'],
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      const [from, to] = await party.pair()
      await party.tell(from, to, party.word())
      await from.informed(`Sent to ${to.name}`, (text) => text === `Sent to ${to.name}`)
    },
  },
  {
    rule: 'ktn-5.2',
    title: 'the beginning of a text to one user',
    hint: 'Put "(private) " before the text.',
    needs: [...CHAT, 'ktn-6.1'],
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      await party.tell(from, to, word)
      await to.hears(word, (fields) =>
        unless(fields.get('content') === `(private) ${word}`, 'it begins otherwise'),
      )
    },
  },
  {
    rule: 'ktn-6.2',
    title: 'block and unblock',
    hint: 'Answer with the infos "Blocked bob" and "Unblocked bob".',
    needs: LOGIN,
    scope: 'extension',
    async run(stage) {
      const [guest, other] = await new Party(stage).pair()
      await guest.say('block', other.name)
      await guest.informed(`Blocked ${other.name}`, (text) => text === `Blocked ${other.name}`)
      await guest.say('unblock', other.name)
      await guest.informed(`Unblocked ${other.name}`, (text) => text === `Unblocked ${other.name}`)
    },
  },
  {
    rule: 'ktn-6.2a',
    title: 'a block of nobody',
    hint: 'Where nobody has the name, answer with the error "No such user".',
    needs: LOGIN,
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      const guest = await party.user()
      await guest.say('block', party.word())
      await guest.refused('No such user', (fields) =>
        unless(fields.get('content') === 'No such user', 'it says something else'),
      )
    },
  },
]

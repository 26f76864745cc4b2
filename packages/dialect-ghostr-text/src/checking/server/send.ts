import { NONE } from '@parley/checks'
import { message, valueIn } from '../fields.ts'
import { checks, LIST, LOGIN } from './test-client.ts'

const MSG = [...LOGIN, 'ghostr-text-9.4']

export const sendChecks = checks(NONE, [
  {
    id: 'ghostr-text-9.4',
    title: 'delivers a message to its recipient',
    hint: 'Write the MSG to the connection of the user in TO, with FROM, TO and BODY as they came.',
    needs: LOGIN,
    steps: [
      'ann> TYPE: MSG;;FROM: {ann};;TO: {bob};;BODY: hello;;',
      'bob< TYPE: MSG;;FROM: {ann};;TO: {bob};;BODY: hello;;',
    ],
  },
  {
    id: 'ghostr-text-9.4.text',
    title: 'delivers any letters, several lines and texts like commands',
    hint: 'Decode and encode as UTF-8, and change nothing in BODY, line ends neither.',
    needs: MSG,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const text = 'grüße,  two blanks ♥ κόσμε 日本語 👩‍🚀 "quoted" {x} %s \\n 100%'
      for (const one of [text, 'TYPE LOGOUT; WHO', 'one\ntwo\n\nthree', '0']) {
        await ann.write(bob.name, one)
        await bob.gets(ann.name, one)
      }
    },
  },
  {
    id: 'ghostr-text-9.4.blanks',
    title: 'keeps spaces at both ends of a text, and an empty text',
    hint: 'A value is all between the space after the colon and ";;": do not strip it.',
    scope: 'extension',
    needs: MSG,
    steps: ['  two before', 'two behind  ', ''].flatMap(
      (text) =>
        [
          `ann> TYPE: MSG;;FROM: {ann};;TO: {bob};;BODY: ${text};;`,
          `bob< TYPE: MSG;;FROM: {ann};;TO: {bob};;BODY: ${text};;`,
        ] as const,
    ),
  },
  {
    id: 'ghostr-text-9.4.only',
    title: 'delivers a message once, to its recipient only',
    hint: 'Look up the one connection of the user in TO, and write to that one only.',
    needs: [...MSG, LIST],
    async run(clients) {
      const [ann, bob, cat] = await clients.three()
      await ann.write(bob.name, 'for one')
      await bob.gets(ann.name, 'for one')
      await bob.misses('for one')
      await cat.misses('for one')
    },
  },
  {
    id: 'ghostr-text-9.4.turns',
    title: 'delivers messages of two users in turn',
    hint: 'Read messages of all connections, whichever writes next.',
    needs: MSG,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      for (const text of ['one', 'two', 'three']) {
        await ann.write(bob.name, text)
        await bob.gets(ann.name, text)
        await bob.write(ann.name, `${text} too`)
        await ann.gets(bob.name, `${text} too`)
      }
    },
  },
  {
    id: 'ghostr-text-9.4a',
    title: 'writes nothing to the sender of a delivered message',
    hint: 'Write no answer to a MSG that was delivered.',
    needs: [...MSG, LIST],
    steps: [
      'ann> TYPE: MSG;;FROM: {ann};;TO: {bob};;BODY: hello;;',
      'bob< TYPE: MSG;;FROM: {ann};;TO: {bob};;BODY: hello;;',
      'ann gets nothing',
    ],
  },
  {
    id: 'ghostr-text-9.4b',
    title: 'tells the sender that the recipient does not exist',
    hint: 'Send the sender a MSG from server that there is no such user.',
    needs: MSG,
    async run(clients) {
      const ann = await clients.user()
      const nobody = clients.word()
      await ann.write(nobody, 'hello')
      await ann.next(
        message('MSG', { FROM: 'server', TO: ann.name, BODY: `Error. ${nobody} does not exist` }),
        () => undefined,
      )
    },
  },
  {
    id: 'ghostr-text-4.1',
    title: 'sends its own notices as a MSG from server',
    hint: 'A notice of the server is a MSG with FROM: server and the user’s name in TO.',
    scope: 'extension',
    needs: ['ghostr-text-9.4b'],
    steps: [
      'ann> TYPE: MSG;;FROM: {ann};;TO: {nobody};;BODY: hello;;',
      'ann< TYPE: MSG;;FROM: server;;TO: {ann};;',
    ],
  },
  {
    id: 'ghostr-text-9.4c',
    title: 'delivers messages to an offline user after the next login',
    hint: 'Store a MSG to a user who is offline, and write it after the next AUTH, in order.',
    needs: MSG,
    async run(clients) {
      const account = clients.account()
      const first = await clients.user(account)
      await first.logout()
      const ann = await clients.user()
      for (const text of ['first', 'second']) await ann.write(account.name, text)
      const again = await clients.user(account)
      for (const text of ['first', 'second']) await again.gets(ann.name, text)
    },
  },
  {
    id: 'ghostr-text-9.4c.once',
    title: 'delivers stored messages once, without a notice',
    hint: 'Delete a stored message once it is written.',
    needs: [...MSG, 'ghostr-text-9.4c', LIST],
    async run(clients) {
      const account = clients.account()
      await (await clients.user(account)).logout()
      const ann = await clients.user()
      await ann.write(account.name, 'kept')
      await ann.nothing('ghostr-text-9.4a')
      const again = await clients.user(account)
      await again.gets(ann.name, 'kept')
      await again.logout()
      await (await clients.user(account)).misses('kept')
    },
  },
  {
    id: 'ghostr-text-2.2',
    title: 'writes the reply to AUTH before stored messages',
    hint: 'Write the answer to AUTH first: a client takes the first thing that comes for it.',
    needs: [...MSG, 'ghostr-text-9.4c'],
    async run(clients) {
      const account = clients.account()
      await (await clients.user(account)).logout()
      const ann = await clients.user()
      await ann.write(account.name, 'kept')
      const again = await clients.connect()
      await again.logon(account.name)
      await again.auth(account.password)
      await again.wire.expect(message('AUTH', { PASW: '1', ATMP: '3' }), ({ text }) =>
        valueIn(text, 'TYPE') === 'MSG' ? { why: 'a message came first' } : undefined,
      )
      await again.gets(ann.name, 'kept', 'ghostr-text-9.4c')
    },
  },
])

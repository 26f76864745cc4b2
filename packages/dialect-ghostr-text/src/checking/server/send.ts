import { message, valueIn } from '../fields.ts'
import { LIST, LOGIN, noneSays, pair, type ServerCheck, TestClients } from './test-client.ts'

const MSG = [...LOGIN, 'ghostr-text-9.4']

export const sendChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.4',
    title: 'delivers a message to its recipient',
    hint: 'Write the MSG to the connection of the user in TO, with FROM, TO and BODY as they came.',
    needs: LOGIN,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'hello')
      await bob.gets(ann.name, 'hello')
    },
  },
  {
    rule: 'ghostr-text-9.4',
    variant: 'text',
    title: 'delivers any letters, several lines and texts like commands',
    hint: 'Decode and encode as UTF-8, and change nothing in BODY, line ends neither.',
    needs: MSG,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const text = 'grüße,  two blanks ♥ κόσμε 日本語 👩‍🚀 "quoted" {x} %s \\n 100%'
      for (const one of [text, 'TYPE LOGOUT; WHO', 'one\ntwo\n\nthree', '0']) {
        await ann.write(bob.name, one)
        await bob.gets(ann.name, one)
      }
    },
  },
  {
    rule: 'ghostr-text-9.4',
    variant: 'blanks',
    title: 'keeps spaces at both ends of a text, and an empty text',
    hint: 'A value is all between the space after the colon and ";;": do not strip it.',
    scope: 'extension',
    needs: MSG,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      for (const text of ['  two before', 'two behind  ', '']) {
        await ann.write(bob.name, text)
        await bob.gets(ann.name, text)
      }
    },
  },
  {
    rule: 'ghostr-text-9.4',
    variant: 'only',
    title: 'delivers a message once, to its recipient only',
    hint: 'Look up the one connection of the user in TO, and write to that one only.',
    needs: [...MSG, LIST],
    async run(stage) {
      const { clients, ann, bob } = await pair(stage)
      const cat = await clients.user()
      await ann.write(bob.name, 'for one')
      await bob.gets(ann.name, 'for one')
      await noneSays(stage, bob, 'for one')
      await noneSays(stage, cat, 'for one')
    },
  },
  {
    rule: 'ghostr-text-9.4',
    variant: 'turns',
    title: 'delivers messages of two users in turn',
    hint: 'Read messages of all connections, whichever writes next.',
    needs: MSG,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      for (const text of ['one', 'two', 'three']) {
        await ann.write(bob.name, text)
        await bob.gets(ann.name, text)
        await bob.write(ann.name, `${text} too`)
        await ann.gets(bob.name, `${text} too`)
      }
    },
  },
  {
    rule: 'ghostr-text-9.4a',
    title: 'writes nothing to the sender of a delivered message',
    hint: 'Write no answer to a MSG that was delivered.',
    needs: [...MSG, LIST],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'hello')
      await bob.gets(ann.name, 'hello')
      await ann.nothing('ghostr-text-9.4a')
    },
  },
  {
    rule: 'ghostr-text-9.4b',
    title: 'tells the sender that the recipient does not exist',
    hint: 'Send the sender a MSG from server that there is no such user.',
    needs: MSG,
    async run(stage) {
      const ann = await new TestClients(stage).user()
      const nobody = stage.name()
      await ann.write(nobody, 'hello')
      await ann.next(
        message('MSG', { FROM: 'server', TO: ann.name, BODY: `Error. ${nobody} does not exist` }),
        () => undefined,
      )
    },
  },
  {
    rule: 'ghostr-text-4.1',
    title: 'sends its own notices as a MSG from server',
    hint: 'A notice of the server is a MSG with FROM: server and the user’s name in TO.',
    scope: 'extension',
    needs: ['ghostr-text-9.4b'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await ann.write(stage.name(), 'hello')
      await ann.hears('MSG', { FROM: 'server', TO: ann.name })
    },
  },
  {
    rule: 'ghostr-text-9.4c',
    title: 'delivers messages to an offline user after the next login',
    hint: 'Store a MSG to a user who is offline, and write it after the next AUTH, in order.',
    needs: MSG,
    async run(stage) {
      const clients = new TestClients(stage)
      const account = stage.account()
      const first = await clients.user(account)
      await first.logout()
      const ann = await clients.user()
      for (const text of ['first', 'second']) await ann.write(account.name, text)
      const again = await clients.user(account)
      for (const text of ['first', 'second']) await again.gets(ann.name, text)
    },
  },
  {
    rule: 'ghostr-text-9.4c',
    variant: 'once',
    title: 'delivers stored messages once, without a notice',
    hint: 'Delete a stored message once it is written.',
    needs: [...MSG, 'ghostr-text-9.4c', LIST],
    async run(stage) {
      const clients = new TestClients(stage)
      const account = stage.account()
      await (await clients.user(account)).logout()
      const ann = await clients.user()
      await ann.write(account.name, 'kept')
      await ann.nothing('ghostr-text-9.4a')
      const again = await clients.user(account)
      await again.gets(ann.name, 'kept')
      await again.logout()
      await noneSays(stage, await clients.user(account), 'kept')
    },
  },
  {
    rule: 'ghostr-text-2.2',
    title: 'writes the reply to AUTH before stored messages',
    hint: 'Write the answer to AUTH first: a client takes the first thing that comes for it.',
    needs: [...MSG, 'ghostr-text-9.4c'],
    async run(stage) {
      const clients = new TestClients(stage)
      const account = stage.account()
      await (await clients.user(account)).logout()
      const ann = await clients.user()
      await ann.write(account.name, 'kept')
      const again = await clients.stranger()
      await again.logon(account.name)
      await again.auth(account.password)
      await again.wire.expect(message('AUTH', { PASW: '1', ATMP: '3' }), ({ text }) =>
        valueIn(text, 'TYPE') === 'MSG' ? { why: 'a message came first' } : undefined,
      )
      await again.gets(ann.name, 'kept', 'ghostr-text-9.4c')
    },
  },
]

import { Buffer } from 'node:buffer'
import type { Reply } from '../../frames.ts'
import { valueIn } from '../fields.ts'
import { CHAT, checks, FRAMED_LOGIN, type TextClient } from './test-client.ts'

/** Nothing has come before the answer. */
async function answers(client: TextClient, type: string): Promise<void> {
  await client.wire.expect(`TYPE: ${type}`, ({ text }) =>
    valueIn(text, 'TYPE') === type ? undefined : { why: 'something else was said first' },
  )
}

export const strangerChecks = checks(FRAMED_LOGIN, [
  {
    id: 'ghostr-text-2.4',
    title: 'refuses a message before the login',
    hint: 'Carry out MSG and BROADCAST only on a connection whose password was right.',
    async run(clients) {
      const bob = await clients.user()
      const stranger = await clients.connect()
      stranger.name = clients.word()
      await stranger.write(bob.name, 'from a stranger')
      await stranger.announce('from a stranger')
      await stranger.heeded()
      await bob.misses('from a stranger')
    },
  },
  {
    id: 'ghostr-text-2.4.named',
    title: 'refuses a message between LOGON and AUTH',
    hint: 'A LOGON is no login: refuse all until its AUTH has succeeded.',
    async run(clients) {
      const bob = await clients.user()
      const stranger = await clients.connect()
      await stranger.logon(clients.account().name)
      await stranger.write(bob.name, 'from a stranger')
      await stranger.announce('from a stranger')
      await stranger.heeded()
      await bob.misses('from a stranger')
    },
  },
  {
    id: 'ghostr-text-2.4.list',
    title: 'refuses a list before the login',
    hint: 'Answer with a list only after the login.',
    async run(clients) {
      const bob = await clients.user()
      const stranger = await clients.connect()
      await stranger.say('WHOELSE', { FROM: clients.word() })
      for (const { frame } of await stranger.wire.rest()) {
        if (frame.kind === 'WHOELSE' && frame.names.includes(bob.name)) {
          clients.stage.fail('a client that is not logged in gets the list of users')
        }
      }
    },
  },
  {
    id: 'ghostr-text-2.6',
    title: 'sends presence and broadcasts only after the login',
    hint: 'Send presence and broadcasts only to users who have logged in.',
    async run(clients) {
      const stranger = await clients.connect()
      const named = await clients.connect()
      const { name, password } = clients.account()
      const { text } = await named.logon(name)
      const ann = await clients.user()
      const bob = await clients.user()
      await ann.announce('hello')
      await bob.answered('MSG', { FROM: ann.name, BODY: 'hello' }, 'ghostr-text-9.5')
      await ann.logout()
      await bob.sees(ann.name, 'LOGGEDOUT', 'ghostr-text-9.3a')
      await named.auth(password, valueIn(text, 'NEW'))
      await answers(named, 'AUTH')
      await stranger.say('LOGON', { WHO: clients.word() })
      await answers(stranger, 'LOGON')
    },
  },
])

export const claimChecks = checks(CHAT, [
  {
    id: 'ghostr-text-3.2',
    title: 'does not deliver a message in the name of another user',
    hint: 'Compare FROM with the name that logged in on this connection, and refuse another.',
    async run(clients) {
      const [ann, bob, cat] = await clients.three()
      await ann.tell('MSG', { FROM: bob.name, TO: cat.name, BODY: 'forged' })
      await ann.tell('BROADCAST', { FROM: bob.name, BODY: 'forged too' })
      await ann.heeded()
      for (const { text } of await cat.before()) {
        if (valueIn(text, 'FROM') === bob.name)
          clients.stage.fail('it came in the name of somebody else')
      }
    },
  },
  {
    id: 'ghostr-text-3.2.logout',
    title: 'does not log another user out',
    hint: 'Compare WHO of a LOGOUT with the name that logged in on this connection.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.tell('LOGOUT', { WHO: bob.name })
      await ann.heeded()
      await bob.nothing('ghostr-text-3.2')
    },
  },
  {
    id: 'ghostr-text-3.2.block',
    title: 'does not block in the name of another user',
    hint: 'Compare BLOCKER with the name that logged in on this connection.',
    steps: [
      'ann> TYPE: BLOCK;;WHO: {eve};;BLOCKER: {bob};;',
      'pause 60',
      'eve> TYPE: MSG;;FROM: {eve};;TO: {bob};;BODY: not blocked;;',
      'bob< TYPE: MSG;;FROM: {eve};;TO: {bob};;BODY: not blocked;;',
    ],
  },
  {
    id: 'ghostr-text-4.2',
    title: 'answers a message in the name of another user with an ERROR',
    hint: 'Answer a refused message with an ERROR that names its type in OF.',
    scope: 'extension',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.tell('MSG', { FROM: bob.name, TO: bob.name, BODY: 'forged' })
      await ann.answered('ERROR', { OF: 'MSG' })
      await bob.misses('forged')
    },
  },
])

export const nonsenseChecks = checks(CHAT, [
  {
    id: 'ghostr-text-1.6',
    title: 'closes a connection that sends an invalid field',
    hint: 'Close the connection if a field has no colon: the start of the next one is unknown.',
    scope: 'extension',
    steps: ['ann> hello;;', 'ann is closed'],
  },
  {
    id: 'ghostr-text-1.6.others',
    title: 'serves the others after an invalid message',
    hint: 'Catch errors while reading, and close at most that one connection.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      for (const bytes of [
        Buffer.from('hello;;TYPE;;;;: ;;'),
        Buffer.from('TYPE: MSG;;FROM: \xff\xfe;;TO: \xc3;;BODY: \xe9;;', 'latin1'),
        Buffer.alloc(3, 0),
        Buffer.from('x'.repeat(100_000)),
      ]) {
        const client = await clients.connect()
        await client.wire.say(bytes)
        await clients.stage.pass(40)
        client.wire.end()
      }
      await ann.write(bob.name, 'still here')
      await bob.gets(ann.name, 'still here', 'ghostr-text-1.6')
    },
  },
  {
    id: 'ghostr-text-1.6a',
    title: 'skips an unknown type',
    hint: 'Skip unknown fields up to the next TYPE, and go on.',
    async run(clients) {
      const ann = await clients.user()
      await ann.tell('DANCE', { WHO: ann.name, BODY: 'x' })
      await ann.say('WHOELSE', { FROM: ann.name })
      const isMeant = (frame: Reply) => frame.kind === 'WHOELSE'
      await ann.wire.find('TYPE: WHOELSE', isMeant)
    },
  },
  {
    id: 'ghostr-text-1.6b',
    title: 'skips a message that lacks a field',
    hint: 'A TYPE starts a new message, even if the one before is unfinished.',
    scope: 'extension',
    async run(clients) {
      const ann = await clients.user()
      await ann.tell('MSG', { FROM: ann.name })
      await ann.say('WHOELSE', { FROM: ann.name })
      const isMeant = (frame: Reply) => frame.kind === 'WHOELSE'
      await ann.wire.find('TYPE: WHOELSE', isMeant)
    },
  },
  {
    id: 'ghostr-text-1.7',
    title: 'removes control characters from a text',
    hint: 'Replace control characters such as U+001B before you deliver a text.',
    scope: 'extension',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.write(bob.name, 'bell\u0007 and \u001b[2J\u009b end')
      const { text } = await bob.answered('MSG', { FROM: ann.name })
      if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text))
        clients.stage.fail('they came through')
    },
  },
])

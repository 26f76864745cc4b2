import { flawUnless } from '../objects.ts'
import { NEEDS_LOGIN, NEEDS_MESSAGES, type ServerCheck, TestClients } from './test-client.ts'

export const sendChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.6',
    title: 'delivers a message to another user',
    hint: 'Send what a msg says to everyone who is logged in, as a message.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await clients.send(from, to, word)
      await to.expectMessage(word)
    },
  },
  {
    rule: 'ktn-2.2f',
    title: 'names the author as the sender of a message',
    hint: 'The sender of a message is the name with which its author has logged in.',
    needs: NEEDS_MESSAGES,
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await clients.send(from, to, word)
      await to.expectMessage(word, (fields) =>
        flawUnless(fields.get('sender') === from.name, `the sender is not ${from.name}`),
      )
    },
  },
  {
    rule: 'ktn-2.2',
    variant: 'message',
    title: 'writes the four keys of a message',
    hint: 'A message has timestamp, sender, response and content, and its content is a string.',
    needs: NEEDS_MESSAGES,
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await clients.send(from, to, word)
      await to.expectMessage(word, (fields) =>
        flawUnless(
          ['timestamp', 'sender', 'response'].every((key) => fields.has(key)) &&
            typeof fields.get('content') === 'string',
          'a key is missing, or the content is no string',
        ),
      )
    },
  },
  {
    rule: 'ktn-2.2b',
    variant: 'message',
    title: 'writes message under response',
    hint: 'The response of what a user says is message, not msg: half of the clients ignore msg.',
    needs: NEEDS_MESSAGES,
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await clients.send(from, to, word)
      await to.expectMessage(word, (fields) =>
        flawUnless(fields.get('response') === 'message', 'the word is another one'),
      )
    },
  },
  {
    rule: 'ktn-3.6c',
    title: 'removes spaces at the end of a message',
    hint: 'Remove the spaces at the end of the text, and leave those at its beginning.',
    needs: NEEDS_MESSAGES,
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await clients.send(from, to, `${word}   `)
      await to.expectMessage(word, (fields) =>
        flawUnless(
          String(fields.get('content')).endsWith(word),
          'something stands behind the text',
        ),
      )
    },
  },
  {
    rule: 'ktn-5.1',
    title: 'delivers a message of two lines',
    hint: 'Pass the text on as it came: a line break in it is no end of anything.',
    needs: NEEDS_MESSAGES,
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await clients.send(from, to, `${word}\n${word}`)
      await to.expectMessage(word, (fields) =>
        flawUnless(
          String(fields.get('content')).endsWith(`${word}\n${word}`),
          'the line break is not there',
        ),
      )
    },
  },
  {
    rule: 'ktn-3.10',
    variant: 'msg',
    title: 'delivers nothing from users who are not logged in',
    hint: 'Look whether the connection has logged in before you pass its text on.',
    needs: [...NEEDS_MESSAGES, 'ktn-3.10'],
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], secret] = [await clients.pair(), clients.word()]
      const [stranger, word] = [await clients.connect(), clients.word()]
      await stranger.request('msg', `@${to.name} ${secret}`)
      await stranger.expectError('nobody is logged in')
      await clients.send(from, to, word)
      await to.wire.find(
        `a message with ${word} in it, and none with ${secret} before it`,
        (frame) => frame.kind === 'message' && new RegExp(`${word}|${secret}`).test(frame.text),
        ({ text }) => flawUnless(text.includes(word), 'a stranger was heard'),
      )
    },
  },
  {
    rule: 'ktn-3.6b',
    title: 'delivers messages of one author once each, in order',
    hint: 'Send each message once to each user, and in the order in which they came.',
    needs: NEEDS_MESSAGES,
    async run(stage) {
      const clients = new TestClients(stage)
      const [from, to] = await clients.pair()
      const words = ['1', '2', '3'].map((digit) => clients.word() + digit)
      const heard: string[] = []
      for (const word of words) {
        await clients.send(from, to, word)
        await to.wire.find(`a message with ${word} in it`, (frame) => {
          if (frame.kind !== 'message' || frame.from !== from.name) return false
          heard.push(frame.text.split(' ').at(-1) ?? '')
          return frame.text.includes(word)
        })
      }
      if (heard.join() !== words.join()) {
        stage.fail(`the messages came as ${heard.join(', ')}, and were ${words.join(', ')}`)
      }
    },
  },
]

/** Messages to everyone. A newcomer is sent them again, so they run late. */
export const broadcastChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.6',
    variant: 'all',
    title: 'delivers a message to everyone',
    hint: 'Send what a msg says to everyone who is logged in, just as it is.',
    needs: NEEDS_MESSAGES,
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], word] = [await clients.pair(), clients.word()]
      const third = await clients.user()
      await from.request('msg', `hello ${word}`)
      for (const client of [to, third]) {
        await client.expectMessage(word, (_fields, { frame }) =>
          flawUnless(
            frame.kind === 'message' && frame.text === `hello ${word}`,
            'the text is another one',
          ),
        )
      }
    },
  },
  {
    rule: 'ktn-3.6a',
    title: 'delivers a message to its author',
    hint: 'Leave nobody out when you send a message to everyone, not even the one who says it.',
    needs: NEEDS_MESSAGES,
    async run(stage) {
      const clients = new TestClients(stage)
      const [client, word] = [await clients.user(), clients.word()]
      await client.request('msg', word)
      await client.expectMessage(word)
    },
  },
  {
    rule: 'ktn-6.1b',
    title: 'delivers a message for an unknown @name to everyone',
    hint: 'Send it to everyone like any other text, the @ and the name before it.',
    needs: NEEDS_MESSAGES,
    async run(stage) {
      const clients = new TestClients(stage)
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await from.request('msg', `@${word} are you there?`)
      await to.expectMessage(word, (fields) =>
        flawUnless(fields.get('content') === `@${word} are you there?`, 'the text is another one'),
      )
    },
  },
  {
    rule: 'ktn-3.6b',
    variant: 'own',
    title: 'delivers an author’s own messages once each, in order',
    hint: 'Send each message once to its author too: not as an answer and once more to everyone.',
    needs: [...NEEDS_MESSAGES, 'ktn-3.6a'],
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.user()
      const words = ['1', '2'].map((digit) => clients.word() + digit)
      const heard: string[] = []
      for (const word of words) {
        await client.request('msg', word)
        await client.wire.find(`a message with ${word} in it`, (frame) => {
          if (frame.kind !== 'message' || frame.from !== client.name) return false
          heard.push(frame.text)
          return frame.text.includes(word)
        })
      }
      if (heard.join() !== words.join()) {
        stage.fail(`the messages came as ${heard.join(', ')}, and were ${words.join(', ')}`)
      }
    },
  },
]

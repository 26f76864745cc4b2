import { flawUnless } from '../objects.ts'
import { checks, type KtnClient, LOGIN, MESSAGES } from './test-client.ts'

/** Sent to one user, and so to as few others as the server can manage. */
const TELL = 'ann> {"request": "msg", "content": "@{bob} {word}"}'

/** Says these in turn; each comes once, and in this order. */
async function comesInOrder(
  to: KtnClient,
  words: readonly string[],
  say: (word: string) => Promise<void>,
): Promise<string | undefined> {
  const heard: string[] = []
  for (const word of words) {
    await say(word)
    await to.wire.find(`a message with ${word} in it`, (frame) => {
      if (frame.kind !== 'message') return false
      heard.push(...words.filter((one) => frame.text.includes(one)))
      return frame.text.includes(word)
    })
  }
  return heard.join() === words.join()
    ? undefined
    : `the messages came as ${heard.join(', ')}, and were ${words.join(', ')}`
}

export const sendChecks = checks(LOGIN, [
  {
    id: 'ktn-3.6',
    title: 'delivers a message to another user',
    hint: 'Send what a msg says to everyone who is logged in, as a message.',
    steps: [TELL, 'bob< {"response": "message", "content": "...{word}..."}'],
  },
])

export const messageChecks = checks(MESSAGES, [
  {
    id: 'ktn-2.2f',
    title: 'names the author as the sender of a message',
    hint: 'The sender of a message is the name with which its author has logged in.',
    steps: [TELL, 'bob< {"sender": "{ann}", "response": "message", "content": "...{word}..."}'],
  },
  {
    id: 'ktn-2.2.message',
    title: 'writes the four keys of a message',
    hint: 'A message has timestamp, sender, response and content, and its content is a string.',
    async run(clients) {
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
    id: 'ktn-2.2b.message',
    title: 'writes message under response',
    hint: 'The response of what a user says is message, not msg: half of the clients ignore msg.',
    async run(clients) {
      const [[from, to], word] = [await clients.pair(), clients.word()]
      await clients.send(from, to, word)
      await to.expectMessage(word, (fields) =>
        flawUnless(fields.get('response') === 'message', 'the word is another one'),
      )
    },
  },
  {
    id: 'ktn-3.6c',
    title: 'removes spaces at the end of a message',
    hint: 'Remove the spaces at the end of the text, and leave those at its beginning.',
    steps: [
      'ann> {"request": "msg", "content": "@{bob} {word}   "}',
      'bob< {"response": "message", "content": "...{word}"}',
    ],
  },
  {
    id: 'ktn-5.1',
    title: 'delivers a message of two lines',
    hint: 'Pass the text on as it came: a line break in it is no end of anything.',
    steps: [
      'ann> {"request": "msg", "content": "@{bob} {word}\\n{word}"}',
      'bob< {"response": "message", "content": "...{word}\\n{word}"}',
    ],
  },
  {
    id: 'ktn-3.10.msg',
    title: 'delivers nothing from users who are not logged in',
    hint: 'Look whether the connection has logged in before you pass its text on.',
    needs: ['ktn-3.10'],
    async run(clients) {
      const [[from, to], secret] = [await clients.pair(), clients.word()]
      const guest = await clients.asked('msg', `@${to.name} ${secret}`)
      await guest.hears('{"response": "error"}')
      const word = clients.word()
      await clients.send(from, to, word)
      await to.wire.find(
        `a message with ${word} in it, and none with ${secret} before it`,
        (frame) => frame.kind === 'message' && new RegExp(`${word}|${secret}`).test(frame.text),
        ({ text }) => flawUnless(text.includes(word), 'a stranger was heard'),
      )
    },
  },
  {
    id: 'ktn-3.6b',
    title: 'delivers messages of one author once each, in order',
    hint: 'Send each message once to each user, and in the order in which they came.',
    async run(clients) {
      const [from, to] = await clients.pair()
      // A history that still comes, a message at a time, may have in it what is said meanwhile.
      await to.wire.rest()
      const words = ['1', '2', '3'].map((digit) => clients.word() + digit)
      const why = await comesInOrder(to, words, (word) => clients.send(from, to, word))
      if (why !== undefined) clients.stage.fail(why)
    },
  },
])

/** Messages to everyone. A newcomer is sent them again, so they run late. */
export const broadcastChecks = checks(MESSAGES, [
  {
    id: 'ktn-3.6.all',
    title: 'delivers a message to everyone',
    hint: 'Send what a msg says to everyone who is logged in, just as it is.',
    steps: [
      'ann> {"request": "msg", "content": "hello {word}"}',
      'bob< {"response": "message", "content": "hello {word}"}',
      'eve< {"response": "message", "content": "hello {word}"}',
    ],
  },
  {
    id: 'ktn-3.6a',
    title: 'delivers a message to its author',
    hint: 'Leave nobody out when you send a message to everyone, not even the one who says it.',
    steps: [
      'ann> {"request": "msg", "content": "{word}"}',
      'ann< {"response": "message", "content": "...{word}..."}',
    ],
  },
  {
    id: 'ktn-6.1b',
    title: 'delivers a message for an unknown @name to everyone',
    hint: 'Send it to everyone like any other text, the @ and the name before it.',
    steps: [
      'ann> {"request": "msg", "content": "@{nobody} are you there?"}',
      'bob< {"response": "message", "content": "@{nobody} are you there?"}',
    ],
  },
  {
    id: 'ktn-3.6b.own',
    title: 'delivers an author’s own messages once each, in order',
    hint: 'Send each message once to its author too: not as an answer and once more to everyone.',
    async run(clients) {
      const ann = await clients.user()
      const echo = clients.word()
      await ann.request('msg', echo)
      const heard = await ann.wire.rest()
      if (!heard.some(({ frame }) => frame.kind === 'message' && frame.text.includes(echo))) {
        clients.stage.skip('an author is not sent what they have said')
      }
      const words = ['1', '2'].map((digit) => clients.word() + digit)
      const why = await comesInOrder(ann, words, (word) => ann.request('msg', word))
      if (why !== undefined) clients.stage.fail(why)
    },
  },
])

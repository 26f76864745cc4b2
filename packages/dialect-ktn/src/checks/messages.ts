import { unless } from './objects.ts'
import { CHAT, LOGIN, Party, type ServerCheck } from './party.ts'

export const messageChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.6',
    title: 'a text reaches somebody else',
    hint: 'Send what a msg says to everyone who is logged in, as a message.',
    needs: LOGIN,
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      await party.tell(from, to, word)
      await to.hears(word)
    },
  },
  {
    rule: 'ktn-2.2f',
    title: 'the sender of a message',
    hint: 'The sender of a message is the name with which its author has logged in.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      await party.tell(from, to, word)
      await to.hears(word, (fields) =>
        unless(fields.get('sender') === from.name, `the sender is not ${from.name}`),
      )
    },
  },
  {
    rule: 'ktn-2.2',
    variant: 'message',
    title: 'the keys of a message',
    hint: 'A message has timestamp, sender, response and content, and its content is a string.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      await party.tell(from, to, word)
      await to.hears(word, (fields) =>
        unless(
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
    title: 'the word of a message',
    hint: 'The response of what a user says is message, not msg: half of the clients ignore msg.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      await party.tell(from, to, word)
      await to.hears(word, (fields) =>
        unless(fields.get('response') === 'message', 'the word is another one'),
      )
    },
  },
  {
    rule: 'ktn-3.6c',
    title: 'blanks at the end of a text',
    hint: 'Remove the blanks at the end of the text, and leave those at its beginning.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      await party.tell(from, to, `${word}   `)
      await to.hears(word, (fields) =>
        unless(String(fields.get('content')).endsWith(word), 'something stands behind the text'),
      )
    },
  },
  {
    rule: 'ktn-5.1',
    title: 'a text of two lines',
    hint: 'Pass the text on as it came: a line break in it is no end of anything.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      await party.tell(from, to, `${word}\n${word}`)
      await to.hears(word, (fields) =>
        unless(
          String(fields.get('content')).endsWith(`${word}\n${word}`),
          'the line break is not there',
        ),
      )
    },
  },
  {
    rule: 'ktn-3.10',
    variant: 'msg',
    title: 'what a stranger says is not passed on',
    hint: 'Look whether the connection has logged in before you pass its text on.',
    needs: [...CHAT, 'ktn-3.10'],
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], secret] = [await party.pair(), party.word()]
      const [stranger, word] = [await party.stranger(), party.word()]
      await stranger.say('msg', `@${to.name} ${secret}`)
      await stranger.refused('nobody is logged in')
      await party.tell(from, to, word)
      await to.wire.find(
        `a message with ${word} in it, and none with ${secret} before it`,
        (frame) => frame.kind === 'message' && new RegExp(`${word}|${secret}`).test(frame.text),
        ({ text }) => unless(text.includes(word), 'a stranger was heard'),
      )
    },
  },
  {
    rule: 'ktn-3.6b',
    title: 'several texts of one author',
    hint: 'Send each message once to each user, and in the order in which they came.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [from, to] = await party.pair()
      const words = ['1', '2', '3'].map((digit) => party.word() + digit)
      const heard: string[] = []
      for (const word of words) {
        await party.tell(from, to, word)
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

/** What is said to everyone. */
export const publicChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.6',
    variant: 'all',
    title: 'a text reaches everyone',
    hint: 'Send what a msg says to everyone who is logged in, just as it is.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      const third = await party.user()
      await from.say('msg', `hello ${word}`)
      for (const guest of [to, third]) {
        await guest.hears(word, (_fields, { frame }) =>
          unless(
            frame.kind === 'message' && frame.text === `hello ${word}`,
            'the text is another one',
          ),
        )
      }
    },
  },
  {
    rule: 'ktn-3.6a',
    title: 'a text reaches its author',
    hint: 'Leave nobody out when you send a message to everyone, not even the one who says it.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [guest, word] = [await party.user(), party.word()]
      await guest.say('msg', word)
      await guest.hears(word)
    },
  },
  {
    rule: 'ktn-6.1b',
    title: 'a text that begins with @ and a name that nobody has',
    hint: 'Send it to everyone like any other text, the @ and the name before it.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      await from.say('msg', `@${word} are you there?`)
      await to.hears(word, (fields) =>
        unless(fields.get('content') === `@${word} are you there?`, 'the text is another one'),
      )
    },
  },
  {
    rule: 'ktn-3.6b',
    variant: 'own',
    title: 'several texts of one author, as the author gets them',
    hint: 'Send each message once to its author too: not as an answer and once more to everyone.',
    needs: [...CHAT, 'ktn-3.6a'],
    async run(stage) {
      const party = new Party(stage)
      const guest = await party.user()
      const words = ['1', '2'].map((digit) => party.word() + digit)
      const heard: string[] = []
      for (const word of words) {
        await guest.say('msg', word)
        await guest.wire.find(`a message with ${word} in it`, (frame) => {
          if (frame.kind !== 'message' || frame.from !== guest.name) return false
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

/** What can go wrong with some texts alone; late, so that it does not hide the rest. */
export const textChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.6',
    variant: 'text',
    title: 'a text with quotes, braces, a backslash and letters outside ASCII',
    hint: 'Read and write JSON with a library, and treat a text as Unicode throughout.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [[from, to], word] = [await party.pair(), party.word()]
      const text = `${word}, {"all"} of [you]: \\ <b> 'blåbær' ☃`
      await party.tell(from, to, text)
      await to.hears(word, (fields) =>
        unless(String(fields.get('content')).endsWith(text), 'the text is another one'),
      )
    },
  },
]

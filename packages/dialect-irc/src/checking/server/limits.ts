import { Buffer } from 'node:buffer'
import { type Clients, checks, type IrcClient, SENDING } from './test-client.ts'
import { nickOf } from './wanted.ts'

/** The most of a line of any server, with its end and without its tags, in bytes. */
const MOST_LINE = 512

/** A text that makes the line longer than the limit. */
function tooLong(clients: Clients): string {
  return 'long '.repeat(Math.ceil((clients.stage.options.maxLine + 100) / 5)).trimEnd()
}

/** The texts of the messages of `from` that `reader` has got. */
async function textsOf(from: IrcClient, reader: IrcClient): Promise<readonly string[]> {
  await from.before('irc-1.2b')
  const lines = await reader.before()
  return lines.flatMap(({ frame }) =>
    frame.kind === 'message' && frame.command === 'PRIVMSG' && nickOf(frame) === from.name
      ? [frame.params[1] ?? '']
      : [],
  )
}

export const limitChecks = checks(SENDING, [
  {
    id: 'irc-1.2',
    title: 'answers a line over the limit with 417',
    hint: 'A line has at most 512 bytes with its \\r\\n: answer 417 to a longer one.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.say(`PRIVMSG ${bob.name} :${tooLong(clients)}`)
      await ann.hears('417')
    },
  },
  {
    id: 'irc-1.2b',
    title: 'reads on after a line over the limit',
    hint: 'Drop what is too long up to its \\n, and read the next line as usual.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.say(`PRIVMSG ${bob.name} :${tooLong(clients)}`, `PING ${ann.name}`)
      await ann.first(`PONG * ${ann.name}`, () => false)
    },
  },
  {
    id: 'irc-1.2a',
    title: 'acts on nothing of a line over the limit',
    hint: 'Neither cut a line that is too long nor take its rest for another line.',
    needs: ['irc-1.2b'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.say(`PRIVMSG ${bob.name} :${tooLong(clients)}`)
      const [text] = await textsOf(ann, bob)
      if (text !== undefined) clients.stage.fail('a part of it has arrived', 'irc-1.2a')
    },
  },
  {
    id: 'irc-1.5',
    title: 'writes no line over 512 bytes',
    hint: 'The sender’s name in front makes a line longer: count it before you write.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const before = `PRIVMSG ${bob.name} :`
      await ann.say(`${before}${'x'.repeat(MOST_LINE - 2 - before.length)}`)
      await ann.before()
      for (const { bytes } of await bob.before()) {
        if (bytes.length > MOST_LINE)
          clients.stage.fail(`it has ${bytes.length} bytes`, 'irc-1.5', bytes)
      }
    },
  },
  {
    id: 'irc-1.5.full',
    title: 'reads a line of 512 bytes',
    hint: 'A line of exactly 512 bytes with its \\r\\n is not too long.',
    async run(clients) {
      const ann = await clients.user()
      const before = 'PING '
      await ann.say(`${before}${'x'.repeat(400)}`)
      await ann.hears('PONG')
      const rest = MOST_LINE - 2 - 'QWERTY '.length
      await ann.say(`QWERTY ${'x'.repeat(rest)}`)
      await ann.hears('421', 'irc-1.5')
    },
  },
  {
    id: 'irc-1.5a',
    title: 'cuts a long text between two characters, and loses nothing of it',
    hint: 'Write what does not fit on one line on another; do not cut within a character.',
    needs: ['irc-1.5'],
    scope: 'extension',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const before = `PRIVMSG ${bob.name} :`
      const text = '♥'.repeat(Math.floor((MOST_LINE - 2 - before.length) / 3))
      await ann.say(`${before}${text}`)
      const texts = await textsOf(ann, bob)
      if (texts.join('') !== text) {
        const came = Buffer.from(texts.join(' | '))
        clients.stage.fail('it has arrived otherwise', 'irc-1.5a', came)
      }
    },
  },
])

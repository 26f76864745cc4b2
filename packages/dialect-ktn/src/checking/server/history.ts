import { Buffer } from 'node:buffer'
import type { Reply } from '../../frames.ts'
import { fieldsOf, flawUnless } from '../objects.ts'
import { options } from '../options.ts'
import { type Clients, checks, type KtnClient, LOGIN, MESSAGES, type Stage } from './test-client.ts'

/** Padding, so that many messages do not fit into one object of 4000 bytes. */
const PADDING = 'x'.repeat(200)

const MOST_HISTORY = 4000

/** Limit of messages that fill a history. */
const MOST_SAID = 30

/** Messages sent beyond the length of a history, since the last may come late. */
const SPARE = 3

interface Past {
  readonly from: string
  readonly text: string
}

/** The messages in a frame, past or live. */
function pastIn(frame: Reply): readonly Past[] {
  if (frame.kind === 'history') return frame.messages
  return frame.kind === 'message' ? [frame] : []
}

/** Sends these to everyone, each after another user received the one before. */
export async function said(clients: Clients, texts: readonly string[]): Promise<KtnClient> {
  const [from, to] = await clients.pair()
  for (const text of texts) {
    await from.request('msg', text)
    await to.expectMessage(text)
  }
  return from
}

/** Logs in `count` users who each send one message; returns the words of the messages. */
async function crowd(clients: Clients, count: number): Promise<readonly string[]> {
  const words = Array.from({ length: count }, () => clients.word())
  const witness = await clients.user()
  for (const word of words) {
    const client = await clients.user()
    await client.request('msg', `${word} ${PADDING}`)
    await witness.expectMessage(word)
  }
  return words
}

/** Logs in a new user and collects the messages up to one with this word. */
async function newcomer(clients: Clients, word: string, rule?: string): Promise<readonly Past[]> {
  const client = await clients.asked('login', clients.word())
  const all: Past[] = []
  const place = () => all.findIndex(({ text }) => text.includes(word))
  await client.wire.find(
    `the history, with ${word} in it`,
    (frame) => {
      all.push(...pastIn(frame))
      return place() >= 0
    },
    undefined,
    rule,
  )
  return all.slice(0, place() + 1)
}

/** A history in one object; skips the check if there is none. */
async function oneObject(stage: Stage, client: KtnClient): Promise<string> {
  const { frame, text } = await client.wire.find(
    'a history',
    ({ kind }) => kind === 'history' || kind === 'message' || kind === 'names',
  )
  if (frame.kind === 'history') return text.trim()
  return stage.skip('the history does not come in one response')
}

const isListOfMessages = (content: unknown): boolean =>
  Array.isArray(content) &&
  content.every((entry) => {
    const fields = typeof entry === 'string' ? fieldsOf(entry) : undefined
    return fields?.get('response') === 'message'
  })

/** Before any message is sent to everyone. */
export const emptyHistoryChecks = checks(LOGIN, [
  {
    id: 'ktn-4.2a',
    title: 'sends an empty history',
    hint: 'If nothing was said yet, send a history whose content is [].',
    scope: 'original',
    async run(clients) {
      const client = await clients.asked('login', clients.word())
      await client.wire.find(
        'a history with the content []',
        ({ kind }) => kind === 'history',
        ({ text }) => {
          const content = fieldsOf(text)?.get('content')
          if (Array.isArray(content) && content.length > 0) {
            clients.stage.skip('something was said before: start the server anew')
          }
          return flawUnless(Array.isArray(content), 'the content is no list')
        },
      )
    },
  },
])

export const historyChecks = checks(MESSAGES, [
  {
    id: 'ktn-4.1',
    title: 'sends earlier messages after a login',
    hint: 'Keep what is said, and send it to everyone who logs in, the oldest first.',
    async run(clients) {
      const [one, two] = [clients.word(), clients.word()]
      await said(clients, [one, two])
      const all = await newcomer(clients, two)
      if (!all.some(({ text }) => text.includes(one)))
        clients.stage.fail(`${one} did not come before ${two}`)
    },
  },
  {
    id: 'ktn-4.1a',
    title: 'names the sender of an earlier message',
    hint: 'Keep with each message who said it and when, and send both with it.',
    needs: ['ktn-4.1'],
    async run(clients) {
      const word = clients.word()
      const from = await said(clients, [word])
      const past = (await newcomer(clients, word, 'ktn-4.1')).at(-1)
      if (past?.from !== from.name) clients.stage.fail(`the sender is not ${from.name}`)
    },
  },
  {
    id: 'ktn-3.1a',
    title: 'answers a login before it sends the history',
    hint: 'Answer the login first, then send the history.',
    needs: ['ktn-4.1'],
    async run(clients) {
      const client = await clients.asked('login', clients.word())
      await client.wire.expect('an info: the login has succeeded', ({ frame }) =>
        flawUnless(frame.kind === 'info', 'something else came'),
      )
    },
  },
  {
    id: 'ktn-4.2',
    title: 'writes the history as a list of strings',
    hint: 'The content of a history is a list of strings, each of them a whole message as JSON.',
    needs: ['ktn-4.1'],
    scope: 'original',
    async run(clients) {
      await said(clients, [clients.word()])
      const client = await clients.asked('login', clients.word())
      await client.wire.find(
        'a history of strings, each of them a message',
        ({ kind }) => kind === 'history',
        ({ text }) =>
          flawUnless(isListOfMessages(fieldsOf(text)?.get('content')), 'the content is otherwise'),
      )
    },
  },
  {
    id: 'ktn-6.3',
    title: 'sends the history again on request',
    hint: 'Answer the request history with what a client gets at its login.',
    needs: ['ktn-4.1'],
    scope: 'extension',
    async run(clients) {
      const [client, word] = [await clients.user(), clients.word()]
      await client.request('msg', word)
      await client.expectMessage(word)
      await client.request('history')
      await client.wire.find('the history', (frame) =>
        pastIn(frame).some(({ text }) => text.includes(word)),
      )
    },
  },
  {
    id: 'ktn-4.3',
    title: 'limits the number of messages in the history',
    hint: 'Tell the last 20 messages: history[-20:].',
    needs: ['ktn-4.1'],
    exclusive: true,
    untried(settings) {
      const { historySize } = options.parse(settings)
      return historySize >= MOST_SAID ? 'the history is too long for this to be tried' : undefined
    },
    async run(clients) {
      const { stage } = clients
      const { historySize } = stage.options
      const words = await crowd(clients, historySize + SPARE)
      const [first = ''] = words
      const all = await newcomer(clients, words.at(-1) ?? '', 'ktn-4.1')
      if (all.some(({ text }) => text.includes(first))) {
        stage.fail(`more than the last ${historySize} messages came`)
      }
    },
  },
  {
    id: 'ktn-4.3a',
    title: 'limits the bytes of the history',
    hint: 'Leave out the oldest messages until the object has at most 4000 bytes.',
    needs: ['ktn-4.1', 'ktn-4.3'],
    async run(clients) {
      const client = await clients.user()
      const text = await oneObject(clients.stage, client)
      if (Buffer.byteLength(text) > MOST_HISTORY) {
        clients.stage.fail(`it has ${Buffer.byteLength(text)} bytes`)
      }
    },
  },
])

import { Buffer } from 'node:buffer'
import type { Reply } from '../frames.ts'
import { fieldsOf, unless } from './objects.ts'
import { CHAT, type Guest, LOGIN, Party, type ServerCheck, type Stage } from './party.ts'

/** Padding that makes many messages too much for one object of 4000 bytes. */
const PADDING = 'x'.repeat(200)
const MOST_HISTORY = 4000

/** The longest history that is filled. */
const MOST_SAID = 30

/** So many messages more than a history has are said: the last of them may come late. */
const SPARE = 3

interface Past {
  readonly from: string
  readonly text: string
}

/** What a frame tells of the past or the present. */
function told(frame: Reply): readonly Past[] {
  if (frame.kind === 'history') return frame.messages
  return frame.kind === 'message' ? [frame] : []
}

/** Says these to everyone; each has come to another user before the next one is said. */
async function said(party: Party, texts: readonly string[]): Promise<Guest> {
  const [from, to] = await party.pair()
  for (const text of texts) {
    await from.say('msg', text)
    await to.hears(text)
  }
  return from
}

/** As many users, each of whom says one thing; gives the words that they say, once all have come. */
async function crowd(party: Party, count: number): Promise<readonly string[]> {
  const words = Array.from({ length: count }, () => party.word())
  const witness = await party.user()
  for (const word of words) {
    const guest = await party.user()
    await guest.say('msg', `${word} ${PADDING}`)
    await witness.hears(word)
  }
  return words
}

/** Somebody new, and all that is told up to a message with this word in it. */
async function newcomer(party: Party, word: string, rule?: string): Promise<readonly Past[]> {
  const guest = await party.stranger()
  await guest.joins(party.word())
  const all: Past[] = []
  const place = () => all.findIndex(({ text }) => text.includes(word))
  await guest.wire.find(
    `the history, with ${word} in it`,
    (frame) => {
      all.push(...told(frame))
      return place() >= 0
    },
    undefined,
    rule,
  )
  return all.slice(0, place() + 1)
}

/** A history in one object; skips the check where there is none. */
async function oneObject(stage: Stage, guest: Guest): Promise<string> {
  const { frame, text } = await guest.wire.find(
    'a history',
    ({ kind }) => kind === 'history' || kind === 'message' || kind === 'names',
  )
  if (frame.kind === 'history') return text.trim()
  return stage.skip('the history is not told in one response')
}

const isListOfMessages = (content: unknown): boolean =>
  Array.isArray(content) &&
  content.every((entry) => {
    const fields = typeof entry === 'string' ? fieldsOf(entry) : undefined
    return fields?.get('response') === 'message'
  })

/** Before anything was said. */
export const emptyHistoryChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-4.2a',
    title: 'a history with nothing in it',
    hint: 'Where nothing was said yet, send a history whose content is [].',
    needs: LOGIN,
    scope: 'original',
    async run(stage) {
      const party = new Party(stage)
      const guest = await party.stranger()
      await guest.joins(party.word())
      await guest.wire.find(
        'a history with the content []',
        ({ kind }) => kind === 'history',
        ({ text }) => {
          const content = fieldsOf(text)?.get('content')
          if (Array.isArray(content) && content.length > 0) {
            stage.skip('something was said before: start the server anew')
          }
          return unless(Array.isArray(content), 'the content is no list')
        },
      )
    },
  },
]

export const historyChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-4.1',
    title: 'what was said before a login',
    hint: 'Keep what is said, and send it to everyone who logs in, the oldest first.',
    needs: CHAT,
    async run(stage) {
      const party = new Party(stage)
      const [one, two] = [party.word(), party.word()]
      await said(party, [one, two])
      const all = await newcomer(party, two)
      if (!all.some(({ text }) => text.includes(one)))
        stage.fail(`${one} was not told before ${two}`)
    },
  },
  {
    rule: 'ktn-4.1a',
    title: 'the sender of a past message',
    hint: 'Keep with each message who said it and when, and send both with it.',
    needs: [...CHAT, 'ktn-4.1'],
    async run(stage) {
      const party = new Party(stage)
      const word = party.word()
      const from = await said(party, [word])
      const past = (await newcomer(party, word, 'ktn-4.1')).at(-1)
      if (past?.from !== from.name) stage.fail(`the sender is not ${from.name}`)
    },
  },
  {
    rule: 'ktn-3.1a',
    title: 'the answer to a login comes before the history',
    hint: 'Answer the login first, then send the history.',
    needs: [...CHAT, 'ktn-4.1'],
    async run(stage) {
      const party = new Party(stage)
      const guest = await party.stranger()
      await guest.joins(party.word())
      await guest.wire.expect('an info: the login has succeeded', ({ frame }) =>
        unless(frame.kind === 'info', 'something else came'),
      )
    },
  },
  {
    rule: 'ktn-4.2',
    title: 'the form of a history',
    hint: 'The content of a history is a list of strings, each of them a whole message as JSON.',
    needs: [...CHAT, 'ktn-4.1'],
    scope: 'original',
    async run(stage) {
      const party = new Party(stage)
      await said(party, [party.word()])
      const guest = await party.stranger()
      await guest.joins(party.word())
      await guest.wire.find(
        'a history of strings, each of them a message',
        ({ kind }) => kind === 'history',
        ({ text }) =>
          unless(isListOfMessages(fieldsOf(text)?.get('content')), 'the content is otherwise'),
      )
    },
  },
  {
    rule: 'ktn-6.3',
    title: 'the history again',
    hint: 'Answer the request history with what a newcomer is told.',
    needs: [...CHAT, 'ktn-4.1'],
    scope: 'extension',
    async run(stage) {
      const party = new Party(stage)
      const [guest, word] = [await party.user(), party.word()]
      await guest.say('msg', word)
      await guest.hears(word)
      await guest.say('history')
      await guest.wire.find('the history', (frame) =>
        told(frame).some(({ text }) => text.includes(word)),
      )
    },
  },
]

/** With more messages than a history may have. */
export const longHistoryChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-4.3',
    title: 'the length of a history in messages',
    hint: 'Tell the last 20 messages: history[-20:].',
    needs: [...CHAT, 'ktn-4.1'],
    manner: 'alone',
    async run(stage) {
      const { historySize } = stage.options
      if (historySize >= MOST_SAID) stage.skip('the history is too long for this to be tried')
      const party = new Party(stage)
      const words = await crowd(party, historySize + SPARE)
      const [first = ''] = words
      const all = await newcomer(party, words.at(-1) ?? '', 'ktn-4.1')
      if (all.some(({ text }) => text.includes(first))) {
        stage.fail(`more than the last ${historySize} messages came`)
      }
    },
  },
  {
    rule: 'ktn-4.3a',
    title: 'the length of a history in bytes',
    hint: 'Leave out the oldest messages until the object has at most 4000 bytes.',
    needs: [...CHAT, 'ktn-4.1', 'ktn-4.3'],
    async run(stage) {
      const party = new Party(stage)
      const guest = await party.user()
      const text = await oneObject(stage, guest)
      if (Buffer.byteLength(text) > MOST_HISTORY) {
        stage.fail(`it has ${Buffer.byteLength(text)} bytes`)
      }
    },
  },
]

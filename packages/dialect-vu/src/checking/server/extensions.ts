import { checks, DELIVERY, LOGIN, type VuClient } from './test-client.ts'

/** Sends WHO and expects a list. */
async function who({ wire, name, isOurs }: VuClient): Promise<void> {
  await wire.say('WHO\n')
  await wire.find('WHO-OK and the names', isOurs, ({ text }) => {
    const names = /^WHO-OK ([^\r\n]+)\r?\n$/.exec(text)?.[1]?.split(',') ?? []
    return names.includes(name) ? undefined : { why: 'this is no list with the one who asks' }
  })
}

/** What is sent next comes next. */
const NEXT = ['ann> SEND {bob} {next}\n', 'ann< SEND-OK\n', 'bob< DELIVERY {ann} {next}\n'] as const

export const whoChecks = checks(LOGIN, [
  {
    id: 'vu-5.3',
    title: 'answers WHO as in versions until 2022',
    hint: 'Answer WHO as LIST, with WHO-OK for LIST-OK.',
    scope: 'extension',
    run: async (clients) => who(await clients.user()),
  },
  {
    id: 'vu-5.3.more',
    title: 'refuses WHO with a word after it',
    hint: 'WHO stands alone on its line, as LIST does.',
    needs: ['vu-5.3'],
    scope: 'extension',
    steps: [
      'ann> WHO is there\n',
      'ann< BAD-RQST-BODY\n',
      'ann> SEND {nobody} hello\n',
      'ann< BAD-DEST-USER\n',
    ],
  },
  {
    id: 'vu-5.3a',
    title: 'answers UNKNOWN after WHO',
    hint: 'A connection that has said WHO is of the old protocol: UNKNOWN for BAD-DEST-USER.',
    needs: ['vu-5.3', 'vu-3.8'],
    scope: 'extension',
    async run(clients) {
      const [old, other] = await clients.pair()
      await who(old)
      await old.request(`SEND ${clients.word()} hello\n`, 'UNKNOWN\n')
      await other.request(`SEND ${clients.word()} hello\n`, 'BAD-DEST-USER\n')
    },
  },
])

export const deliveryChecks = checks(DELIVERY, [
  {
    id: 'vu-6.1',
    title: 'delivers a message for * to everyone else',
    hint: 'SEND * is answered SEND-OK and delivered once to each of the others.',
    scope: 'extension',
    async run(clients) {
      const [from, two, three] = await clients.three()
      const body = clients.word()
      await from.request(`SEND * ${body}\n`, 'SEND-OK\n')
      for (const to of [two, three]) {
        await to.hears(`DELIVERY ${from.name} ${body}\n`)
        await from.delivers(to, clients.word(), 'vu-6.1')
        await to.delivers(from, clients.word(), 'vu-6.1')
      }
    },
  },
  {
    id: 'vu-6.2',
    title: 'delivers each line of a text',
    hint: 'Split a text at its line breaks and deliver each line.',
    scope: 'extension',
    steps: [
      'ann> SEND {bob} {word} one\u2028{word} two\u000b{word} three\n',
      ['ann< SEND-OK\n', 'vu-3.3'],
      'bob< DELIVERY {ann} {word} one\n',
      'bob< DELIVERY {ann} {word} two\n',
      'bob< DELIVERY {ann} {word} three\n',
      ...NEXT,
    ],
  },
  {
    id: 'vu-6.2a',
    title: 'delivers an empty line as one space',
    hint: 'Deliver one space for a line that has nothing in it.',
    needs: ['vu-6.2'],
    scope: 'extension',
    steps: [
      'ann> SEND {bob} {word} one\u2028\u2028{word} two\n',
      ['ann< SEND-OK\n', 'vu-3.3'],
      'bob< DELIVERY {ann} {word} one\n',
      'bob< DELIVERY {ann}  \n',
      'bob< DELIVERY {ann} {word} two\n',
      ...NEXT,
    ],
  },
  {
    id: 'vu-6.4',
    title: 'replaces control characters in a body',
    hint: 'Put U+FFFD for each control character but tab: a terminal would obey it.',
    scope: 'extension',
    steps: [
      'ann> SEND {bob} {word}\u001b[2J\tred\u0007\n',
      ['ann< SEND-OK\n', 'vu-3.3'],
      'bob< DELIVERY {ann} {word}\ufffd[2J\tred\ufffd\n',
      ...NEXT,
    ],
  },
])

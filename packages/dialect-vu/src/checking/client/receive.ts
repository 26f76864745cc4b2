import type { ClientStep } from '@parley/checks'
import { checks, LOGIN, OUTPUT_READ, SENDING, texts, type VuServer } from './test-server.ts'

/** What a client may ask where LIST is refused: older servers know only that (5.3). */
const WHO = 'WHO\n'

const LETTER = 'The text is compared letter by letter, with nothing before it on its line.'

/** A SEND or a LIST with this reply, and what the client shows for it. */
type Exchange = readonly (ClientStep | readonly [ClientStep, string])[]

const sent = (answer: string, shown: string): Exchange => [
  'user types @{to} hello there',
  ['server< SEND {to} hello there\n', 'vu-4.6c'],
  ...OUTPUT_READ,
  `server> ${answer}`,
  `user reads ${shown}`,
]

const asked: Exchange = ['user types !who', ['server< LIST\n', 'vu-4.6'], ...OUTPUT_READ]

/** A list, of which the number of the names is shown and then each name, whatever is beside them. */
const listed = (answer: string, names: readonly string[]): Exchange => [
  ...asked,
  `server> ${answer}`,
  `user sees ${texts.online(names.length)}`,
  ...names.map((name) => `user sees ${name}` as const),
]

/** A list that is refused in this way, as is a WHO after it, and what the client shows. */
const listRefusal = (id: string, title: string, answer: string, shown: string) =>
  checks(LOGIN, [
    {
      id,
      title,
      hint: LETTER,
      async run(server) {
        const { person, wire } = server
        person.type('!who')
        await server.hears('LIST\n', 'vu-4.6')
        await server.outputRead()
        await wire.say(answer)
        for (const { text } of await wire.rest()) if (text === WHO) await wire.say(answer)
        await person.reads(shown)
      },
    },
  ])

export const interleavedChecks = checks(LOGIN, [
  {
    id: 'vu-5.2c',
    title: 'shows a message that comes before a reply',
    hint: 'Look at the first word of each line that comes; it need not be the answer you wait for.',
    async run(server) {
      const { person, wire } = server
      const [one, two, three] = [server.word(), server.word(), server.word()]
      person.send('ann', 'hello')
      await server.hears('SEND ann hello\n', 'vu-4.6c')
      await wire.say(`DELIVERY bob ${one}\n`)
      await person.shows(one)
      await wire.say('SEND-OK\n')
      person.list()
      await wire.find('LIST\\n', ({ kind }) => kind === 'list', undefined, 'vu-4.6')
      await wire.say(`DELIVERY bob ${two}\nLIST-OK ann,bob\n`)
      await person.shows(two)
      await wire.say(`DELIVERY ann ${three}\n`)
      await person.shows(three)
    },
  },
])

/** Messages with these texts are shown. */
async function areShown(server: VuServer, all: readonly string[]): Promise<void> {
  const { person, wire } = server
  if (person.isUsual) await server.outputRead()
  for (const text of all) {
    const from = server.word()
    await wire.say(`DELIVERY ${from} ${text}\n`)
    if (person.isUsual) await person.reads(texts.from(from, text))
    else await person.heard(from, text)
  }
}

export const deliveryChecks = checks(LOGIN, [
  {
    id: 'vu-4.7',
    title: 'shows a message with its sender',
    hint: `"From ", the name, ": " and all that follows one space after the name. ${LETTER}`,
    run: (server) => areShown(server, ['hello', 'From eve: SEND-OK', 'grüße ☃, LIST']),
  },
  {
    id: 'vu-4.7a',
    title: 'shows a message with all its spaces',
    hint: 'The message is all that follows one space after the name: do not split it at spaces.',
    needs: ['vu-4.7'],
    run: (server) => areShown(server, ['two  spaces', ' one before']),
  },
])

export const replyChecks = [
  ...checks(SENDING, [
    {
      id: 'vu-4.6d',
      title: 'shows that a message was sent',
      hint: `On SEND-OK. ${LETTER}`,
      steps: sent('SEND-OK\n', texts.sent),
    },
    {
      id: 'vu-4.6e',
      title: 'shows that the recipient does not exist',
      hint: `On BAD-DEST-USER. ${LETTER}`,
      steps: sent('BAD-DEST-USER\n', texts.nobody),
    },
  ]),
  ...checks(LOGIN, [
    {
      id: 'vu-4.6',
      title: 'shows who is online',
      hint: 'On LIST-OK show how many names it has, and each of them in its order.',
      steps: listed('LIST-OK ann,bob,eve\n', ['ann', 'bob', 'eve']),
    },
    {
      id: 'vu-4.6.one',
      title: 'shows a list with one user',
      hint: 'Also for one it is "are" and "users".',
      steps: listed('LIST-OK bob\n', ['bob']),
    },
    {
      id: 'vu-4.6i',
      title: 'shows one name a line',
      hint: `On LIST-OK, a name a line. ${LETTER}`,
      needs: ['vu-4.6'],
      steps: [
        ...asked,
        'server> LIST-OK ann,bob,eve\n',
        `user reads ${texts.users('ann', 'bob', 'eve')}`,
      ],
    },
    {
      id: 'vu-4.6f',
      title: 'sends nothing for unknown input',
      hint: 'Send nothing for a line that is neither !who, nor !quit, nor @user message.',
      needs: ['vu-4.6'],
      async run(server) {
        server.person.type('hello', '!help', 'who', '', 'bob@eve hello', '!who')
        await server.hears('LIST\n')
      },
    },
  ]),
  ...checks(SENDING, [
    {
      id: 'vu-4.8',
      title: 'shows BAD-RQST-HDR after a message',
      hint: LETTER,
      steps: sent('BAD-RQST-HDR\n', texts.header),
    },
  ]),
  ...listRefusal('vu-4.8.list', 'shows BAD-RQST-HDR after !who', 'BAD-RQST-HDR\n', texts.header),
  ...checks(SENDING, [
    {
      id: 'vu-4.8a',
      title: 'shows BAD-RQST-BODY after a message',
      hint: LETTER,
      steps: sent('BAD-RQST-BODY\n', texts.body),
    },
  ]),
  ...listRefusal('vu-4.8a.list', 'shows BAD-RQST-BODY after !who', 'BAD-RQST-BODY\n', texts.body),
  ...checks(SENDING, [
    {
      id: 'vu-5.2',
      title: 'reads a reply with extra words',
      hint: 'Compare the first word only.',
      steps: sent('SEND-OK to bob\n', texts.sent),
    },
    {
      id: 'vu-5.2a',
      title: 'reads BAD_RQST_BODY',
      hint: 'Some servers say _ where the protocol has -: take both.',
      steps: sent('BAD_RQST_BODY\n', texts.body),
    },
    {
      id: 'vu-5.2a.header',
      title: 'reads BAD_RQST_HDR',
      hint: 'Some servers say _ where the protocol has -: take both.',
      steps: sent('BAD_RQST_HDR\n', texts.header),
    },
  ]),
  ...checks(LOGIN, [
    {
      id: 'vu-5.2b',
      title: 'reads a list that ends with a comma',
      hint: 'Split at commas, and skip what is empty.',
      steps: listed('LIST-OK ann,bob,\n', ['ann', 'bob']),
    },
    {
      id: 'vu-5.2b.spaces',
      title: 'reads a list with spaces',
      hint: 'Split at commas, and strip each name.',
      steps: listed('LIST-OK ann, bob , eve\n', ['ann', 'bob', 'eve']),
    },
  ]),
]

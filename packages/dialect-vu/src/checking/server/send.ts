import { checks, LOGIN } from './test-client.ts'

const DELIVERED = [...LOGIN, 'vu-3.3', 'vu-3.3a'] as const

/** A message arrives unchanged. */
const delivered = (body: string) =>
  [
    `ann> SEND {bob} ${body}\n`,
    ['ann< SEND-OK\n', 'vu-3.3'],
    `bob< DELIVERY {ann} ${body}\n`,
  ] as const

/** A SEND with a wrong body, while somebody else is online. */
const refused = (line: string) => [`ann> ${line}\n`, 'ann< BAD-RQST-BODY\n'] as const

export const sendChecks = checks(LOGIN, [
  {
    id: 'vu-3.3',
    title: 'confirms a message',
    hint: 'Answer a SEND that could be delivered with "SEND-OK" and \\n.',
    steps: ['ann> SEND {bob} {word}\n', 'ann< SEND-OK\n'],
  },
  {
    id: 'vu-3.3a',
    title: 'delivers a message',
    hint: 'To the recipient: "DELIVERY ", the name of who sent it, one space, the body and \\n.',
    needs: ['vu-3.3'],
    steps: delivered('hello {word}'),
  },
])

export const bodyChecks = checks(DELIVERED, [
  {
    id: 'vu-3.3b',
    title: 'delivers many messages once each, in order',
    hint: 'Answer and deliver one line after the other, in the order in which they came.',
    async run(clients) {
      const [from, to] = await clients.pair()
      const bodies = Array.from({ length: 50 }, (_, index) => `${clients.word()} ${index}`)
      for (const body of bodies) {
        await from.request(`SEND ${to.name} ${body}\n`, 'SEND-OK\n', 'vu-3.3')
      }
      for (const body of bodies) await to.hears(`DELIVERY ${from.name} ${body}\n`)
      await to.delivers(from, clients.word())
    },
  },
  {
    id: 'vu-3.3c',
    title: 'delivers a message to its recipient only',
    hint: 'Find the connection of the recipient by its name, and write to that one alone.',
    async run(clients) {
      const from = await clients.user()
      const [two, three, four] = await clients.three()
      for (const to of [three, two, four]) await from.delivers(to, `to ${to.name} alone`)
      for (const to of [two, three, four]) await to.delivers(from, `${to.name} too`)
    },
  },
  {
    id: 'vu-3.4a.start',
    title: 'keeps a space at the start of the body',
    hint: 'Cut the line at one space after the name; a second space belongs to the body.',
    steps: delivered(' {word}'),
  },
  {
    id: 'vu-3.4.words',
    title: 'keeps protocol words and signs in the body',
    hint: 'Look at the first word and the name only; what follows is the body, whatever it says.',
    steps: delivered('SEND {word} LIST, !@#$%^&* {"a": \\n} %s <b>'),
  },
  {
    id: 'vu-3.4.letters',
    title: 'keeps letters outside ASCII in the body',
    hint: 'Read and write UTF-8: one character can be up to four bytes.',
    steps: delivered('grüße ☃ 👩‍🚀 {word} ﷽'),
  },
  {
    id: 'vu-3.4a',
    title: 'keeps spaces within and at the end of the body',
    hint: 'Do not strip or split the body: take all from after the name to the line end.',
    steps: delivered('two  spaces   {word}  '),
  },
  {
    id: 'vu-3.5',
    title: 'accepts two spaces before the name',
    hint: 'Pass over all the spaces that stand between SEND and the name.',
    steps: ['ann> SEND  {bob} {word}\n', 'ann< SEND-OK\n', 'bob< DELIVERY {ann} {word}\n'],
  },
  {
    id: 'vu-3.6',
    title: 'delivers a message to its own sender',
    hint: 'Oneself is a recipient like any other: SEND-OK, and DELIVERY on the same connection.',
    async run(clients) {
      const ann = await clients.user()
      const body = clients.word()
      const [reply, delivery] = ['SEND-OK\n', `DELIVERY ${ann.name} ${body}\n`]
      await ann.wire.say(`SEND ${ann.name} ${body}\n`)
      await ann.hearsBoth(reply, delivery)
    },
  },
])

export const refusalChecks = checks(LOGIN, [
  {
    id: 'vu-3.7',
    title: 'refuses SEND with a name and no body',
    hint: 'If nothing follows the name, answer BAD-RQST-BODY.',
    steps: refused('SEND {bob}'),
  },
  {
    id: 'vu-3.7.space',
    title: 'refuses SEND with a name, a space and no body',
    hint: 'If nothing follows the space after the name, answer BAD-RQST-BODY.',
    needs: ['vu-3.7'],
    steps: refused('SEND {bob} '),
  },
  {
    id: 'vu-3.7a',
    title: 'refuses SEND with only spaces in the body',
    hint: 'A body of nothing but spaces counts as none: strip a copy of it to find out.',
    steps: refused('SEND {bob}    '),
  },
  {
    id: 'vu-3.7b',
    title: 'refuses SEND without a name',
    hint: 'Look how many parts the line has before you use the second one.',
    steps: refused('SEND'),
  },
  {
    id: 'vu-3.7b.spaces',
    title: 'refuses SEND with only spaces after it',
    hint: 'A name has at least one character; if there is none, answer BAD-RQST-BODY.',
    needs: ['vu-3.7b'],
    steps: refused('SEND  '),
  },
  {
    id: 'vu-3.7d',
    title: 'checks the body before the recipient',
    hint: 'Look at the body first, and only then who it is for.',
    needs: ['vu-3.7'],
    steps: refused('SEND {nobody}'),
  },
  {
    id: 'vu-3.8',
    title: 'refuses a message to an unknown name',
    hint: 'Look the name up among those who are logged in; if it is not, BAD-DEST-USER.',
    steps: ['ann> SEND {nobody} hello\n', 'ann< BAD-DEST-USER\n'],
  },
  {
    id: 'vu-3.8.part',
    title: 'refuses a message to part of a name',
    hint: 'Compare whole names: not their beginnings.',
    needs: ['vu-3.8'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.request(`SEND ${bob.name.slice(0, -1)} hello\n`, 'BAD-DEST-USER\n')
      await bob.request(`SEND ${ann.name}x hello\n`, 'BAD-DEST-USER\n')
    },
  },
  {
    id: 'vu-3.8.star',
    title: 'refuses a message to *',
    hint: '* is just a name that nobody has.',
    needs: ['vu-3.8'],
    scope: 'original',
    steps: ['ann> SEND * {word}\n', 'ann< BAD-DEST-USER\n'],
  },
])

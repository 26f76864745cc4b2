import { type ServerCheck, type Stage, TestClient } from './test-client.ts'

const ANSWERED = ['vu-2.1a', 'vu-3.3']

/** A message arrives unchanged. */
async function isDelivered(stage: Stage, body: (word: string) => string): Promise<void> {
  const client = new TestClient(stage)
  const [from, to] = [await client.user(), await client.user()]
  const said = body(client.word())
  await client.request(from.wire, `SEND ${to.name} ${said}\n`, 'SEND-OK\n', 'vu-3.3')
  await client.expect(to.wire, `DELIVERY ${from.name} ${said}\n`)
}

const DELIVERED = [...ANSWERED, 'vu-3.3a']

/** A SEND that is refused; `line` gets the name of a user who is online. */
async function isRefused(stage: Stage, line: (name: string) => string): Promise<void> {
  const client = new TestClient(stage)
  const [{ wire }, other] = [await client.user(), await client.user()]
  await client.request(wire, line(other.name), 'BAD-RQST-BODY\n')
}

export const sendChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-3.3',
    title: 'confirms a message',
    hint: 'Answer a SEND that could be delivered with "SEND-OK" and \\n.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      const [from, to] = [await client.user(), await client.user()]
      await client.request(from.wire, `SEND ${to.name} ${client.word()}\n`, 'SEND-OK\n')
    },
  },
  {
    rule: 'vu-3.3a',
    title: 'delivers a message',
    hint: 'To the recipient: "DELIVERY ", the name of who sent it, one space, the body and \\n.',
    needs: ANSWERED,
    run: (stage) => isDelivered(stage, (word) => `hello ${word}`),
  },
  {
    rule: 'vu-3.3b',
    title: 'delivers many messages once each, in order',
    hint: 'Answer and deliver one line after the other, in the order in which they came.',
    needs: DELIVERED,
    async run(stage) {
      const client = new TestClient(stage)
      const [from, to] = [await client.user(), await client.user()]
      const bodies = Array.from({ length: 50 }, (_, index) => `${client.word()} ${index}`)
      for (const body of bodies) {
        await client.request(from.wire, `SEND ${to.name} ${body}\n`, 'SEND-OK\n', 'vu-3.3')
      }
      for (const body of bodies) await client.expect(to.wire, `DELIVERY ${from.name} ${body}\n`)
      await client.request(to.wire, `SEND ${client.word()} hello\n`, 'BAD-DEST-USER\n', 'vu-3.8')
    },
  },
  {
    rule: 'vu-3.3c',
    title: 'delivers a message to its recipient only',
    hint: 'Find the connection of the recipient by its name, and write to that one alone.',
    needs: DELIVERED,
    async run(stage) {
      const client = new TestClient(stage)
      const [from, two, three, four] = [
        await client.user(),
        await client.user(),
        await client.user(),
        await client.user(),
      ]
      for (const to of [three, two, four]) {
        await client.deliver(from, to, `to ${to.name} alone`)
      }
      for (const to of [two, three, four]) {
        await client.request(to.wire, `SEND ${from.name} ${to.name} too\n`, 'SEND-OK\n')
        await client.expect(from.wire, `DELIVERY ${to.name} ${to.name} too\n`)
      }
    },
  },
  {
    rule: 'vu-3.4',
    title: 'keeps a space at the start of the body',
    hint: 'Cut the line at one space after the name; a second space belongs to the body.',
    needs: DELIVERED,
    run: (stage) => isDelivered(stage, (word) => ` ${word}`),
  },
  {
    rule: 'vu-3.4',
    variant: 'words',
    title: 'keeps protocol words and signs in the body',
    hint: 'Look at the first word and the name only; what follows is the body, whatever it says.',
    needs: DELIVERED,
    async run(stage) {
      await isDelivered(stage, (word) => `SEND ${word} LIST, !@#$%^&* {"a": \\n} %s <b>`)
    },
  },
  {
    rule: 'vu-3.4',
    variant: 'letters',
    title: 'keeps letters outside ASCII in the body',
    hint: 'Read and write UTF-8: one character can be up to four bytes.',
    needs: DELIVERED,
    run: (stage) => isDelivered(stage, (word) => `grüße ☃ 👩‍🚀 ${word} ﷽`),
  },
  {
    rule: 'vu-3.4a',
    title: 'keeps spaces within and at the end of the body',
    hint: 'Do not strip or split the body: take all from after the name to the line end.',
    needs: DELIVERED,
    run: (stage) => isDelivered(stage, (word) => `two  spaces   ${word}  `),
  },
  {
    rule: 'vu-3.5',
    title: 'accepts two spaces before the name',
    hint: 'Pass over all the spaces that stand between SEND and the name.',
    needs: DELIVERED,
    async run(stage) {
      const client = new TestClient(stage)
      const [from, to] = [await client.user(), await client.user()]
      const body = client.word()
      await client.request(from.wire, `SEND  ${to.name} ${body}\n`, 'SEND-OK\n')
      await client.expect(to.wire, `DELIVERY ${from.name} ${body}\n`)
    },
  },
  {
    rule: 'vu-3.6',
    title: 'delivers a message to its own sender',
    hint: 'Oneself is a recipient like any other: SEND-OK, and DELIVERY on the same connection.',
    needs: DELIVERED,
    async run(stage) {
      const client = new TestClient(stage)
      const { wire, name } = await client.user()
      const body = client.word()
      await wire.say(`SEND ${name} ${body}\n`)
      await client.expectBoth(wire, 'SEND-OK\n', `DELIVERY ${name} ${body}\n`)
    },
  },
  {
    rule: 'vu-3.7',
    title: 'refuses SEND with a name and no body',
    hint: 'If nothing follows the name, answer BAD-RQST-BODY.',
    needs: ['vu-2.1a'],
    run: (stage) => isRefused(stage, (name) => `SEND ${name}\n`),
  },
  {
    rule: 'vu-3.7',
    variant: 'space',
    title: 'refuses SEND with a name, a space and no body',
    hint: 'If nothing follows the space after the name, answer BAD-RQST-BODY.',
    needs: ['vu-2.1a', 'vu-3.7'],
    run: (stage) => isRefused(stage, (name) => `SEND ${name} \n`),
  },
  {
    rule: 'vu-3.7a',
    title: 'refuses SEND with only spaces in the body',
    hint: 'A body of nothing but spaces counts as none: strip a copy of it to find out.',
    needs: ['vu-2.1a'],
    run: (stage) => isRefused(stage, (name) => `SEND ${name}    \n`),
  },
  {
    rule: 'vu-3.7b',
    title: 'refuses SEND without a name',
    hint: 'Look how many parts the line has before you use the second one.',
    needs: ['vu-2.1a'],
    run: (stage) => isRefused(stage, () => 'SEND\n'),
  },
  {
    rule: 'vu-3.7b',
    variant: 'spaces',
    title: 'refuses SEND with only spaces after it',
    hint: 'A name has at least one character; if there is none, answer BAD-RQST-BODY.',
    needs: ['vu-2.1a', 'vu-3.7b'],
    run: (stage) => isRefused(stage, () => 'SEND  \n'),
  },
  {
    rule: 'vu-3.7d',
    title: 'checks the body before the recipient',
    hint: 'Look at the body first, and only then who it is for.',
    needs: ['vu-2.1a', 'vu-3.7'],
    run: (stage) => isRefused(stage, () => `SEND ${stage.name()}\n`),
  },
  {
    rule: 'vu-3.8',
    title: 'refuses a message to an unknown name',
    hint: 'Look the name up among those who are logged in; if it is not, BAD-DEST-USER.',
    needs: ['vu-2.1a'],
    async run(stage) {
      const client = new TestClient(stage)
      const { wire } = await client.user()
      await client.request(wire, `SEND ${client.word()} hello\n`, 'BAD-DEST-USER\n')
    },
  },
  {
    rule: 'vu-3.8',
    variant: 'part',
    title: 'refuses a message to part of a name',
    hint: 'Compare whole names: not their beginnings.',
    needs: ['vu-2.1a', 'vu-3.8'],
    async run(stage) {
      const client = new TestClient(stage)
      const [{ wire }, other] = [await client.user(), await client.user()]
      await client.request(wire, `SEND ${other.name.slice(0, -1)} hello\n`, 'BAD-DEST-USER\n')
      await client.request(wire, `SEND ${other.name}x hello\n`, 'BAD-DEST-USER\n')
    },
  },
  {
    rule: 'vu-3.8',
    variant: 'star',
    title: 'refuses a message to *',
    hint: '* is just a name that nobody has.',
    needs: ['vu-2.1a', 'vu-3.8'],
    scope: 'original',
    async run(stage) {
      const client = new TestClient(stage)
      const { wire } = await client.user()
      await client.request(wire, `SEND * ${client.word()}\n`, 'BAD-DEST-USER\n')
    },
  },
]

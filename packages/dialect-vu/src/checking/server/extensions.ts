import { type ServerCheck, type Stage, TestClient, type User } from './test-client.ts'

/** Sends WHO and expects a list. */
async function who(client: TestClient, { wire, name }: User): Promise<void> {
  await wire.say('WHO\n')
  await wire.find('WHO-OK and the names', client.isOurs, ({ text }) => {
    const names = /^WHO-OK ([^\r\n]+)\n$/.exec(text)?.[1]?.split(',') ?? []
    return names.includes(name) ? undefined : { why: 'this is no list with the one who asks' }
  })
}

const NEEDS = ['vu-2.1a', 'vu-3.3', 'vu-3.3a', 'vu-3.3c']

/** One line is delivered as these bodies; `said` and `heard` get a word. */
async function isDeliveredAs(
  stage: Stage,
  said: (word: string) => string,
  heard: (word: string) => readonly string[],
): Promise<void> {
  const client = new TestClient(stage)
  const [from, to] = [await client.user(), await client.user()]
  const word = client.word()
  await client.request(from.wire, `SEND ${to.name} ${said(word)}\n`, 'SEND-OK\n', 'vu-3.3')
  for (const body of heard(word)) await client.expect(to.wire, `DELIVERY ${from.name} ${body}\n`)
  await client.deliver(from, to, client.word())
}

export const extensionChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-5.3',
    title: 'answers WHO as in versions until 2022',
    hint: 'Answer WHO as LIST, with WHO-OK for LIST-OK.',
    needs: ['vu-2.1a'],
    scope: 'extension',
    async run(stage) {
      const client = new TestClient(stage)
      await who(client, await client.user())
    },
  },
  {
    rule: 'vu-5.3',
    variant: 'more',
    title: 'refuses WHO with a word after it',
    hint: 'WHO stands alone on its line, as LIST does.',
    needs: ['vu-2.1a', 'vu-5.3'],
    scope: 'extension',
    async run(stage) {
      const client = new TestClient(stage)
      const { wire } = await client.user()
      await client.request(wire, 'WHO is there\n', 'BAD-RQST-BODY\n')
      await client.request(wire, `SEND ${client.word()} hello\n`, 'BAD-DEST-USER\n')
    },
  },
  {
    rule: 'vu-5.3a',
    title: 'answers UNKNOWN after WHO',
    hint: 'A connection that has said WHO is of the old protocol: UNKNOWN for BAD-DEST-USER.',
    needs: ['vu-2.1a', 'vu-5.3', 'vu-3.8'],
    scope: 'extension',
    async run(stage) {
      const client = new TestClient(stage)
      const [old, other] = [await client.user(), await client.user()]
      await who(client, old)
      await client.request(old.wire, `SEND ${client.word()} hello\n`, 'UNKNOWN\n')
      await client.request(other.wire, `SEND ${client.word()} hello\n`, 'BAD-DEST-USER\n')
    },
  },
  {
    rule: 'vu-6.1',
    title: 'delivers a message for * to everyone else',
    hint: 'SEND * is answered SEND-OK and delivered once to each of the others.',
    needs: NEEDS,
    scope: 'extension',
    async run(stage) {
      const client = new TestClient(stage)
      const [from, two, three] = [await client.user(), await client.user(), await client.user()]
      const body = client.word()
      await client.request(from.wire, `SEND * ${body}\n`, 'SEND-OK\n')
      for (const to of [two, three]) {
        await client.expect(to.wire, `DELIVERY ${from.name} ${body}\n`)
        await client.deliver(from, to, client.word(), 'vu-6.1')
        await client.deliver(to, from, client.word(), 'vu-6.1')
      }
    },
  },
  {
    rule: 'vu-6.2',
    title: 'delivers each line of a text',
    hint: 'Split a text at its line breaks and deliver each line.',
    needs: NEEDS,
    scope: 'extension',
    run: (stage) =>
      isDeliveredAs(
        stage,
        (word) => `${word} one\u2028${word} two\u000b${word} three`,
        (word) => [`${word} one`, `${word} two`, `${word} three`],
      ),
  },
  {
    rule: 'vu-6.2a',
    title: 'delivers an empty line as one space',
    hint: 'Deliver one space for a line that has nothing in it.',
    needs: [...NEEDS, 'vu-6.2'],
    scope: 'extension',
    run: (stage) =>
      isDeliveredAs(
        stage,
        (word) => `${word} one\u2028\u2028${word} two`,
        (word) => [`${word} one`, ' ', `${word} two`],
      ),
  },
  {
    rule: 'vu-6.4',
    title: 'replaces control characters in a body',
    hint: 'Put U+FFFD for each control character but tab: a terminal would obey it.',
    needs: NEEDS,
    scope: 'extension',
    run: (stage) =>
      isDeliveredAs(
        stage,
        (word) => `${word}\u001b[2J\tred\u0007`,
        (word) => [`${word}\ufffd[2J\tred\ufffd`],
      ),
  },
]

import { type ServerCheck, TestClient } from './test-client.ts'

const DELIVERED = ['vu-2.1a', 'vu-3.3', 'vu-3.3a', 'vu-3.3c']

const READS =
  'One read is not one line: keep what has come, and take a line whenever a \\n is there.'

/** A long body, in bytes. */
const LONG = 200_000

export const framingChecks: readonly ServerCheck[] = [
  {
    rule: 'vu-1.1c',
    title: 'refuses lower-case words',
    hint: 'Compare words as they are: "list" is not LIST.',
    needs: ['vu-2.1a', 'vu-2.5', 'vu-3.9'],
    async run(stage) {
      const client = new TestClient(stage)
      const wire = await stage.connect()
      await client.request(wire, `hello-from ${client.word()}\n`, 'BAD-RQST-HDR\n')
      const { wire: user, name } = await client.user()
      await client.request(user, 'list\n', 'BAD-RQST-HDR\n')
      await client.request(user, `Send ${name} ${client.word()}\n`, 'BAD-RQST-HDR\n')
    },
  },
  {
    rule: 'vu-1.1',
    title: 'ends each line with \\n, and reads up to it',
    hint: 'Write "\\n" at the end of every line, refusals too, and read up to it.',
    needs: ['vu-2.1a', 'vu-3.8', 'vu-3.9'],
    async run(stage) {
      const client = new TestClient(stage)
      const { wire } = await client.user()
      await wire.say(`SEND ${client.word()}`)
      await stage.pass(30)
      await wire.say(' hello\n')
      await client.expect(wire, 'BAD-DEST-USER\n')
      await client.request(wire, 'FLY\n', 'BAD-RQST-HDR\n')
    },
  },
  {
    rule: 'vu-1.1a',
    title: 'ignores a carriage return before the line end',
    hint: 'Drop one "\\r" at the end of a line: telnet and some versions of nc send it.',
    needs: DELIVERED,
    scope: 'extension',
    async run(stage) {
      const client = new TestClient(stage)
      const to = await client.user()
      const [wire, name, body] = [await stage.connect(), client.word(), client.word()]
      await client.request(wire, `HELLO-FROM ${name}\r\n`, `HELLO ${name}\n`)
      await client.request(wire, `SEND ${to.name} ${body}\r\n`, 'SEND-OK\n')
      await client.expect(to.wire, `DELIVERY ${name} ${body}\n`)
    },
  },
  {
    rule: 'vu-1.2d',
    title: 'reads several lines from one segment',
    hint: READS,
    needs: [...DELIVERED, 'vu-3.8', 'vu-3.9'],
    async run(stage) {
      const client = new TestClient(stage)
      const to = await client.user()
      const [wire, name, one, two] = [
        await stage.connect(),
        client.word(),
        client.word(),
        client.word(),
      ]
      const lines = [
        `HELLO-FROM ${name}`,
        `SEND ${to.name} ${one}`,
        'FLY',
        `SEND ${to.name} ${two}`,
      ]
      await wire.say(`${lines.join('\n')}\n`)
      for (const answer of [`HELLO ${name}`, 'SEND-OK', 'BAD-RQST-HDR', 'SEND-OK']) {
        await client.expect(wire, `${answer}\n`)
      }
      for (const body of [one, two]) await client.expect(to.wire, `DELIVERY ${name} ${body}\n`)
    },
  },
  {
    rule: 'vu-1.2d',
    variant: 'half',
    title: 'reads a line and the start of the next from one segment',
    hint: READS,
    needs: [...DELIVERED, 'vu-1.2d'],
    async run(stage) {
      const client = new TestClient(stage)
      const [{ wire, name }, to] = [await client.user(), await client.user()]
      const [one, two] = [client.word(), client.word()]
      await wire.say(`SEND ${to.name} ${one}\nSEND ${to.name} ${two.slice(0, 4)}`)
      await client.expect(to.wire, `DELIVERY ${name} ${one}\n`)
      await stage.pass(30)
      await wire.say(`${two.slice(4)}\n`)
      await client.expect(to.wire, `DELIVERY ${name} ${two}\n`)
      for (const _ of [one, two]) await client.expect(wire, 'SEND-OK\n')
    },
  },
  {
    rule: 'vu-1.2c',
    title: 'reads lines that are cut and joined anywhere',
    hint: READS,
    needs: [...DELIVERED, 'vu-3.4.letters', 'vu-3.9'],
    segmented: true,
    async run(stage) {
      const client = new TestClient(stage)
      const to = await client.user()
      const [wire, name, word] = [await stage.connect(), client.word(), client.word()]
      await wire.say(`HELLO-FROM ${name}\n`)
      await wire.say(`SEND ${to.name} ü☃👩‍🚀${word}\n`)
      await wire.say('FLY\n')
      for (const answer of [`HELLO ${name}`, 'SEND-OK', 'BAD-RQST-HDR']) {
        await client.expect(wire, `${answer}\n`)
      }
      await client.expect(to.wire, `DELIVERY ${name} ü☃👩‍🚀${word}\n`)
    },
  },
  {
    rule: 'vu-1.2c',
    variant: 'slow',
    title: 'serves others while one line is incomplete',
    hint: 'Keep what has come of a line for each connection, and serve the others meanwhile.',
    needs: [...DELIVERED, 'vu-1.2c'],
    async run(stage) {
      const client = new TestClient(stage)
      const [slow, two, three] = [await client.user(), await client.user(), await client.user()]
      const body = `${client.word()} ü`
      await slow.wire.say(`SEND ${two.name} ${body.slice(0, 3)}`)
      await client.deliver(two, three, client.word(), 'vu-1.2c')
      await client.deliver(three, two, client.word(), 'vu-1.2c')
      await client.request(slow.wire, `${body.slice(3)}\n`, 'SEND-OK\n')
      await client.expect(two.wire, `DELIVERY ${slow.name} ${body}\n`)
    },
  },
  {
    rule: 'vu-1.2c',
    variant: 'long',
    title: 'reads and delivers a very long line',
    hint: 'Read until \\n comes, however long the line is, and send until all of it is sent.',
    needs: [...DELIVERED, 'vu-1.2c'],
    async run(stage) {
      const client = new TestClient(stage)
      const [from, to] = [await client.user(), await client.user()]
      for (const size of [1100, 5000, 70_000, LONG]) {
        const head = `${client.word()} `
        const length = Math.min(size, stage.options.maxLine - 100) - head.length
        const body = `${head}${'0123456789abcdef'.repeat(length / 16)}.`
        await from.wire.say(`SEND ${to.name} ${body}\n`)
        await client.expect(from.wire, 'SEND-OK\n')
        await client.expect(to.wire, `DELIVERY ${from.name} ${body}\n`)
      }
    },
  },
  {
    rule: 'vu-1.2c',
    variant: 'characters',
    title: 'reads a long line of letters outside ASCII',
    hint: 'Decode whole lines, not what one read returns: a read can end within a character.',
    needs: [...DELIVERED, 'vu-1.2c'],
    async run(stage) {
      const client = new TestClient(stage)
      const [from, to] = [await client.user(), await client.user()]
      const length = Math.min(20_000, (stage.options.maxLine - 100) / 8)
      for (const start of ['', 'a', 'aa']) {
        const body = `${client.word()} ${start}${'☃ü☃'.repeat(length / 3)}`
        await from.wire.say(`SEND ${to.name} ${body}\n`)
        await client.expect(from.wire, 'SEND-OK\n')
        await client.expect(to.wire, `DELIVERY ${from.name} ${body}\n`)
      }
    },
  },
]

import { checks, DELIVERY, LOGIN } from './test-client.ts'

const READS =
  'One read is not one line: keep what has come, and take a line whenever a \\n is there.'

/** A long body, in bytes. */
const LONG = 200_000

export const lineChecks = checks(LOGIN, [
  {
    id: 'vu-1.1c',
    title: 'refuses lower-case words',
    hint: 'Compare words as they are: "list" is not LIST.',
    needs: ['vu-2.5', 'vu-3.9'],
    steps: [
      'guest> hello-from {name}\n',
      'guest< BAD-RQST-HDR\n',
      'ann> list\n',
      'ann< BAD-RQST-HDR\n',
      'bob> Send {ann} {word}\n',
      'bob< BAD-RQST-HDR\n',
    ],
  },
  {
    id: 'vu-1.1',
    title: 'ends each line with \\n, and reads up to it',
    hint: 'Write "\\n" at the end of every line, and read up to it.',
    needs: ['vu-3.3', 'vu-3.3a'],
    steps: [
      'ann> SEND {bob}',
      'pause 30',
      'ann>  {word}\n',
      'ann< SEND-OK\n',
      'bob< DELIVERY {ann} {word}\n',
    ],
  },
  {
    id: 'vu-1.1.refusals',
    title: 'ends refusals with \\n',
    hint: 'Write "\\n" at the end of every line, refusals too.',
    needs: ['vu-3.8', 'vu-3.9'],
    steps: [
      'ann> SEND {nobody} hello\n',
      'ann< BAD-DEST-USER\n',
      'bob> FLY\n',
      'bob< BAD-RQST-HDR\n',
    ],
  },
])

export const framingChecks = checks(DELIVERY, [
  {
    id: 'vu-1.1a',
    title: 'ignores a carriage return before the line end',
    hint: 'Drop one "\\r" at the end of a line: telnet and some versions of nc send it.',
    scope: 'extension',
    steps: [
      'guest> HELLO-FROM {name}\r\n',
      'guest< HELLO {name}\n',
      'guest> SEND {bob} {word}\r\n',
      'guest< SEND-OK\n',
      'bob< DELIVERY {name} {word}\n',
    ],
  },
  {
    id: 'vu-1.2d',
    title: 'reads several lines from one segment',
    hint: READS,
    steps: [
      'guest> HELLO-FROM {name}\nSEND {bob} {one}\nSEND {bob} {two}\n',
      'guest< HELLO {name}\n',
      'guest< SEND-OK\n',
      'guest< SEND-OK\n',
      'bob< DELIVERY {name} {one}\n',
      'bob< DELIVERY {name} {two}\n',
    ],
  },
  {
    id: 'vu-1.2d.half',
    title: 'reads a line and the start of the next from one segment',
    hint: READS,
    needs: ['vu-1.2d'],
    steps: [
      'ann> SEND {bob} {one}\nSEND {bob} half ',
      'bob< DELIVERY {ann} {one}\n',
      'pause 30',
      'ann> of {two}\n',
      'bob< DELIVERY {ann} half of {two}\n',
      'ann< SEND-OK\n',
      'ann< SEND-OK\n',
    ],
  },
  {
    id: 'vu-1.1e',
    title: 'does not act on half a line when its connection ends',
    hint: 'At the end of the input forget what has no line end: the rest of the message is missing.',
    async run(clients) {
      const [slow, two, three] = await clients.three()
      await slow.wire.say(`SEND ${two.name} ${clients.word()}`)
      slow.wire.end()
      if ((await clients.waitUntilFree(slow)) === undefined) {
        clients.stage.fail(`${slow.name} cannot be had 3 seconds after its owner closed`, 'vu-2.7')
      }
      await three.delivers(two, clients.word())
    },
  },
  {
    id: 'vu-1.2c',
    title: 'reads lines that are cut and joined anywhere',
    hint: READS,
    segmented: true,
    steps: [
      'guest> HELLO-FROM {name}\n',
      'guest> SEND {bob} {one}\n',
      'guest> SEND {bob} {two}\n',
      'guest< HELLO {name}\n',
      'guest< SEND-OK\n',
      'guest< SEND-OK\n',
      'bob< DELIVERY {name} {one}\n',
      'bob< DELIVERY {name} {two}\n',
    ],
  },
  {
    id: 'vu-1.2c.letters',
    title: 'reads letters outside ASCII that are cut anywhere',
    hint: `A read can end within a character: decode whole lines. ${READS}`,
    needs: ['vu-1.2c', 'vu-3.4.letters'],
    segmented: true,
    steps: [
      'ann> SEND {bob} ü☃👩‍🚀{word}\n',
      'ann< SEND-OK\n',
      'bob< DELIVERY {ann} ü☃👩‍🚀{word}\n',
    ],
  },
  {
    id: 'vu-1.2c.slow',
    title: 'serves others while one line is incomplete',
    hint: 'Keep what has come of a line for each connection, and serve the others meanwhile.',
    needs: ['vu-1.2c'],
    async run(clients) {
      const [slow, two, three] = await clients.three()
      const body = `${clients.word()} too`
      await slow.wire.say(`SEND ${two.name} ${body.slice(0, 3)}`)
      await two.delivers(three, clients.word(), 'vu-1.2c')
      await three.delivers(two, clients.word(), 'vu-1.2c')
      await slow.request(`${body.slice(3)}\n`, 'SEND-OK\n')
      await two.hears(`DELIVERY ${slow.name} ${body}\n`)
    },
  },
  {
    id: 'vu-1.2c.long',
    title: 'reads and delivers a very long line',
    hint: 'Read until \\n comes, however long the line is, and send until all of it is sent.',
    needs: ['vu-1.2c'],
    async run(clients) {
      const [from, to] = await clients.pair()
      for (const size of [1100, 5000, 70_000, LONG]) {
        const head = `${clients.word()} `
        const length = Math.min(size, clients.stage.options.maxLine - 100) - head.length
        await from.delivers(to, `${head}${'0123456789abcdef'.repeat(length / 16)}.`)
      }
    },
  },
  {
    id: 'vu-1.2c.characters',
    title: 'reads a long line of letters outside ASCII',
    hint: 'Decode whole lines, not what one read returns: a read can end within a character.',
    needs: ['vu-1.2c', 'vu-3.4.letters'],
    async run(clients) {
      const [from, to] = await clients.pair()
      const length = Math.min(20_000, (clients.stage.options.maxLine - 100) / 8)
      for (const start of ['', 'a', 'aa']) {
        await from.delivers(to, `${clients.word()} ${start}${'☃ü☃'.repeat(length / 3)}`)
      }
    },
  },
])

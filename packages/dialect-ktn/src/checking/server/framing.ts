import { Buffer } from 'node:buffer'
import type { Reply } from '../../frames.ts'
import { flawUnless } from '../objects.ts'
import { options } from '../options.ts'
import {
  ASK_HELP,
  type Clients,
  checks,
  GETS_HELP,
  HELP,
  type KtnClient,
  LOGIN,
  MESSAGES,
  RESPONSES,
} from './test-client.ts'

const READS =
  'One read is not one request: keep what has come, and take an object whenever it is complete.'

/** More than one read returns, in bytes. */
const LONG = 20_000

/** Over the limit of an object, in bytes. */
const TOO_LONG = 66_000

const TOO_DEEP = 40

/** Time between two segments of one request, so that they are two reads, in milliseconds. */
const CUT = 20

async function closes(clients: Clients, object: string): Promise<void> {
  const client = await clients.user()
  await client.says(object)
  await client.wire.closes()
}

const BY_LINES = 'the kit ends its requests with line ends, as option terminator says'

/** Number of replies that are timed. */
const TIMED = 5

/** Required share of the time, since the first reply may have been read late. */
const SHARE = 0.6

/** Whether a line end came between two replies. */
async function betweenAnswers(client: KtnClient): Promise<'nothing' | 'a line end'> {
  const frames: Reply['kind'][] = []
  for (const _ of [1, 2]) {
    await client.request('help')
    await client.wire.find('the help', (frame) => {
      frames.push(frame.kind)
      return frame.kind !== 'line-end'
    })
  }
  return frames.includes('line-end') ? 'a line end' : 'nothing'
}

export const responseFramingChecks = checks(HELP, [
  {
    id: 'ktn-1.4',
    title: 'writes no line ends to a client that sends none',
    hint: 'Put nothing after the object: a few clients take a line end for an object of its own.',
    untried(settings) {
      return options.parse(settings).terminator === 'lf' ? BY_LINES : undefined
    },
    async run(clients) {
      const client = await clients.connect()
      if ((await betweenAnswers(client)) === 'a line end') clients.stage.fail('a line end came')
    },
  },
  {
    id: 'ktn-1.4a',
    title: 'writes line ends to a client that sends them',
    hint: 'Once a client has put \\n after a request, put \\n after each response to it.',
    untried(settings) {
      const { terminator } = options.parse(settings)
      return terminator === 'none' ? 'option terminator is none' : undefined
    },
    async run(clients) {
      const client = await clients.connect()
      for (const _ of [1, 2]) {
        await client.wire.say('{"request": "help", "content": null}\n')
        await client.expectHelp()
      }
      await client.wire.hear('\n')
    },
  },
  {
    id: 'ktn-1.3',
    title: 'writes a response in one piece',
    hint: 'Make the whole object first, then write it at once: most clients take one read for one object.',
    async run(clients) {
      const client = await clients.connect()
      if ((await betweenAnswers(client)) === 'a line end') {
        clients.stage.skip('this cannot be seen where line ends stand between the objects')
      }
      await client.request('help')
      await client.expectHelp((_fields, heard) =>
        flawUnless(heard.alone, 'it came in several pieces, or something came with it'),
      )
    },
  },
  {
    id: 'ktn-1.3a',
    title: 'waits between two responses',
    hint: 'Remember when you last wrote to a connection, and wait until 50 ms have passed.',
    untried(settings) {
      return options.parse(settings).pace === 0 ? 'option pace is 0' : undefined
    },
    async run(clients) {
      const { pace } = clients.stage.options
      const client = await clients.connect()
      const times: number[] = []
      while (times.length < TIMED) times.push((await client.requestHelp()).at)
      const passed = (times.at(-1) ?? 0) - (times[0] ?? 0)
      const due = (TIMED - 1) * pace
      if (passed < due * SHARE) {
        clients.stage.fail(`${TIMED} responses came within ${Math.round(passed)} ms`)
      }
    },
  },
])

export const requestFramingChecks = checks(RESPONSES, [
  {
    id: 'ktn-1.2',
    title: 'reads requests that are cut and joined anywhere',
    hint: READS,
    needs: ['ktn-3.9', 'ktn-3.2', 'ktn-3.2c'],
    segmented: true,
    steps: [
      'guest> {"request": "login", "content": "blåbær☃"}',
      ASK_HELP,
      'guest< {"response": "error"}',
      GETS_HELP,
    ],
  },
  {
    id: 'ktn-1.2.long',
    title: 'reads a very long request',
    hint: `A request can be longer than any buffer. ${READS}`,
    needs: LOGIN,
    async run(clients) {
      const client = await clients.user()
      await client.says(`{"request": "help",${' '.repeat(LONG)}"content": null}`)
      await client.expectInfo('the help', (text) => text.toLowerCase().includes('msg'))
    },
  },
  {
    id: 'ktn-1.2.characters',
    title: 'reads a message that is cut within its characters',
    hint: `Decode an object only when all of it is there. ${READS}`,
    needs: MESSAGES,
    async run(clients) {
      const [from, to] = await clients.pair()
      for (const letter of ['å', '☃', '😀']) {
        const text = `${clients.word()} ${letter}`
        const object = Buffer.from(`{"request": "msg", "content": "@${to.name} ${text}"}`)
        const cut = object.indexOf(letter) + 1
        await from.wire.say(object.subarray(0, cut))
        await clients.stage.pass(CUT)
        await from.says(object.subarray(cut))
        await to.expectMessage(text)
      }
    },
  },
  {
    id: 'ktn-1.2.braces',
    title: 'reads braces and quotes in a message',
    hint: 'A brace within a string does not end an object: let a JSON parser find its end.',
    needs: LOGIN,
    steps: [
      'guest> {"request": "login", "content": "}{\\"}"}',
      'guest< {"response": "error"}',
      ASK_HELP,
      GETS_HELP,
    ],
  },
  {
    id: 'ktn-1.2a',
    title: 'skips white space and NUL before a request',
    hint: 'Pass over spaces, tabs, line ends and NUL bytes until a { comes.',
    needs: HELP,
    steps: [
      ASK_HELP,
      GETS_HELP,
      'guest> \r\n \t\0 {"request": "help", "content": null}',
      GETS_HELP,
    ],
  },
  {
    id: 'ktn-1.2b',
    title: 'answers what is no object with one error',
    hint: 'Answer it with one error, whatever its length, and pass over it.',
    needs: HELP,
    steps: [
      'guest> hello, is "anybody" there?',
      'guest< {"response": "error"}',
      ASK_HELP,
      GETS_HELP,
    ],
  },
  {
    id: 'ktn-1.2c',
    title: 'reads the request after what is no object',
    hint: 'Pass over what is no object up to the next {, and read on there.',
    needs: ['ktn-3.9', 'ktn-1.2b'],
    steps: [
      'guest> hello ] {"request": "help", "content": null}',
      'guest< {"response": "error"}',
      GETS_HELP,
    ],
  },
  {
    id: 'ktn-1.2d',
    title: 'closes on a request without an end',
    hint: 'Count the bytes of a request as they come, and close the connection past 64 KiB.',
    needs: LOGIN,
    run: (clients) => closes(clients, `{"request": "msg", "content": "${'a'.repeat(TOO_LONG)}`),
  },
  {
    id: 'ktn-1.2e',
    title: 'closes on a request that is nested 40 deep',
    hint: 'Count the braces and brackets that are open, and close the connection past 32.',
    needs: LOGIN,
    run: (clients) => closes(clients, `{"request": "help", "content": ${'{"a":'.repeat(TOO_DEEP)}`),
  },
])

import { options } from '../../options.ts'
import {
  ARRIVING,
  type Clients,
  checks,
  type LlpClient,
  NONSENSE,
  oneOf,
  said,
} from './test-client.ts'

/** Lines longer than this are not tried: they would take too long. */
const MOST = 1_048_576

function untried(settings: unknown): string | undefined {
  const { maxLine } = options.parse(settings)
  return maxLine > MOST
    ? `lines over ${maxLine} bytes take too long to try; say --option maxLine=65536`
    : undefined
}

function tooLong(clients: Clients): string {
  const { maxLine } = clients.stage.options
  return 'long '.repeat(Math.ceil((maxLine + 200) / 5)).trimEnd()
}

/** Writes a message with a line over the limit, and reads the answers to the sender. */
async function written(ann: LlpClient, to: string, line: string): Promise<readonly string[]> {
  await ann.compose(to)
  await ann.say(line, 'XOXOXO', NONSENSE)
  const answers: string[] = []
  for (;;) {
    const { text } = await ann.match('an answer', () => undefined, 'llp-1.4c')
    if (text.trimEnd() === said.unknown) return answers
    answers.push(text.trimEnd())
  }
}

export const limitChecks = checks(ARRIVING, [
  {
    id: 'llp-1.4c',
    title: 'keeps the connection open after a line over the limit',
    hint: 'Drop a line that is too long up to its \\n, and read the next one as usual.',
    needs: ['llp-3.13'],
    untried,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const line = tooLong(clients)
      await ann.say(line)
      await ann.match('a refusal', ({ frame }) =>
        frame.kind === 'status' && !frame.ok ? undefined : { why: 'it is none' },
      )
      await ann.reaches(bob, 'llp-1.4c')
    },
  },
  {
    id: 'llp-1.4b',
    title: 'delivers all of a line over the limit or nothing',
    hint: 'Do not cut a line that is too long: deliver all of it or nothing.',
    needs: ['llp-1.4c'],
    untried,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const line = tooLong(clients)
      await written(ann, bob.name, line)
      await ann.write(bob.name, 'the end')
      for (;;) {
        await bob.head(ann.name, bob.name)
        const { text } = await bob.wire.expect(
          'all of the line, or nothing',
          oneOf(`> ${line}`, '>', '> the end', '> XOXOXO'),
        )
        if (text.trimEnd() === '> the end') return
        if (text.trimEnd() !== '> XOXOXO') await bob.exactly('> XOXOXO')
      }
    },
  },
  {
    id: 'llp-1.4a',
    title: 'answers a line over the limit with an error',
    hint: 'Answer a line that is too long with "> ERROR - Line too long".',
    needs: ['llp-1.4c'],
    untried,
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const answers = await written(ann, bob.name, tooLong(clients))
      if (answers.length === 1 && answers[0] === said.delivered) {
        clients.stage.skip(
          `lines over ${clients.stage.options.maxLine} bytes are not too long for this server`,
        )
      }
      if (!answers.includes(said.tooLong))
        clients.stage.fail(`it is answered ${answers.join(', ')}`)
    },
  },
])

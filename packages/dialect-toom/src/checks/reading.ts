import { MOST_PICKLE } from '../options.ts'
import { Party, type ServerCheck, type Stage } from './party.ts'
import { MUCH_LATER, readMore, said } from './words.ts'

const NEEDS = ['toom-1.5', 'toom-2.2', 'toom-2.3a', 'toom-3.1', 'toom-3.5']

async function areRefused(
  stage: Stage,
  dates: readonly string[],
  [type, body]: readonly [string, string],
): Promise<void> {
  const ann = await new Party(stage).user()
  for (const date of dates) {
    await ann.ask('RDM', date)
    await ann.gets(type, body)
  }
}

/** More than one reply holds is there; gives what is answered, and how long that is. */
async function flooded(stage: Stage): Promise<{ length: number; lines: readonly string[] }> {
  const { ann, bob } = await new Party(stage).pair()
  const { date } = await ann.post(`${stage.name()} ${'a'.repeat(900)}`)
  await ann.post(`${stage.name()} ${'b'.repeat(900)}`)
  await ann.post(`${stage.name()} ${'c'.repeat(900)}`)
  await bob.ask('RDM', date)
  const { bytes, frame } = await bob.gets('RDM', /^[\s\S]*$/, 'toom-3.5')
  const lines = frame.kind === 'reply' ? frame.body.split('\n') : []
  return { length: bytes.length, lines }
}

export const readChecks: readonly ServerCheck[] = [
  {
    rule: 'toom-3.5',
    title: 'messages since a date',
    hint: 'Send a line for each message from that second on, oldest first: #1, jess: "Hello", posted at 20 Nov 2026 22:55:14.',
    needs: ['toom-1.5', 'toom-2.2', 'toom-2.3a', 'toom-3.1'],
    async run(stage) {
      const { ann, bob } = await new Party(stage).pair()
      const [first, second] = [`${stage.name()} one`, `${stage.name()}: "two", and more`]
      const message = await ann.put(first, bob)
      if (message.from !== ann.name)
        stage.fail(`the message is from ${message.from}, not ${ann.name}`)
      const { number, confirmed } = message
      if (number !== confirmed) stage.fail(`number ${confirmed} is told as ${number}`)
      if (message.way !== 'posted') stage.fail('RDM tells it as edited at, not as posted at')
      await ann.put(second, bob)
      const { messages } = await bob.read(message.date)
      const order = messages.map(({ text }) => text)
      if (order.includes(second) && order.indexOf(second) < order.indexOf(first)) {
        stage.fail('the later message comes before the earlier one')
      }
    },
  },
  {
    rule: 'toom-3.5a',
    title: 'no messages since a date',
    hint: 'Where no message is as late as the date, answer RDM and "No new message since given timestamp".',
    needs: ['toom-2.2', 'toom-2.3a'],
    run: (stage) => areRefused(stage, [MUCH_LATER], ['RDM', said.nothing]),
  },
  {
    rule: 'toom-3.5b',
    title: 'RDM with too few words or too many',
    hint: 'A date is four words: count them before you read it, and answer RDM-F.',
    needs: ['toom-2.2', 'toom-2.3a'],
    run: (stage) =>
      areRefused(
        stage,
        ['', 'yesterday', '20 Nov 2026', '20 Nov 2026 22:55:14 more'],
        ['RDM-F', said.readForm],
      ),
  },
  {
    rule: 'toom-3.5c',
    title: 'RDM with four words that are no date',
    hint: 'Catch what strptime throws, and answer F and "RDM failed! Please input valid timestamp format."',
    needs: ['toom-2.2', 'toom-2.3a'],
    run: (stage) =>
      areRefused(
        stage,
        [
          'this is no date',
          '20 Foo 2026 22:55:14',
          '32 Nov 2026 22:55:14',
          '20 Nov 2026 25:55:14',
          '20 Nov 2026 22.55.14',
        ],
        ['F', said.noDate],
      ),
  },
  {
    rule: 'toom-3.5e',
    title: 'one’s own messages since a date',
    hint: 'RDM tells all messages: do not leave out those of the user who asks.',
    needs: NEEDS,
    async run(stage) {
      const ann = await new Party(stage).user()
      const text = `${stage.name()} to myself`
      await ann.put(text, ann, { rule: 'toom-3.5e' })
    },
  },
]

/** These fill a reply, so that others that look in the same second would not see theirs. */
export const floodChecks: readonly ServerCheck[] = [
  {
    rule: 'toom-1.1a',
    title: 'more messages than one reply holds',
    hint: 'Clients read 2048 bytes at once: add lines to a reply only while the whole pickle stays within that.',
    needs: NEEDS,
    async run(stage) {
      const { length } = await flooded(stage)
      if (length > MOST_PICKLE)
        stage.fail(`a reply has ${length} bytes, not ${MOST_PICKLE} at most`)
    },
  },
  {
    rule: 'toom-3.5d',
    title: 'what does not fit is counted',
    hint: 'Where messages are left out, end with "... 3 more; use RDM 20 Nov 2026 22:57:00", the date of the first of them.',
    needs: [...NEEDS, 'toom-1.1a'],
    async run(stage) {
      const { lines } = await flooded(stage)
      const own = lines.filter((line) => line !== '' && !line.startsWith('[from '))
      const more = readMore(own.at(-1) ?? '')
      if (more === undefined) stage.fail(`the last line does not count what was left out`)
    },
  },
]

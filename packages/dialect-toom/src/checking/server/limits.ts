import { MOST_PICKLE } from '../../options.ts'
import { dumped } from '../python-pickles.ts'
import { readMore } from '../texts.ts'
import { type ServerCheck, type Stage, TestClients } from './test-client.ts'

const NEEDS = ['toom-1.5', 'toom-2.2', 'toom-2.3a', 'toom-3.1', 'toom-3.5']

/** Posts more than one reply holds; returns the reply and its length. */
async function flooded(stage: Stage): Promise<{ length: number; lines: readonly string[] }> {
  const { ann, bob } = await new TestClients(stage).pair()
  const { date } = await ann.post(`${stage.name()} ${'a'.repeat(900)}`)
  await ann.post(`${stage.name()} ${'b'.repeat(900)}`)
  await ann.post(`${stage.name()} ${'c'.repeat(900)}`)
  await bob.request('RDM', date)
  const { bytes, frame } = await bob.expect('RDM', /^[\s\S]*$/, 'toom-3.5')
  const lines = frame.kind === 'reply' ? frame.body.split('\n') : []
  return { length: bytes.length, lines }
}

export const limitChecks: readonly ServerCheck[] = [
  {
    rule: 'toom-1.1a',
    title: 'keeps a reply within 2048 bytes',
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
    title: 'counts the messages that do not fit',
    hint: 'If messages are left out, end with "... 3 more; use RDM 20 Nov 2026 22:57:00", the date of the first of them.',
    needs: [...NEEDS, 'toom-1.1a'],
    async run(stage) {
      const { lines } = await flooded(stage)
      const own = lines.filter((line) => line !== '' && !line.startsWith('[from '))
      const more = readMore(own.at(-1) ?? '')
      if (more === undefined) stage.fail(`the last line does not count what was left out`)
    },
  },
  {
    rule: 'toom-1.1a',
    variant: 'request',
    title: 'reads a request of 2048 bytes',
    hint: 'A message has up to 2048 bytes: read at least so many, until the pickle is whole.',
    needs: ['toom-2.2', 'toom-2.3a', 'toom-3.1', 'toom-1.2'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      const name = stage.name()
      const room = MOST_PICKLE - dumped(3, 'MSG', `${name} `).length
      const request = dumped(3, 'MSG', `${name} ${'x'.repeat(room)}`)
      await ann.wire.say(request)
      await ann.postedAt('toom-1.1a')
      await ann.expectNothing('toom-1.1a')
    },
  },
  {
    rule: 'toom-1.1d',
    title: 'refuses a request over 2048 bytes and stays connected',
    hint: 'Read on to the end of the pickle without keeping it, and answer F with "Message too long.": clients end when they are closed.',
    needs: ['toom-1.2', 'toom-2.2', 'toom-2.3a', 'toom-3.1'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await ann.wire.say(dumped(3, 'MSG', 'x'.repeat(5000)))
      await ann.body('F', 'toom-1.1d')
      await ann.expectNothing('toom-1.1d')
    },
  },
]

import { NONE } from '@parley/checks'
import { MOST_PICKLE } from '../../options.ts'
import { dumped } from '../python-pickles.ts'
import { readMore } from '../texts.ts'
import { type Clients, checks, READING } from './test-client.ts'

/** Posts more than one reply holds; returns the reply and its length. */
async function flooded(clients: Clients): Promise<{ length: number; lines: readonly string[] }> {
  const [ann, bob] = await clients.pair()
  const { date } = await ann.post(`${clients.word()} ${'a'.repeat(900)}`)
  await ann.post(`${clients.word()} ${'b'.repeat(900)}`)
  await ann.post(`${clients.word()} ${'c'.repeat(900)}`)
  await bob.request('RDM', date)
  const { bytes, frame } = await bob.expect('RDM', /^[\s\S]*$/, 'toom-3.5')
  const lines = frame.kind === 'reply' ? frame.body.split('\n') : []
  return { length: bytes.length, lines }
}

export const limitChecks = checks(NONE, [
  {
    id: 'toom-1.1a',
    title: 'keeps a reply within 2048 bytes',
    hint: 'Clients read 2048 bytes at once: add lines to a reply only while the whole pickle stays within that.',
    needs: READING,
    async run(clients) {
      const { length } = await flooded(clients)
      if (length > MOST_PICKLE)
        clients.stage.fail(`a reply has ${length} bytes, not ${MOST_PICKLE} at most`)
    },
  },
  {
    id: 'toom-3.5d',
    title: 'counts the messages that do not fit',
    hint: 'If messages are left out, end with "... 3 more; use RDM 20 Nov 2026 22:57:00", the date of the first of them.',
    needs: [...READING, 'toom-1.1a'],
    async run(clients) {
      const { lines } = await flooded(clients)
      const own = lines.filter((line) => line !== '' && !line.startsWith('[from '))
      const more = readMore(own.at(-1) ?? '')
      if (more === undefined) clients.stage.fail(`the last line does not count what was left out`)
    },
  },
  {
    id: 'toom-1.1a.request',
    title: 'reads a request of 2048 bytes',
    hint: 'A message has up to 2048 bytes: read at least so many, until the pickle is whole.',
    needs: ['toom-2.2', 'toom-3.1'],
    async run(clients) {
      const ann = await clients.user()
      const name = clients.word()
      const room = MOST_PICKLE - dumped(3, 'MSG', `${name} `).length
      const request = dumped(3, 'MSG', `${name} ${'x'.repeat(room)}`)
      await ann.wire.say(request)
      await ann.postedAt('toom-1.1a')
      await ann.nothing('toom-1.1a')
    },
  },
  {
    id: 'toom-1.1d',
    title: 'refuses a request over 2048 bytes and stays connected',
    hint: 'Read on to the end of the pickle without keeping it, and answer F with "Message too long.": clients end when they are closed.',
    needs: ['toom-1.2', 'toom-2.2', 'toom-3.1'],
    async run(clients) {
      const ann = await clients.user()
      await ann.wire.say(dumped(3, 'MSG', 'x'.repeat(5000)))
      await ann.body('F', 'toom-1.1d')
      await ann.nothing('toom-1.1d')
    },
  },
])

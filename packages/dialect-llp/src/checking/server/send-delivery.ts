import type { Reply } from '../../frames.ts'
import { ARRIVING, arrives, checks, oneOf, said, writes } from './test-client.ts'

export const arrivalChecks = checks(ARRIVING, [
  {
    id: 'llp-4.1.empty',
    title: 'delivers a message without text',
    hint: 'XOXOXO alone closes a message too; it arrives with no line or an empty one as its text.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.write(bob.name)
      await bob.head(ann.name, bob.name)
      const heard = await bob.wire.expect('> XOXOXO', oneOf('>', '> XOXOXO'))
      if (heard.text.trimEnd() === '>') await bob.exactly('> XOXOXO')
    },
  },
  {
    id: 'llp-4.1.together',
    title: 'does not mix messages of three users sent at the same time',
    hint: 'Write a whole message at once, so that no other comes between its lines.',
    needs: ['llp-1.1d', 'llp-4.1e', 'llp-4.1f'],
    async run(clients) {
      const bob = await clients.user()
      const lines = ['one', 'two', 'three']
      const others = await clients.three()
      for (const other of others) await other.compose(bob.name)
      for (const other of others) await other.wire.say(`${lines.join('\n')}\nXOXOXO\n`)
      const waiting = new Set(others.map(({ name }) => name))
      while (waiting.size > 0) {
        const isOne = ({ frame }: { readonly frame: Reply }) =>
          frame.kind === 'sender' && waiting.has(frame.name) ? undefined : { why: 'it is none' }
        const header = await bob.match('a message of one of them', isOne, undefined, 'strict')
        waiting.delete(header.frame.kind === 'sender' ? header.frame.name : '')
        for (const line of [`RECIPIENT: ${bob.name}`, ...lines, 'XOXOXO']) {
          await bob.exactly(`> ${line}`)
        }
      }
      for (const other of others) await other.hears(said.delivered, 'llp-3.10')
    },
  },
  {
    id: 'llp-4.1a',
    title: 'starts each line of a delivered text with "> "',
    hint: 'Put "> " before every line of the text, not only before the first.',
    steps: [...writes('one', '> two', '', '>'), ...arrives('one', '> two', '', '>')],
  },
  {
    id: 'llp-4.1d',
    title: 'writes a last line "> " after a delivered message',
    hint: 'Write one more line after "> XOXOXO": ">" and a space.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.write(bob.name, 'hello')
      await bob.gets({ from: ann.name, to: bob.name, lines: ['hello'] }, 'llp-4.1')
      await bob.exactly('> ')
    },
  },
  {
    id: 'llp-4.1c',
    title: 'delivers a message to a user who is typing one',
    hint: 'Write a message to its recipient at once, even if the recipient is typing one.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await bob.compose(ann.name)
      await bob.say('one')
      await ann.write(bob.name, 'hello')
      await bob.gets({ from: ann.name, to: bob.name, lines: ['hello'] }, 'llp-4.1c')
      await bob.say('two')
      await bob.request('XOXOXO', said.delivered, 'llp-3.10')
      await ann.gets({ from: bob.name, to: ann.name, lines: ['one', 'two'] }, 'llp-4.1c')
    },
  },
  {
    id: 'llp-4.1f.self',
    title: 'delivers a message to its own sender',
    hint: 'The sender’s own name is a recipient like any other.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.compose(ann.name)
      await ann.say('hello', 'XOXOXO')
      await ann.wire.find(
        `> INBOUND MESSAGE - SENDER: ${ann.name}`,
        (frame) => frame.kind === 'sender' && frame.name === ann.name,
      )
      for (const line of [`RECIPIENT: ${ann.name}`, 'hello', 'XOXOXO']) {
        await ann.exactly(`> ${line}`, 'llp-4.1')
      }
      await bob.nothing()
    },
  },
])

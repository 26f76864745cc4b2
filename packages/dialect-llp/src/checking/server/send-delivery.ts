import type { Reply } from '../../frames.ts'
import { ARRIVING, oneOf, pair, type ServerCheck, said, TestClients } from './test-client.ts'

export const arrivalChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-4.1',
    variant: 'empty',
    title: 'delivers a message without text',
    hint: 'XOXOXO alone closes a message too; it arrives with no line or an empty one as its text.',
    needs: ARRIVING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name)
      await bob.head(ann.name, bob.name)
      const heard = await bob.wire.expect('> XOXOXO', oneOf('>', '> XOXOXO'))
      if (heard.text.trimEnd() === '>') await bob.exactly('> XOXOXO')
    },
  },
  {
    rule: 'llp-4.1',
    variant: 'together',
    title: 'does not mix messages of three users sent at the same time',
    hint: 'Write a whole message at once, so that no other comes between its lines.',
    needs: [...ARRIVING, 'llp-1.1d', 'llp-4.1e', 'llp-4.1f'],
    async run(stage) {
      const clients = new TestClients(stage)
      const bob = await clients.user()
      const lines = ['one', 'two', 'three']
      const others = [await clients.user(), await clients.user(), await clients.user()]
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
    rule: 'llp-4.1a',
    title: 'starts each line of a delivered text with "> "',
    hint: 'Put "> " before every line of the text, not only before the first.',
    needs: ARRIVING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const lines = ['one', '> two', '', '>']
      await ann.write(bob.name, ...lines)
      await bob.gets({ from: ann.name, to: bob.name, lines })
    },
  },
  {
    rule: 'llp-4.1d',
    title: 'writes a last line "> " after a delivered message',
    hint: 'Write one more line after "> XOXOXO": ">" and a space.',
    needs: ARRIVING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'hello')
      await bob.gets({ from: ann.name, to: bob.name, lines: ['hello'] }, 'llp-4.1')
      await bob.exactly('> ')
    },
  },
  {
    rule: 'llp-4.1c',
    title: 'delivers a message to a user who is typing one',
    hint: 'Write a message to its recipient at once, even if the recipient is typing one.',
    needs: ARRIVING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await bob.compose(ann.name)
      await bob.say('one')
      await ann.write(bob.name, 'hello')
      await bob.gets({ from: ann.name, to: bob.name, lines: ['hello'] }, 'llp-4.1c')
      await bob.say('two', 'XOXOXO')
      await bob.hears(said.delivered, 'llp-3.10')
      await ann.gets({ from: bob.name, to: ann.name, lines: ['one', 'two'] }, 'llp-4.1c')
    },
  },
  {
    rule: 'llp-4.1f',
    variant: 'self',
    title: 'delivers a message to its own sender',
    hint: 'The sender’s own name is a recipient like any other.',
    needs: ARRIVING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
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
]

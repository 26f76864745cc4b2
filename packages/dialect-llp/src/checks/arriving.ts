import type { Reply } from '../frames.ts'
import { ARRIVING, pair } from './messages.ts'
import { oneOf, Party, type ServerCheck, said } from './party.ts'

/** That what arrives is one whole message, once, and at its recipient. */
export const deliveryChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-4.1b',
    title: 'the end of a message',
    hint: 'Behind the text write the line "> XOXOXO".',
    needs: [...ARRIVING.slice(0, -1)],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'hello')
      await bob.head(ann.name, bob.name)
      await bob.exactly('> hello', 'llp-4.1')
      await bob.exactly('> XOXOXO')
    },
  },
  {
    rule: 'llp-4.1e',
    title: 'several messages arrive once each and in order',
    hint: 'Empty what you keep of a message once it was delivered, and deliver one after the other.',
    needs: ARRIVING,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const texts = Array.from({ length: 8 }, (_, index) => `number ${index}`)
      for (const text of texts) await ann.write(bob.name, text)
      for (const text of texts) await bob.gets({ from: ann.name, to: bob.name, lines: [text] })
      await bob.nothing()
    },
  },
  {
    rule: 'llp-4.1f',
    title: 'a message arrives at nobody else',
    hint: 'Find the connection of the recipient’s name, and write the message to that one only.',
    needs: ARRIVING,
    async run(stage) {
      const { party, ann, bob } = await pair(stage)
      const cat = await party.user()
      await ann.write(bob.name, 'hello')
      await bob.gets({ from: ann.name, to: bob.name, lines: ['hello'] })
      await ann.nothing()
      await cat.nothing()
    },
  },
]

/** How a message looks where it arrives. */
export const arrivingChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-4.1',
    variant: 'empty',
    title: 'a message without text',
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
    title: 'messages of three users at the same time',
    hint: 'Put a message together and write it at once, so that no other gets in between its lines.',
    needs: [...ARRIVING, 'llp-1.1d', 'llp-4.1e', 'llp-4.1f'],
    async run(stage) {
      const party = new Party(stage)
      const bob = await party.user()
      const lines = ['one', 'two', 'three']
      const others = [await party.user(), await party.user(), await party.user()]
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
    title: 'the begin of each line of a message',
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
    title: 'the last line of a message',
    hint: 'Behind "> XOXOXO" comes one more line, with ">" and a blank in it.',
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
    title: 'a message to somebody who is writing one',
    hint: 'Write a message to its reader when it is sent, whatever the reader is doing just now.',
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
    title: 'a message to oneself',
    hint: 'Who writes to their own name is a recipient like any other.',
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

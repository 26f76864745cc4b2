import { Buffer } from 'node:buffer'
import type { Reply } from '../frames.ts'
import { Party, pair, type ServerCheck } from './party.ts'

const NEEDED = ['ghostr-text-9.1', 'ghostr-text-9.2', 'ghostr-text-9.4', 'ghostr-text-9.6']

/** What is no message. */
export const nonsenseChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-1.6',
    title: 'what cannot be a field',
    hint: 'Close the connection where a field has no colon: nobody knows where the next one begins.',
    scope: 'extension',
    needs: NEEDED,
    async run(stage) {
      const ann = await new Party(stage).user()
      await ann.wire.say('hello;;')
      await ann.wire.closes()
    },
  },
  {
    rule: 'ghostr-text-1.6',
    variant: 'others',
    title: 'the others go on beside what is no message',
    hint: 'Catch what goes wrong while reading, and end that one connection at the most.',
    needs: NEEDED,
    async run(stage) {
      const { party, ann, bob } = await pair(stage)
      for (const bytes of [
        Buffer.from('hello;;TYPE;;;;: ;;'),
        Buffer.from('TYPE: MSG;;FROM: \xff\xfe;;TO: \xc3;;BODY: \xe9;;', 'latin1'),
        Buffer.alloc(3, 0),
        Buffer.from('x'.repeat(100_000)),
      ]) {
        const guest = await party.stranger()
        await guest.wire.say(bytes)
        await stage.pass(40)
        guest.wire.end()
      }
      await ann.write(bob.name, 'still here')
      await bob.gets(ann.name, 'still here', 'ghostr-text-1.6')
    },
  },
  {
    rule: 'ghostr-text-1.6a',
    title: 'a type that the protocol does not have',
    hint: 'Skip what you do not know up to the next TYPE, and go on.',
    needs: NEEDED,
    async run(stage) {
      const ann = await new Party(stage).user()
      await ann.tell('DANCE', { WHO: ann.name, BODY: 'x' })
      await ann.say('WHOELSE', { FROM: ann.name })
      const isMeant = (frame: Reply) => frame.kind === 'WHOELSE'
      await ann.wire.find('TYPE: WHOELSE', isMeant)
    },
  },
  {
    rule: 'ghostr-text-1.6b',
    title: 'a message that lacks a field',
    hint: 'A TYPE begins a new message, also where the one before was not whole.',
    scope: 'extension',
    needs: NEEDED,
    async run(stage) {
      const ann = await new Party(stage).user()
      await ann.tell('MSG', { FROM: ann.name })
      await ann.say('WHOELSE', { FROM: ann.name })
      const isMeant = (frame: Reply) => frame.kind === 'WHOELSE'
      await ann.wire.find('TYPE: WHOELSE', isMeant)
    },
  },
  {
    rule: 'ghostr-text-1.7',
    title: 'control characters in a text',
    hint: 'Replace characters that a terminal obeys, such as U+001B, before others read them.',
    scope: 'extension',
    needs: NEEDED,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.write(bob.name, 'bell\u0007 and \u001b[2J\u009b end')
      const { text } = await bob.hears('MSG', { FROM: ann.name })
      if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text)) stage.fail('they came through')
    },
  },
]

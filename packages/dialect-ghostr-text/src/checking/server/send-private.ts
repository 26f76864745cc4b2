import { valueIn } from '../fields.ts'
import { OUT } from './lifecycle.ts'
import { LOGIN, pair, type ServerCheck } from './test-client.ts'

export const privateChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-text-9.10',
    title: 'answers PRIVREQ with the address of a user',
    hint: 'Answer with TO and FROM as they came, RET: 1, and in DEST ’(address, port)’ as Python shows it.',
    needs: LOGIN,
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const fields = { TO: bob.name, FROM: ann.name }
      await ann.say('PRIVREQ', fields)
      const { text } = await ann.hears('PRIVREQ', { ...fields, RET: '1' })
      const place = valueIn(text, 'DEST') ?? ''
      if (!/^\('[^']+', ?\d{1,5}\)$/.test(place)) stage.fail(`DEST is ${place}`)
    },
  },
  {
    rule: 'ghostr-text-9.10a',
    title: 'answers PRIVREQ with RET: 0 for a user who cannot be called',
    hint: 'If the user does not exist or is offline, answer RET: 0 and an empty DEST.',
    needs: [...OUT, 'ghostr-text-9.6'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await bob.logout()
      for (const name of [stage.name(), bob.name]) {
        const fields = { TO: name, FROM: ann.name }
        await ann.say('PRIVREQ', fields)
        await ann.hears('PRIVREQ', { ...fields, RET: '0' })
      }
      await ann.say('WHOELSE', { FROM: ann.name })
      const isMeant = (heard: { readonly text: string }) =>
        /^\s*DEST: *;;/.test(heard.text)
          ? undefined
          : { why: 'no empty DEST came behind RET: 0', at: 0 }
      await ann.next('an empty DEST, then TYPE: WHOELSE', isMeant)
    },
  },
  {
    rule: 'ghostr-text-9.11',
    title: 'passes a private message on',
    hint: 'Write a PRIVMSG to the user in TO, as a PRIVMSG with TO, FROM and BODY.',
    needs: [...LOGIN, 'ghostr-text-9.10'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const fields = { TO: bob.name, FROM: ann.name }
      await ann.say('PRIVREQ', fields)
      await ann.hears('PRIVREQ', { RET: '1' }, 'ghostr-text-9.10')
      await ann.tell('PRIVMSG', { ...fields, BODY: 'psst ♥' })
      await bob.hears('PRIVMSG', { ...fields, BODY: 'psst ♥' })
    },
  },
  {
    rule: 'ghostr-text-9.11a',
    title: 'answers PRIVSTOP',
    hint: 'Answer PRIVSTOP with TO and FROM as they came, and RET: 1.',
    needs: [...LOGIN, 'ghostr-text-9.10'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      const fields = { TO: bob.name, FROM: ann.name }
      await ann.say('PRIVREQ', fields)
      await ann.hears('PRIVREQ', { RET: '1' }, 'ghostr-text-9.10')
      await ann.say('PRIVSTOP', fields)
      await ann.hears('PRIVSTOP', { ...fields, RET: '1' })
    },
  },
]

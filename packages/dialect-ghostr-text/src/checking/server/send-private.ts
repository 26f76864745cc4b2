import { valueIn } from '../fields.ts'
import { OUT } from './lifecycle.ts'
import { checks, LOGIN } from './test-client.ts'

export const privateChecks = checks(LOGIN, [
  {
    id: 'ghostr-text-9.10',
    title: 'answers PRIVREQ with the address of a user',
    hint: 'Answer with TO and FROM as they came, RET: 1, and in DEST ’(address, port)’ as Python shows it.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const fields = { TO: bob.name, FROM: ann.name }
      await ann.say('PRIVREQ', fields)
      const { text } = await ann.answered('PRIVREQ', { ...fields, RET: '1' })
      const place = valueIn(text, 'DEST') ?? ''
      if (!/^\('[^']+', ?\d{1,5}\)$/.test(place)) clients.stage.fail(`DEST is ${place}`)
    },
  },
  {
    id: 'ghostr-text-9.10a',
    title: 'answers PRIVREQ with RET: 0 for a user who cannot be called',
    hint: 'If the user does not exist or is offline, answer RET: 0 and an empty DEST.',
    needs: [...OUT, 'ghostr-text-9.6'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await bob.logout()
      for (const name of [clients.word(), bob.name]) {
        const fields = { TO: name, FROM: ann.name }
        await ann.say('PRIVREQ', fields)
        await ann.answered('PRIVREQ', { ...fields, RET: '0' })
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
    id: 'ghostr-text-9.11',
    title: 'passes a private message on',
    hint: 'Write a PRIVMSG to the user in TO, as a PRIVMSG with TO, FROM and BODY.',
    needs: ['ghostr-text-9.10'],
    steps: [
      'ann> TYPE: PRIVREQ;;TO: {bob};;FROM: {ann};;',
      ['ann< TYPE: PRIVREQ;;RET: 1;;', 'ghostr-text-9.10'],
      'ann> TYPE: PRIVMSG;;TO: {bob};;FROM: {ann};;BODY: psst ♥;;',
      'bob< TYPE: PRIVMSG;;TO: {bob};;FROM: {ann};;BODY: psst ♥;;',
    ],
  },
  {
    id: 'ghostr-text-9.11a',
    title: 'answers PRIVSTOP',
    hint: 'Answer PRIVSTOP with TO and FROM as they came, and RET: 1.',
    needs: ['ghostr-text-9.10'],
    steps: [
      'ann> TYPE: PRIVREQ;;TO: {bob};;FROM: {ann};;',
      ['ann< TYPE: PRIVREQ;;RET: 1;;', 'ghostr-text-9.10'],
      'ann> TYPE: PRIVSTOP;;TO: {bob};;FROM: {ann};;',
      'ann< TYPE: PRIVSTOP;;TO: {bob};;FROM: {ann};;RET: 1;;',
    ],
  },
])

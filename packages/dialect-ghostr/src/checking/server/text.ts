import { LOGGED_IN, SENT, type ServerCheck, user } from './test-client.ts'

export const textChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-4.1',
    variant: 'letters',
    title: 'delivers letters outside ASCII, quotes and braces',
    hint: 'Read and write JSON with a JSON library, and UTF-8.',
    needs: SENT,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      const text = 'grüße "永" {👩‍🚀} \\ [,]\nsecond line'
      await one.say('message', { message: text, user: other.name })
      await other.hears(one.name, text)
    },
  },
  {
    rule: 'ghostr-4.1',
    variant: 'blanks',
    title: 'keeps spaces at either end of a text',
    hint: 'Deliver a text as it is, with the spaces at its ends.',
    needs: SENT,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('message', { message: '  far  away ', user: other.name })
      await other.hears(one.name, '  far  away ')
    },
  },
]

export const controlCharactersCheck: ServerCheck = {
  rule: 'ghostr-5.3',
  scope: 'extension',
  title: 'removes control characters',
  hint: 'Deliver no control characters but tab and line feed.',
  needs: [...LOGGED_IN, 'ghostr-4.1'],
  async run(stage) {
    const [one, other] = [await user(stage), await user(stage)]
    await one.say('message', { message: 'bell \u0007 end', user: other.name })
    await other.hears(one.name, 'bell \ufffd end')
  },
}

import { checks, LOGGED_IN, SENT } from './test-client.ts'

export const textChecks = checks(SENT, [
  {
    id: 'ghostr-4.1.letters',
    title: 'delivers letters outside ASCII, quotes and braces',
    hint: 'Read and write JSON with a JSON library, and UTF-8.',
    async run(clients) {
      const [one, other] = await clients.pair()
      const text = 'grüße "永" {👩‍🚀} \\ [,]\nsecond line'
      await one.say('message', { message: text, user: other.name })
      await other.gets(one.name, text)
    },
  },
  {
    id: 'ghostr-4.1.blanks',
    title: 'keeps spaces at either end of a text',
    hint: 'Deliver a text as it is, with the spaces at its ends.',
    steps: [
      'ann> {"action": "message", "message": "  far  away ", "user": "{bob}"}',
      'bob< {"action": "receive_message", "from": "{ann}", "message": "  far  away "}',
    ],
  },
])

export const controlCharactersChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-5.3',
    scope: 'extension',
    title: 'removes control characters',
    hint: 'Deliver no control characters but tab and line feed.',
    needs: ['ghostr-4.1'],
    async run(clients) {
      const [one, other] = await clients.pair()
      await one.say('message', { message: 'bell \u0007 end', user: other.name })
      await other.gets(one.name, 'bell \ufffd end')
    },
  },
])

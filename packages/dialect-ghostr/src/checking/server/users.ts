import { checks, LOGGED_IN, object } from './test-client.ts'

export const presenceChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-3.1',
    title: 'tells the others of a login',
    hint: 'Send login_broadcast with the name to everybody else who is online.',
    steps: ['ann< {"action": "login_broadcast", "from": "{bob}", "message": ""}'],
  },
  {
    id: 'ghostr-3.1a',
    title: 'tells the others of a logout',
    hint: 'Send logout_broadcast with the name to everybody else who is online.',
    steps: [
      'bob> {"action": "logout"}',
      'ann< {"action": "logout_broadcast", "from": "{bob}", "message": ""}',
    ],
  },
  {
    id: 'ghostr-3.1b',
    title: 'writes an empty message in login_broadcast and logout_broadcast',
    hint: 'Put an empty message into login_broadcast and logout_broadcast.',
    needs: ['ghostr-3.1'],
    async run(clients) {
      const [one, other] = await clients.pair()
      await one.wire.find(
        object({ action: 'login_broadcast', from: other.name, message: '' }),
        (frame) => frame.kind === 'presence' && frame.name === other.name,
        ({ text }) => (/"message"\s*:\s*""/.test(text) ? undefined : { why: 'it is not empty' }),
      )
    },
  },
])

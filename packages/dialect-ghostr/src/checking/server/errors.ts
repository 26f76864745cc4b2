import { NONE } from '@parley/checks'
import { checks, LOGGED_IN, object } from './test-client.ts'

/** A command about oneself, or about a user who does not exist. */
const refusal = (id: string, action: string, status: string, user: '{ann}' | '{nobody}') => ({
  id,
  title: `refuses to ${action} ${user === '{ann}' ? 'oneself' : 'a user who does not exist'}`,
  hint: `Answer it with ${status}.`,
  steps: [
    action === 'message'
      ? (`ann> {"action": "message", "message": "hello", "user": "${user}"}` as const)
      : (`ann> {"action": "${action}", "user": "${user}"}` as const),
    `ann< {"action": "${action}", "status": "${status}"}` as const,
  ],
})

export const recipientChecks = checks(LOGGED_IN, [
  refusal('ghostr-4.1b', 'message', 'MESSAGE_SELF', '{ann}'),
  refusal('ghostr-4.1c', 'message', 'USER_NOT_EXIST', '{nobody}'),
  refusal('ghostr-4.6a', 'block', 'MESSAGE_SELF', '{ann}'),
  refusal('ghostr-4.6b', 'block', 'USER_NOT_EXIST', '{nobody}'),
])

export const errorChecks = checks(NONE, [
  {
    id: 'ghostr-2.1.missing',
    title: 'accepts a login without private_port',
    hint: 'Accept a login without private_port.',
    needs: LOGGED_IN,
    async run(clients) {
      const { name, password } = clients.account()
      const one = await clients.connect()
      await one.say('login', { username: name, password })
      await one.status('login', 'SUCCESS')
    },
  },
  {
    id: 'ghostr-4.5b',
    title: 'answers a time that is not a number with an empty list',
    hint: 'Answer whoelsesince without a number with an empty list.',
    needs: [...LOGGED_IN, 'ghostr-4.5'],
    async run(clients) {
      const [one] = await clients.pair()
      await one.say('whoelsesince', { since: 'soon' })
      if ((await one.names('whoelsesince')).length > 0) clients.stage.fail('the list is not empty')
    },
  },
  {
    id: 'ghostr-4.10',
    title: 'refuses an unknown action',
    hint: 'Answer an unknown action with the same action and "Unknown action".',
    needs: LOGGED_IN,
    async run(clients) {
      const one = await clients.user()
      await one.say('dance')
      await one.wire.find(
        object({ action: 'dance', reply: 'Unknown action' }),
        ({ kind }) => kind !== 'presence' && kind !== 'received' && kind !== 'line-end',
        ({ text }) =>
          text.includes('"dance"') && text.includes('"Unknown action"')
            ? undefined
            : { why: 'it is another answer', at: 0 },
      )
    },
  },
  {
    id: 'ghostr-4.10a',
    title: 'keeps the connection open after an unknown action',
    hint: 'After an unknown action wait for the next request.',
    needs: [...LOGGED_IN, 'ghostr-4.4'],
    async run(clients) {
      const one = await clients.user()
      await one.say('dance')
      await one.wire.rest()
      await one.say('whoelse')
      await one.names('whoelse')
    },
  },
  {
    id: 'ghostr-4.11',
    title: 'refuses a command before the login',
    hint: 'Answer a command before the login with "You are not logged in".',
    steps: [
      'guest> {"action": "whoelse"}',
      'guest< {"action": "whoelse", "reply": "You are not logged in"}',
    ],
  },
  {
    id: 'ghostr-1.2b',
    title: 'closes a connection that sends invalid JSON',
    hint: 'Close a connection that sends invalid JSON.',
    steps: ['guest> hello\n', 'guest is closed'],
  },
  {
    id: 'ghostr-1.2b.utf8',
    title: 'closes a connection that sends bytes that are not UTF-8',
    hint: 'Close a connection that sends bytes that are not UTF-8.',
    async run(clients) {
      const one = await clients.connect()
      await one.wire.say(Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d))
      await one.wire.closes()
    },
  },
])

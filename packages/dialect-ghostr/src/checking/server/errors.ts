import { LOGGED_IN, object, type ServerCheck, type Stage, stranger, user } from './test-client.ts'

/** What is answered where a command is about oneself, about nobody, or said twice. */
function refusals(
  rows: readonly (readonly [
    rule: string,
    action: string,
    status: string,
    about: 'self' | 'nobody',
  ])[],
): readonly ServerCheck[] {
  return rows.map(([rule, action, status, about]) => ({
    rule,
    title: `refuses to ${action} ${about === 'self' ? 'oneself' : 'a user who does not exist'}`,
    hint: `Answer it with ${status}.`,
    needs: LOGGED_IN,
    async run(stage: Stage) {
      const one = await user(stage)
      const text = action === 'message' ? { message: 'hello' } : {}
      await one.say(action, { ...text, user: about === 'self' ? one.name : stage.name() })
      await one.status(action, status)
    },
  }))
}

export const recipientChecks: readonly ServerCheck[] = [
  ...refusals([
    ['ghostr-4.1b', 'message', 'MESSAGE_SELF', 'self'],
    ['ghostr-4.1c', 'message', 'USER_NOT_EXIST', 'nobody'],
    ['ghostr-4.6a', 'block', 'MESSAGE_SELF', 'self'],
    ['ghostr-4.6b', 'block', 'USER_NOT_EXIST', 'nobody'],
  ]),
]

export const errorChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-2.1',
    variant: 'missing',
    title: 'accepts a login without private_port',
    hint: 'Accept a login without private_port.',
    needs: LOGGED_IN,
    async run(stage) {
      const { name, password } = stage.account()
      const one = await stranger(stage)
      await one.say('login', { username: name, password })
      await one.status('login', 'SUCCESS')
    },
  },
  {
    rule: 'ghostr-4.5b',
    title: 'answers a time that is not a number with an empty list',
    hint: 'Answer whoelsesince without a number with an empty list.',
    needs: [...LOGGED_IN, 'ghostr-4.5'],
    async run(stage) {
      const [one] = [await user(stage), await user(stage)]
      await one.say('whoelsesince', { since: 'soon' })
      if ((await one.names('whoelsesince')).length > 0) stage.fail('the list is not empty')
    },
  },
  {
    rule: 'ghostr-4.10',
    title: 'refuses an unknown action',
    hint: 'Answer an unknown action with the same action and "Unknown action".',
    needs: LOGGED_IN,
    async run(stage) {
      const one = await user(stage)
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
    rule: 'ghostr-4.10a',
    title: 'keeps the connection open after an unknown action',
    hint: 'After an unknown action wait for the next request.',
    needs: [...LOGGED_IN, 'ghostr-4.4'],
    async run(stage) {
      const one = await user(stage)
      await one.say('dance')
      await one.wire.rest()
      await one.say('whoelse')
      await one.names('whoelse')
    },
  },
  {
    rule: 'ghostr-4.11',
    title: 'refuses a command before the login',
    hint: 'Answer a command before the login with "You are not logged in".',
    async run(stage) {
      const one = await stranger(stage)
      await one.say('whoelse')
      await one.words('whoelse', 'You are not logged in')
    },
  },
  {
    rule: 'ghostr-1.2b',
    title: 'closes a connection that sends invalid JSON',
    hint: 'Close a connection that sends invalid JSON.',
    async run(stage) {
      const one = await stranger(stage)
      await one.wire.say('hello\n')
      await one.wire.closes()
    },
  },
  {
    rule: 'ghostr-1.2b',
    variant: 'utf8',
    title: 'closes a connection that sends bytes that are not UTF-8',
    hint: 'Close a connection that sends bytes that are not UTF-8.',
    async run(stage) {
      const one = await stranger(stage)
      await one.wire.say(Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d))
      await one.wire.closes()
    },
  },
]

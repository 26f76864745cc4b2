import { LOGGED_IN, object, type ServerCheck, user } from './test-client.ts'

export const presenceChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-3.1',
    title: 'tells the others of a login',
    hint: 'Send login_broadcast with the name to everybody else who is online.',
    needs: LOGGED_IN,
    async run(stage) {
      const one = await user(stage)
      const other = await user(stage)
      await one.sees(other.name, true)
    },
  },
  {
    rule: 'ghostr-3.1a',
    title: 'tells the others of a logout',
    hint: 'Send logout_broadcast with the name to everybody else who is online.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await other.say('logout')
      await one.sees(other.name, false)
    },
  },
  {
    rule: 'ghostr-3.1b',
    title: 'writes an empty message in login_broadcast and logout_broadcast',
    hint: 'Put an empty message into login_broadcast and logout_broadcast.',
    needs: [...LOGGED_IN, 'ghostr-3.1'],
    async run(stage) {
      const one = await user(stage)
      const other = await user(stage)
      await one.wire.find(
        object({ action: 'login_broadcast', from: other.name, message: '' }),
        (frame) => frame.kind === 'presence' && frame.name === other.name,
        ({ text }) => (/"message"\s*:\s*""/.test(text) ? undefined : { why: 'it is not empty' }),
      )
    },
  },
]

import { guest, LOGGED_IN, object, type ServerCheck, type Stage, user } from './guest.ts'

export const loginChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-1.4',
    title: 'nothing is said before the login',
    hint: 'Write nothing to a connection that has not logged in.',
    async run(stage) {
      const one = await guest(stage)
      await one.wire.silent()
    },
  },
  {
    rule: 'ghostr-2.2',
    title: 'the answer to a login',
    hint: 'Answer {"action": "login", …} with {"action": "login", "status": …}.',
    async run(stage) {
      const { name, password } = stage.account()
      const one = await guest(stage)
      await one.sayLogin(name, password)
      await one.wire.expect('{"action": "login", "status": …}', ({ frame, text }) => {
        if (frame.kind === 'status' && frame.action === 'login') return undefined
        return { why: 'it is another object', at: Math.max(0, text.indexOf('"action"')) }
      })
    },
  },
  {
    rule: 'ghostr-2.2a',
    title: 'the right password',
    hint: 'Answer a login with the right password, or of a new user, with SUCCESS.',
    async run(stage) {
      await user(stage)
    },
  },
  {
    rule: 'ghostr-2.3',
    title: 'a new name gets an account',
    hint: 'A name that you do not know is a new user: keep its password, and answer SUCCESS.',
    needs: LOGGED_IN,
    async run(stage) {
      if (stage.options.register === 'closed') stage.skip('the server lets no new users in')
      const one = await guest(stage)
      await one.sayLogin(stage.name(), 'a new one')
      await one.status('login', 'SUCCESS')
    },
  },
  {
    rule: 'ghostr-2.1',
    title: 'a private_port that is a string',
    hint: 'Take private_port as a number, and as a string that holds one.',
    needs: LOGGED_IN,
    async run(stage) {
      const { name, password } = stage.account()
      const one = await guest(stage)
      await one.say('login', { username: name, password, private_port: '54523' })
      await one.status('login', 'SUCCESS')
    },
  },
  {
    rule: 'ghostr-2.2f',
    title: 'a user who is online already',
    hint: 'Answer a login of a user who is online with ALREADY_LOGGED_IN.',
    needs: LOGGED_IN,
    async run(stage) {
      const one = await user(stage)
      const other = await guest(stage)
      await other.sayLogin(one.name, one.password)
      await other.status('login', 'ALREADY_LOGGED_IN')
    },
  },
  {
    rule: 'ghostr-3.1',
    title: 'the others are told of a login',
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
    title: 'the others are told of a logout',
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
    title: 'the message of a login_broadcast',
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
  ...(['closes', 'breaks'] as const).map((how) => ({
    rule: 'ghostr-3.2',
    variant: how,
    title: `a connection that just ${how}`,
    hint: 'Where a connection ends without logout, do what a logout does, and let the name in again.',
    needs: [...LOGGED_IN, 'ghostr-3.1a'],
    async run(stage: Stage) {
      const [one, other] = [await user(stage), await user(stage)]
      if (how === 'closes') other.wire.end()
      else other.wire.reset()
      await one.sees(other.name, false)
      await (await guest(stage)).login(other, 'ghostr-3.2')
    },
  })),
  {
    rule: 'ghostr-4.9',
    title: 'a logout',
    hint: 'Answer logout with "logged out", and close.',
    needs: LOGGED_IN,
    async run(stage) {
      const one = await user(stage)
      await one.say('logout')
      await one.words('logout', 'logged out')
      await one.wire.closes()
    },
  },
]

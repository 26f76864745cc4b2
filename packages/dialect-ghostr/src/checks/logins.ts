import { guest, LOGGED_IN, object, type ServerCheck, type Stage, stranger, user } from './guest.ts'

/** What a check waits for at most, in seconds. */
export const LONGEST_WAIT = 10

/** A name that can log in, after three wrong passwords; its connection. */
async function locked(stage: Stage) {
  if (stage.options.attempts !== 3) stage.skip('the server takes another number of attempts')
  const account = await stranger(stage)
  const one = await guest(stage)
  const words = ['INVALID_PASSWORD', 'INVALID_PASSWORD', 'INVALID_PASSWORD_BLOCKED'] as const
  for (const word of words) {
    await one.sayLogin(account.name, `${account.password}x`)
    const rule = word === 'INVALID_PASSWORD' ? 'ghostr-2.2b' : 'ghostr-2.2d'
    await one.status('login', word, rule)
  }
  return { account, one }
}

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
    rule: 'ghostr-2.2b',
    title: 'two wrong passwords',
    hint: 'Answer the first and the second wrong password with INVALID_PASSWORD.',
    needs: LOGGED_IN,
    async run(stage) {
      const known = await stranger(stage)
      const one = await guest(stage)
      for (const wrong of ['wrong', 'wrong again']) {
        await one.sayLogin(known.name, wrong)
        await one.status('login', 'INVALID_PASSWORD')
      }
    },
  },
  {
    rule: 'ghostr-2.2c',
    title: 'the right password after a wrong one',
    hint: 'After INVALID_PASSWORD take a whole login on the same connection.',
    needs: [...LOGGED_IN, 'ghostr-2.2b'],
    async run(stage) {
      const known = await stranger(stage)
      const one = await guest(stage)
      await one.sayLogin(known.name, 'wrong')
      await one.status('login', 'INVALID_PASSWORD', 'ghostr-2.2b')
      await one.sayLogin(known.name, known.password)
      await one.status('login', 'SUCCESS')
    },
  },
  {
    rule: 'ghostr-2.2d',
    title: 'the third wrong password',
    hint: 'Answer the third wrong password in a row with INVALID_PASSWORD_BLOCKED.',
    needs: [...LOGGED_IN, 'ghostr-2.2b'],
    async run(stage) {
      await locked(stage)
    },
  },
  {
    rule: 'ghostr-2.2e',
    title: 'the right password of a name that is blocked',
    hint: 'Within the block duration answer every login of the name with BLOCKED.',
    needs: [...LOGGED_IN, 'ghostr-2.2d'],
    async run(stage) {
      const { account } = await locked(stage)
      const again = await guest(stage)
      await again.sayLogin(account.name, account.password)
      await again.status('login', 'BLOCKED')
    },
  },
  {
    rule: 'ghostr-2.4',
    title: 'wrong passwords over several connections',
    hint: 'Count wrong passwords for the name, not for the connection.',
    needs: [...LOGGED_IN, 'ghostr-2.2d'],
    async run(stage) {
      if (stage.options.attempts !== 3) stage.skip('the server takes another number of attempts')
      const known = await stranger(stage)
      for (const word of ['INVALID_PASSWORD', 'INVALID_PASSWORD', 'INVALID_PASSWORD_BLOCKED']) {
        const one = await guest(stage)
        await one.sayLogin(known.name, 'wrong')
        await one.status('login', word)
        one.wire.end()
      }
    },
  },
  {
    rule: 'ghostr-2.4a',
    title: 'a right password between wrong ones',
    hint: 'Begin the count anew after a right password.',
    needs: [...LOGGED_IN, 'ghostr-2.2c'],
    async run(stage) {
      const known = await stranger(stage)
      for (let round = 0; round < 2; round += 1) {
        const one = await guest(stage)
        for (const wrong of ['wrong', 'wrong again']) {
          await one.sayLogin(known.name, wrong)
          await one.status('login', 'INVALID_PASSWORD')
        }
        await one.login(known)
        await one.logout()
      }
    },
  },
  {
    rule: 'ghostr-2.4b',
    title: 'a block ends',
    hint: 'Take the right password again once the block duration is over.',
    needs: [...LOGGED_IN, 'ghostr-2.2d'],
    async run(stage) {
      const { blockDuration } = stage.options
      if (blockDuration > LONGEST_WAIT) {
        stage.skip(
          'would take as long as the block: say --option blockDuration=2 if the server blocks for 2 seconds',
        )
      }
      const { account } = await locked(stage)
      await stage.pass(blockDuration * 1000 + 500)
      await (await guest(stage)).login(account, 'ghostr-2.4b')
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

import {
  away,
  expendable,
  LOGGED_IN,
  type ServerCheck,
  type Stage,
  stranger,
} from './test-client.ts'

/** What a check waits for at most, in seconds. */
export const LONGEST_WAIT = 10

/** A name that can log in, after three wrong passwords; its connection. */
async function locked(stage: Stage) {
  if (stage.options.attempts !== 3) stage.skip('the server takes another number of attempts')
  const account = await expendable(stage)
  const one = await stranger(stage)
  const words = ['INVALID_PASSWORD', 'INVALID_PASSWORD', 'INVALID_PASSWORD_BLOCKED'] as const
  for (const word of words) {
    await one.sayLogin(account.name, `${account.password}x`)
    const rule = word === 'INVALID_PASSWORD' ? 'ghostr-2.2b' : 'ghostr-2.2d'
    await one.status('login', word, rule)
  }
  return { account, one }
}

/** These come last: where accounts were given, some are locked afterwards. */
export const lockoutChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-2.2b',
    title: 'refuses two wrong passwords with INVALID_PASSWORD',
    hint: 'Answer the first and the second wrong password with INVALID_PASSWORD.',
    needs: LOGGED_IN,
    async run(stage) {
      const known = await expendable(stage)
      const one = await stranger(stage)
      for (const wrong of ['wrong', 'wrong again']) {
        await one.sayLogin(known.name, wrong)
        await one.status('login', 'INVALID_PASSWORD')
      }
    },
  },
  {
    rule: 'ghostr-2.2c',
    title: 'accepts the right password after a wrong one',
    hint: 'After INVALID_PASSWORD take a whole login on the same connection.',
    needs: [...LOGGED_IN, 'ghostr-2.2b'],
    async run(stage) {
      const known = await away(stage)
      const one = await stranger(stage)
      await one.sayLogin(known.name, 'wrong')
      await one.status('login', 'INVALID_PASSWORD', 'ghostr-2.2b')
      await one.sayLogin(known.name, known.password)
      await one.status('login', 'SUCCESS')
    },
  },
  {
    rule: 'ghostr-2.2d',
    title: 'locks the name at the third wrong password',
    hint: 'Answer the third wrong password in a row with INVALID_PASSWORD_BLOCKED.',
    needs: [...LOGGED_IN, 'ghostr-2.2b'],
    async run(stage) {
      await locked(stage)
    },
  },
  {
    rule: 'ghostr-2.2e',
    title: 'refuses the right password of a locked name',
    hint: 'Within the block duration answer every login of the name with BLOCKED.',
    needs: [...LOGGED_IN, 'ghostr-2.2d'],
    async run(stage) {
      const { account } = await locked(stage)
      const again = await stranger(stage)
      await again.sayLogin(account.name, account.password)
      await again.status('login', 'BLOCKED')
    },
  },
  {
    rule: 'ghostr-2.4',
    title: 'counts wrong passwords over several connections',
    hint: 'Count wrong passwords for the name, not for the connection.',
    needs: [...LOGGED_IN, 'ghostr-2.2d'],
    async run(stage) {
      if (stage.options.attempts !== 3) stage.skip('the server takes another number of attempts')
      const known = await expendable(stage)
      for (const word of ['INVALID_PASSWORD', 'INVALID_PASSWORD', 'INVALID_PASSWORD_BLOCKED']) {
        const one = await stranger(stage)
        await one.sayLogin(known.name, 'wrong')
        await one.status('login', word)
        one.wire.end()
      }
    },
  },
  {
    rule: 'ghostr-2.4a',
    title: 'starts the count again after a right password',
    hint: 'Start the count again after a right password.',
    needs: [...LOGGED_IN, 'ghostr-2.2c'],
    async run(stage) {
      const known = await away(stage)
      for (let round = 0; round < 2; round += 1) {
        const one = await stranger(stage)
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
    title: 'unlocks the name when the time is over',
    hint: 'Accept the right password again once the block duration is over.',
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
      await (await stranger(stage)).login(account, 'ghostr-2.4b')
    },
  },
]

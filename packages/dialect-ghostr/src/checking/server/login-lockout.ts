import { options } from '../../options.ts'
import { type Clients, checks, LOGGED_IN } from './test-client.ts'

/** What a check waits for at most, in seconds. */
export const LONGEST_WAIT = 10

/** What is tried with three wrong passwords. */
function untried(settings: unknown): string | undefined {
  const { attempts } = options.parse(settings)
  return attempts === 3 ? undefined : 'the server takes another number of attempts'
}

/** What is tried when a block is over. */
function untriedAfterBlock(settings: unknown): string | undefined {
  const { blockDuration } = options.parse(settings)
  if (blockDuration <= LONGEST_WAIT) return untried(settings)
  return 'would take as long as the block: say --option blockDuration=2 if the server blocks for 2 seconds'
}

/** A name that can log in, after three wrong passwords; its connection. */
async function locked(clients: Clients) {
  const account = await clients.expendable()
  const one = await clients.connect()
  const words = ['INVALID_PASSWORD', 'INVALID_PASSWORD', 'INVALID_PASSWORD_BLOCKED'] as const
  for (const word of words) {
    await one.sayLogin(account.name, `${account.password}x`)
    const rule = word === 'INVALID_PASSWORD' ? 'ghostr-2.2b' : 'ghostr-2.2d'
    await one.status('login', word, rule)
  }
  return { account, one }
}

/** A name that was blocked, and is not any more. */
async function blockOver(clients: Clients) {
  const { blockDuration } = clients.stage.options
  const { account } = await locked(clients)
  await clients.stage.pass(blockDuration * 1000 + 500)
  return { account }
}

/** These come last: where accounts were given, some are locked afterwards. */
export const lockoutChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-2.2b',
    title: 'refuses two wrong passwords with INVALID_PASSWORD',
    hint: 'Answer the first and the second wrong password with INVALID_PASSWORD.',
    async run(clients) {
      const known = await clients.expendable()
      const one = await clients.connect()
      for (const wrong of ['wrong', 'wrong again']) {
        await one.sayLogin(known.name, wrong)
        await one.status('login', 'INVALID_PASSWORD')
      }
    },
  },
  {
    id: 'ghostr-2.2c',
    title: 'accepts the right password after a wrong one',
    hint: 'After INVALID_PASSWORD take a whole login on the same connection.',
    needs: ['ghostr-2.2b'],
    async run(clients) {
      const known = await clients.away()
      const one = await clients.connect()
      await one.sayLogin(known.name, 'wrong')
      await one.status('login', 'INVALID_PASSWORD', 'ghostr-2.2b')
      await one.sayLogin(known.name, known.password)
      await one.status('login', 'SUCCESS')
    },
  },
  {
    id: 'ghostr-2.2d',
    title: 'locks the name at the third wrong password',
    hint: 'Answer the third wrong password in a row with INVALID_PASSWORD_BLOCKED.',
    needs: ['ghostr-2.2b'],
    untried,
    async run(clients) {
      await locked(clients)
    },
  },
  {
    id: 'ghostr-2.2e',
    title: 'refuses the right password of a locked name',
    hint: 'Within the block duration answer every login of the name with BLOCKED.',
    needs: ['ghostr-2.2d'],
    untried,
    async run(clients) {
      const { account } = await locked(clients)
      const again = await clients.connect()
      await again.sayLogin(account.name, account.password)
      await again.status('login', 'BLOCKED')
    },
  },
  {
    id: 'ghostr-2.4',
    title: 'counts wrong passwords over several connections',
    hint: 'Count wrong passwords for the name, not for the connection.',
    needs: ['ghostr-2.2d'],
    untried,
    async run(clients) {
      const known = await clients.expendable()
      for (const word of ['INVALID_PASSWORD', 'INVALID_PASSWORD', 'INVALID_PASSWORD_BLOCKED']) {
        const one = await clients.connect()
        await one.sayLogin(known.name, 'wrong')
        await one.status('login', word)
        one.wire.end()
      }
    },
  },
  {
    id: 'ghostr-2.4a',
    title: 'starts the count again after a right password',
    hint: 'Start the count again after a right password.',
    needs: ['ghostr-2.2c'],
    async run(clients) {
      const known = await clients.away()
      for (let round = 0; round < 2; round += 1) {
        const one = await clients.connect()
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
    id: 'ghostr-2.4b',
    title: 'unlocks the name when the time is over',
    hint: 'Accept the right password again once the block duration is over.',
    needs: ['ghostr-2.2d'],
    untried: untriedAfterBlock,
    async run(clients) {
      const { account } = await blockOver(clients)
      await clients.user(account, 'ghostr-2.4b')
    },
  },
  {
    id: 'ghostr-2.4c',
    title: 'starts the count again after a block',
    hint: 'Set the count of wrong passwords back when a block ends, not only after a right one.',
    needs: ['ghostr-2.4b'],
    untried: untriedAfterBlock,
    async run(clients) {
      const { account } = await blockOver(clients)
      const one = await clients.connect()
      await one.sayLogin(account.name, 'wrong')
      await one.status('login', 'INVALID_PASSWORD')
    },
  },
])

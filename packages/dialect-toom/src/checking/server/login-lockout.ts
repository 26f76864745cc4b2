import type { Account } from '@parley/checks'
import { options } from '../../options.ts'
import { type Clients, checks, type ToomClient } from './test-client.ts'

const WRONG = 'not-the-password'

/** Limit of attempts in the specification. */
const MOST_ATTEMPTS = 5

/** Longest lockout that a check waits for, in milliseconds. */
const LONG = 10_000

const NEEDS = ['toom-2.2', 'toom-2.2a', 'toom-3.1'] as const

/** An existing account without a login here. */
async function known(clients: Clients): Promise<Account> {
  const account = clients.stage.expendable()
  await (await clients.user(account)).nothing()
  return account
}

/** Sends wrong passwords until the name is locked; `over`: the connection for each. */
async function locked(
  clients: Clients,
  { name }: Account,
  over: () => Promise<ToomClient>,
): Promise<{ client: ToomClient; count: number }> {
  const wrong = { name, password: WRONG }
  for (let count = 1; count <= MOST_ATTEMPTS + 1; count += 1) {
    const client = await over()
    const type = await client.loginAs(wrong, ['LOGIN-F', 'LOGIN-B'], 'toom-2.2c')
    if (type === 'LOGIN-B') return { client, count }
  }
  return clients.stage.fail(
    `${MOST_ATTEMPTS + 1} wrong passwords did not lock the name`,
    'toom-2.2c',
  )
}

async function isLockedInTime(clients: Clients, over: () => Promise<ToomClient>): Promise<void> {
  const { count } = await locked(clients, await known(clients), over)
  const { attempts } = clients.stage.options
  if (count === attempts) return
  clients.stage.fail(
    `the name was locked by wrong password number ${count}, not ${attempts} (say --option attempts=${count} if the server was started so)`,
  )
}

/** The same connection each time. */
function same(clients: Clients): () => Promise<ToomClient> {
  let client: Promise<ToomClient> | undefined
  return () => {
    client ??= clients.connect()
    return client
  }
}

/** A name that was just locked. */
async function afterLock(clients: Clients) {
  const account = await known(clients)
  const { client } = await locked(clients, account, same(clients))
  return { account, client }
}

export const lockoutChecks = checks(NEEDS, [
  {
    id: 'toom-2.2c',
    title: 'locks a name after wrong passwords',
    hint: 'Count the wrong passwords of a name: the one that reaches the number that the server was started with is answered LOGIN-B, those before it LOGIN-F.',
    needs: ['toom-2.2g'],
    run: (clients) => isLockedInTime(clients, same(clients)),
  },
  {
    id: 'toom-2.2c.connections',
    title: 'counts wrong passwords over several connections',
    hint: 'Keep the count with the name, not in the function that serves one connection.',
    run: (clients) => isLockedInTime(clients, () => clients.connect()),
  },
  {
    id: 'toom-2.2d',
    title: 'refuses the right password while a name is locked',
    hint: 'Before you compare the password, look whether the name is still locked, and answer LOGIN-BB then.',
    needs: ['toom-2.2g', 'toom-2.2c'],
    async run(clients) {
      const { account } = await afterLock(clients)
      for (const password of [account.password, WRONG]) {
        const other = await clients.connect()
        await other.loginAs({ name: account.name, password }, ['LOGIN-BB'], 'toom-2.2d')
      }
    },
  },
  {
    id: 'toom-2.2e',
    title: 'closes after LOGIN-B and LOGIN-BB',
    hint: 'Close the connection once LOGIN-B or LOGIN-BB has been sent: the client ends then.',
    needs: ['toom-2.2g', 'toom-2.2c', 'toom-2.2d'],
    async run(clients) {
      const { account, client } = await afterLock(clients)
      await client.wire.closes()
      const other = await clients.connect()
      await other.loginAs(account, ['LOGIN-BB'], 'toom-2.2d')
      await other.wire.closes()
    },
  },
  {
    id: 'toom-2.4',
    title: 'unlocks a name after its time',
    hint: 'Keep when the name was locked, and forget it, and the count, once the time has passed.',
    needs: ['toom-2.2g', 'toom-2.2c', 'toom-2.2d'],
    untried(settings) {
      return options.parse(settings).blockDuration * 1000 >= LONG
        ? 'would take as long as the block: say --option blockDuration=2 if the server blocks for 2 seconds'
        : undefined
    },
    async run(clients) {
      const { stage } = clients
      const block = stage.options.blockDuration * 1000
      const { account } = await afterLock(clients)
      await stage.pass(block + 500)
      await (await clients.connect()).loginAs(account, ['LOGIN-A'], 'toom-2.4')
    },
  },
])

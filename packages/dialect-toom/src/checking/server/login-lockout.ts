import {
  type Account,
  type ServerCheck,
  type Stage,
  type TestClient,
  TestClients,
} from './test-client.ts'

const WRONG = 'not-the-password'

/** Limit of attempts in the specification. */
const MOST_ATTEMPTS = 5

/** Longest lockout that a check waits for, in milliseconds. */
const LONG = 10_000

/** An existing account without a login here. */
async function known(clients: TestClients): Promise<Account> {
  const account = clients.stage.expendable()
  const ann = await clients.user(account)
  await ann.expectNothing()
  return { name: account.name, password: account.password }
}

/** Sends wrong passwords until the name is locked; `over`: the connection for each. */
async function locked(
  clients: TestClients,
  { name }: Account,
  over: () => Promise<TestClient>,
): Promise<{ client: TestClient; count: number }> {
  for (let count = 1; count <= MOST_ATTEMPTS + 1; count += 1) {
    const client = await over()
    const type = await client.tryLogin(
      { name, password: WRONG },
      ['LOGIN-F', 'LOGIN-B'],
      'toom-2.2c',
    )
    if (type === 'LOGIN-B') return { client, count }
  }
  return clients.stage.fail(
    `${MOST_ATTEMPTS + 1} wrong passwords did not lock the name`,
    'toom-2.2c',
  )
}

async function isLockedInTime(
  stage: Stage,
  over: (clients: TestClients) => () => Promise<TestClient>,
): Promise<void> {
  const clients = new TestClients(stage)
  const account = await known(clients)
  const { count } = await locked(clients, account, over(clients))
  const { attempts } = stage.options
  if (count === attempts) return
  stage.fail(
    `the name was locked by wrong password number ${count}, not ${attempts} (say --option attempts=${count} if the server was started so)`,
  )
}

/** The same connection each time. */
function same(clients: TestClients): () => Promise<TestClient> {
  let client: Promise<TestClient> | undefined
  return () => {
    client ??= clients.connect()
    return client
  }
}

/** A name that was just locked. */
async function afterLock(stage: Stage) {
  const clients = new TestClients(stage)
  const account = await known(clients)
  const { client } = await locked(clients, account, same(clients))
  return { clients, account, client }
}

export const lockoutChecks: readonly ServerCheck[] = [
  {
    rule: 'toom-2.2c',
    title: 'locks a name after wrong passwords',
    hint: 'Count the wrong passwords of a name: the one that reaches the number that the server was started with is answered LOGIN-B, those before it LOGIN-F.',
    needs: ['toom-2.2', 'toom-2.2a', 'toom-2.3a', 'toom-3.1', 'toom-2.2g'],
    run: (stage) => isLockedInTime(stage, same),
  },
  {
    rule: 'toom-2.2c',
    variant: 'connections',
    title: 'counts wrong passwords over several connections',
    hint: 'Keep the count with the name, not in the function that serves one connection.',
    needs: ['toom-2.2', 'toom-2.2a', 'toom-2.3a', 'toom-3.1'],
    run: (stage) => isLockedInTime(stage, (clients) => () => clients.connect()),
  },
  {
    rule: 'toom-2.2d',
    title: 'refuses the right password while a name is locked',
    hint: 'Before you compare the password, look whether the name is still locked, and answer LOGIN-BB then.',
    needs: ['toom-2.2', 'toom-2.2a', 'toom-2.3a', 'toom-3.1', 'toom-2.2g', 'toom-2.2c'],
    async run(stage) {
      const { clients, account } = await afterLock(stage)
      for (const password of [account.password, WRONG]) {
        const other = await clients.connect()
        await other.tryLogin({ name: account.name, password }, ['LOGIN-BB'], 'toom-2.2d')
      }
    },
  },
  {
    rule: 'toom-2.2e',
    title: 'closes after LOGIN-B and LOGIN-BB',
    hint: 'Close the connection once LOGIN-B or LOGIN-BB has been sent: the client ends then.',
    needs: [
      'toom-2.2',
      'toom-2.2a',
      'toom-2.3a',
      'toom-3.1',
      'toom-2.2g',
      'toom-2.2c',
      'toom-2.2d',
    ],
    async run(stage) {
      const { clients, account, client } = await afterLock(stage)
      await client.wire.closes()
      const other = await clients.connect()
      await other.tryLogin(account, ['LOGIN-BB'], 'toom-2.2d')
      await other.wire.closes()
    },
  },
  {
    rule: 'toom-2.4',
    title: 'unlocks a name after its time',
    hint: 'Keep when the name was locked, and forget it, and the count, once the time has passed.',
    needs: [
      'toom-2.2',
      'toom-2.2a',
      'toom-2.3a',
      'toom-3.1',
      'toom-2.2g',
      'toom-2.2c',
      'toom-2.2d',
    ],
    async run(stage) {
      const block = stage.options.blockDuration * 1000
      if (block >= LONG) {
        stage.skip(
          'would take as long as the block: say --option blockDuration=2 if the server blocks for 2 seconds',
        )
      }
      const { clients, account } = await afterLock(stage)
      await stage.pass(block + 500)
      const other = await clients.connect()
      await other.tryLogin(account, ['LOGIN-A'], 'toom-2.4')
    },
  },
]

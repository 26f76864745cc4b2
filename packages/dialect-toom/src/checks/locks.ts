import { type Account, type Guest, Party, type ServerCheck, type Stage } from './party.ts'

const WRONG = 'not-the-password'

/** The specification allows no more. */
const MOST_ATTEMPTS = 5

/** A block as long as this, in milliseconds, is not waited for. */
const LONG = 10_000

/** Somebody who exists, and is not logged in here. */
async function known(party: Party): Promise<Account> {
  const account = party.stage.expendable()
  const ann = await party.user(account)
  await ann.settled()
  return { name: account.name, password: account.password }
}

/** The wrong password until the name is locked; how often it took. `over`: where each is said. */
async function locked(
  party: Party,
  { name }: Account,
  over: () => Promise<Guest>,
): Promise<{ guest: Guest; count: number }> {
  for (let count = 1; count <= MOST_ATTEMPTS + 1; count += 1) {
    const guest = await over()
    const type = await guest.try({ name, password: WRONG }, ['LOGIN-F', 'LOGIN-B'], 'toom-2.2c')
    if (type === 'LOGIN-B') return { guest, count }
  }
  return party.stage.fail(`${MOST_ATTEMPTS + 1} wrong passwords did not lock the name`, 'toom-2.2c')
}

async function isLockedInTime(
  stage: Stage,
  over: (party: Party) => () => Promise<Guest>,
): Promise<void> {
  const party = new Party(stage)
  const account = await known(party)
  const { count } = await locked(party, account, over(party))
  const { attempts } = stage.options
  if (count === attempts) return
  stage.fail(
    `the name was locked by wrong password number ${count}, not ${attempts} (say --option attempts=${count} if the server was started so)`,
  )
}

/** All on one connection. */
function same(party: Party): () => Promise<Guest> {
  let guest: Promise<Guest> | undefined
  return () => {
    guest ??= party.stranger()
    return guest
  }
}

/** A name that has just been locked. */
async function afterLock(stage: Stage) {
  const party = new Party(stage)
  const account = await known(party)
  const { guest } = await locked(party, account, same(party))
  return { party, account, guest }
}

/** These come last: where the server has few accounts, they are locked afterwards. */
export const lockChecks: readonly ServerCheck[] = [
  {
    rule: 'toom-2.2c',
    title: 'wrong passwords lock a name',
    hint: 'Count the wrong passwords of a name: the one that reaches the number that the server was started with is answered LOGIN-B, those before it LOGIN-F.',
    needs: ['toom-2.2', 'toom-2.2a', 'toom-2.3a', 'toom-3.1', 'toom-2.2g'],
    run: (stage) => isLockedInTime(stage, same),
  },
  {
    rule: 'toom-2.2c',
    variant: 'connections',
    title: 'wrong passwords are counted over several connections',
    hint: 'Keep the count with the name, not in the function that serves one connection.',
    needs: ['toom-2.2', 'toom-2.2a', 'toom-2.3a', 'toom-3.1'],
    run: (stage) => isLockedInTime(stage, (party) => () => party.stranger()),
  },
  {
    rule: 'toom-2.2d',
    title: 'a locked name is refused, with the right password too',
    hint: 'Before you compare the password, look whether the name is still locked, and answer LOGIN-BB then.',
    needs: ['toom-2.2', 'toom-2.2a', 'toom-2.3a', 'toom-3.1', 'toom-2.2g', 'toom-2.2c'],
    async run(stage) {
      const { party, account } = await afterLock(stage)
      for (const password of [account.password, WRONG]) {
        const other = await party.stranger()
        await other.try({ name: account.name, password }, ['LOGIN-BB'], 'toom-2.2d')
      }
    },
  },
  {
    rule: 'toom-2.2e',
    title: 'after LOGIN-B and LOGIN-BB the server closes',
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
      const { party, account, guest } = await afterLock(stage)
      await guest.wire.closes()
      const other = await party.stranger()
      await other.try(account, ['LOGIN-BB'], 'toom-2.2d')
      await other.wire.closes()
    },
  },
  {
    rule: 'toom-2.4',
    title: 'a block ends',
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
      const { party, account } = await afterLock(stage)
      await stage.pass(block + 500)
      const other = await party.stranger()
      await other.try(account, ['LOGIN-A'], 'toom-2.4')
    },
  },
]

import { flawUnless } from '../objects.ts'
import { NEEDS_LOGIN, type ServerCheck, type Stage, TestClients } from './test-client.ts'

const NAMES = 'A name may have A to Z, a to z and 0 to 9 and nothing else: look at all of it.'

/** Longer than any name may be. */
const TOO_LONG = 65

/** Each of these names is refused, each on its own connection. */
async function refuses(stage: Stage, names: (good: string) => readonly string[]): Promise<void> {
  const clients = new TestClients(stage)
  for (const name of names(clients.word())) {
    const client = await clients.connect()
    await client.request('login', name)
    await client.expectError(`${JSON.stringify(name)} is no name`)
  }
}

export const loginChecks: readonly ServerCheck[] = [
  {
    rule: 'ktn-3.1c',
    title: 'accepts a login',
    hint: 'Answer {"request": "login", "content": "bob"} with an info, and remember the name for that connection.',
    needs: ['ktn-2.2'],
    async run(stage) {
      await new TestClients(stage).user()
    },
  },
  {
    rule: 'ktn-3.1c',
    variant: 'letters',
    title: 'accepts names with capitals and digits',
    hint: NAMES,
    needs: NEEDS_LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const digits = String(Math.floor(stage.random() * 1e12))
      for (const name of [`Z${clients.word().toUpperCase()}9`, `${digits}7`]) {
        await (await clients.connect()).login(name)
      }
    },
  },
  {
    rule: 'ktn-3.1',
    title: 'answers a login with the words clients wait for',
    hint: 'The content of the info is "Login successful": some clients wait for exactly this.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.connect()
      await client.startLogin(clients.word())
      await client.expectInfo(
        'Login successful',
        () => true,
        (fields) =>
          flawUnless(fields.get('content') === 'Login successful', 'it says something else'),
      )
    },
  },
  {
    rule: 'ktn-3.2',
    title: 'refuses a name with a sign',
    hint: NAMES,
    needs: NEEDS_LOGIN,
    run: (stage) =>
      refuses(stage, (name) => [
        `${name}!`,
        `${name}_`,
        `-${name}`,
        `${name} ${name}`,
        `${name.slice(0, 4)}@${name.slice(4)}`,
      ]),
  },
  {
    rule: 'ktn-3.2',
    variant: 'letters',
    title: 'refuses a name with letters or digits outside ASCII',
    hint: `ø and ٣ are letters and digits too, but not of these; isalnum() takes them. ${NAMES}`,
    needs: NEEDS_LOGIN,
    run: (stage) => refuses(stage, (name) => [`${name}ø`, `${name}٣`, `Ж${name}`]),
  },
  {
    rule: 'ktn-3.2d',
    title: 'refuses an empty name',
    hint: 'Refuse a name that has no letter and no digit.',
    needs: NEEDS_LOGIN,
    run: (stage) => refuses(stage, () => ['', '  ']),
  },
  {
    rule: 'ktn-3.2a',
    title: 'refuses a name of 65 letters',
    hint: 'Refuse a name that is longer than 64 letters and digits.',
    needs: NEEDS_LOGIN,
    run: (stage) => refuses(stage, (name) => [name.padEnd(TOO_LONG, 'x')]),
  },
  {
    rule: 'ktn-3.2b',
    title: 'ignores spaces after the name',
    hint: 'Remove the spaces at the end of the name before you look at it.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const [client, name] = [await clients.connect(), clients.word()]
      await client.request('login', `${name}  `)
      await client.expectLogin()
      await client.requestList([name])
    },
  },
  {
    rule: 'ktn-3.2c',
    title: 'accepts another login after a bad name',
    hint: 'Keep the connection open after the error, and read the next request of it.',
    needs: [...NEEDS_LOGIN, 'ktn-3.2'],
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.connect()
      await client.request('login', `${clients.word()}!`)
      await client.expectError('! is not in a name', undefined, 'ktn-3.2')
      await client.login(clients.word(), 'ktn-3.2c')
    },
  },
  {
    rule: 'ktn-3.3',
    title: 'refuses a name that is in use',
    hint: 'Before you let somebody in, look whether the name is among those who are logged in.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const [first, second] = [await clients.user(), await clients.connect()]
      await second.request('login', first.name)
      await second.expectError('somebody has the name')
    },
  },
  {
    rule: 'ktn-3.3b',
    title: 'answers a name in use with the words clients wait for',
    hint: 'The content of the error is "Username taken".',
    needs: [...NEEDS_LOGIN, 'ktn-3.3'],
    async run(stage) {
      const clients = new TestClients(stage)
      const [first, second] = [await clients.user(), await clients.connect()]
      await second.request('login', first.name)
      await second.expectError('Username taken', (fields) =>
        flawUnless(fields.get('content') === 'Username taken', 'it says something else'),
      )
    },
  },
  {
    rule: 'ktn-3.3a',
    title: 'accepts another login after a name in use',
    hint: 'Keep the connection open after the error, and read the next request of it.',
    needs: [...NEEDS_LOGIN, 'ktn-3.3'],
    async run(stage) {
      const clients = new TestClients(stage)
      const [first, second] = [await clients.user(), await clients.connect()]
      await second.request('login', first.name)
      await second.expectError('somebody has the name', undefined, 'ktn-3.3')
      await second.login(clients.word(), 'ktn-3.3a')
    },
  },
  {
    rule: 'ktn-3.1b',
    title: 'tells the others who logged in',
    hint: 'At a login send an info such as "bob has logged in" to everyone else.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const [first, second] = await clients.pair()
      await first.expectInfo(`${second.name} has logged in`, (text) => text.includes(second.name))
    },
  },
  {
    rule: 'ktn-5.3',
    title: 'names the server as the sender of its notices',
    hint: 'The sender of what the server itself has to say is the word server.',
    needs: [...NEEDS_LOGIN, 'ktn-3.1b'],
    async run(stage) {
      const clients = new TestClients(stage)
      const [first, second] = await clients.pair()
      await first.expectInfo(
        `${second.name} has logged in`,
        (text) => text.includes(second.name),
        (fields) => flawUnless(fields.get('sender') === 'server', 'the sender is not server'),
        'ktn-5.3',
      )
    },
  },
  {
    rule: 'ktn-3.4',
    title: 'refuses a second login on the same connection',
    hint: 'Remember for each connection that it has logged in; another login is then an error.',
    needs: NEEDS_LOGIN,
    async run(stage) {
      const clients = new TestClients(stage)
      const client = await clients.user()
      await client.request('login', clients.word())
      await client.expectError('it is logged in')
    },
  },
]

import { NONE } from '@parley/checks'
import { flawUnless } from '../objects.ts'
import { type Clients, checks, LOGIN } from './test-client.ts'

const NAMES = 'A name may have A to Z, a to z and 0 to 9 and nothing else: look at all of it.'

/** Longer than any name may be. */
const TOO_LONG = 65

/** Each of these names is refused, each on its own connection. */
async function refuses(
  clients: Clients,
  names: (good: string) => readonly string[],
): Promise<void> {
  for (const name of names(clients.word())) {
    await (await clients.asked('login', name)).hears('{"response": "error"}')
  }
}

const TAKEN = 'guest> {"request": "login", "content": "{ann}"}'

export const firstLoginChecks = checks(NONE, [
  {
    id: 'ktn-3.1c',
    title: 'accepts a login',
    hint: 'Answer {"request": "login", "content": "bob"} with an info, and remember the name for that connection.',
    async run(clients) {
      await clients.user()
    },
  },
])

export const loginChecks = checks(LOGIN, [
  {
    id: 'ktn-3.1c.letters',
    title: 'accepts names with capitals and digits',
    hint: NAMES,
    async run(clients) {
      const digits = String(Math.floor(clients.stage.random() * 1e12))
      for (const name of [`Z${clients.word().toUpperCase()}9`, `${digits}7`]) {
        await clients.user({ name, password: '' })
      }
    },
  },
  {
    id: 'ktn-3.1',
    title: 'answers a login with the words clients wait for',
    hint: 'The content of the info is "Login successful": some clients wait for exactly this.',
    async run(clients) {
      const guest = await clients.asked('login', clients.word())
      await guest.expectInfo(
        'Login successful',
        () => true,
        (fields) =>
          flawUnless(fields.get('content') === 'Login successful', 'it says something else'),
      )
    },
  },
  {
    id: 'ktn-3.2',
    title: 'refuses a name with a sign',
    hint: NAMES,
    run: (clients) =>
      refuses(clients, (name) => [
        `${name}!`,
        `${name}_`,
        `-${name}`,
        `${name} ${name}`,
        `${name.slice(0, 4)}@${name.slice(4)}`,
      ]),
  },
  {
    id: 'ktn-3.2.letters',
    title: 'refuses a name with letters or digits outside ASCII',
    hint: `ø and ٣ are letters and digits too, but not of these; isalnum() takes them. ${NAMES}`,
    run: (clients) => refuses(clients, (name) => [`${name}ø`, `${name}٣`, `Ж${name}`]),
  },
  {
    id: 'ktn-3.2d',
    title: 'refuses an empty name',
    hint: 'Refuse a name that has no letter and no digit.',
    run: (clients) => refuses(clients, () => ['', '  ']),
  },
  {
    id: 'ktn-3.2a',
    title: 'refuses a name of 65 letters',
    hint: 'Refuse a name that is longer than 64 letters and digits.',
    run: (clients) => refuses(clients, (name) => [name.padEnd(TOO_LONG, 'x')]),
  },
  {
    id: 'ktn-3.2b',
    title: 'ignores spaces after the name',
    hint: 'Remove the spaces at the end of the name before you look at it.',
    async run(clients) {
      const name = clients.word()
      const guest = await clients.asked('login', `${name}  `)
      await guest.expectLogin()
      await guest.requestList([name])
    },
  },
  {
    id: 'ktn-3.2c',
    title: 'accepts another login after a bad name',
    hint: 'Keep the connection open after the error, and read the next request of it.',
    needs: ['ktn-3.2'],
    async run(clients) {
      const guest = await clients.asked('login', `${clients.word()}!`)
      await guest.hears('{"response": "error"}', 'ktn-3.2')
      await guest.login(clients.account(), 'ktn-3.2c')
    },
  },
  {
    id: 'ktn-3.3',
    title: 'refuses a name that is in use',
    hint: 'Before you let somebody in, look whether the name is among those who are logged in.',
    steps: [TAKEN, 'guest< {"response": "error"}'],
  },
  {
    id: 'ktn-3.3b',
    title: 'answers a name in use with the words clients wait for',
    hint: 'The content of the error is "Username taken".',
    needs: ['ktn-3.3'],
    steps: [TAKEN, 'guest< {"response": "error", "content": "Username taken"}'],
  },
  {
    id: 'ktn-3.3a',
    title: 'accepts another login after a name in use',
    hint: 'Keep the connection open after the error, and read the next request of it.',
    needs: ['ktn-3.3'],
    async run(clients) {
      const guest = await clients.asked('login', (await clients.user()).name)
      await guest.hears('{"response": "error"}', 'ktn-3.3')
      await guest.login(clients.account(), 'ktn-3.3a')
    },
  },
  {
    id: 'ktn-3.1b',
    title: 'tells the others who logged in',
    hint: 'At a login send an info such as "bob has logged in" to everyone else.',
    steps: ['ann< {"response": "info", "content": "...{bob}..."}'],
  },
  {
    id: 'ktn-5.3',
    title: 'names the server as the sender of its notices',
    hint: 'The sender of what the server itself has to say is the word server.',
    needs: ['ktn-3.1b'],
    steps: ['ann< {"sender": "server", "response": "info", "content": "...{bob}..."}'],
  },
  {
    id: 'ktn-3.4',
    title: 'refuses a second login on the same connection',
    hint: 'Remember for each connection that it has logged in; another login is then an error.',
    steps: ['ann> {"request": "login", "content": "{name}"}', 'ann< {"response": "error"}'],
  },
])

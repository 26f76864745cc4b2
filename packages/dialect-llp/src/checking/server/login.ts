import { type Clients, checks, LOGIN, NONSENSE, oneOf, said } from './test-client.ts'

/** Each line, said on a connection of its own without a login, is answered with this. */
async function areAnswered(clients: Clients, answer: string, lines: readonly string[]) {
  for (const line of lines) await (await clients.connect()).request(line, answer)
}

/** The name may be had: nobody refuses its letters. */
async function isPossible(clients: Clients, name: string): Promise<void> {
  const guest = await clients.connect()
  await guest.say(`LOGIN ${name}`)
  const expected = `> OK - Hello ${name}`
  await guest.match(expected, oneOf(expected, said.taken))
}

export const firstLoginChecks = checks(
  [],
  [
    {
      id: 'llp-3.2',
      title: 'confirms a login',
      hint: 'Answer "LOGIN bob" with "> OK - Hello bob" and \\n: the name as it came, nothing after it.',
      steps: ['guest> LOGIN {name}\n', 'guest< > OK - Hello {name}\n'],
    },
    {
      id: 'llp-3.2.names',
      title: 'accepts names of 3 and of 15 letters and digits',
      hint: 'A name may have 3 to 15 letters and digits, in any order and any case; 3 and 15 included.',
      needs: ['llp-3.2'],
      async run(clients) {
        await isPossible(clients, clients.word().slice(-3))
        await isPossible(clients, clients.word().padEnd(15, 'Z9'))
        await isPossible(clients, `7${clients.word().toUpperCase()}`)
      },
    },
    {
      id: 'llp-3.1',
      title: 'refuses commands before the login',
      hint: 'As long as nobody has logged in, answer everything but LOGIN with the Unknown Command line.',
      run: (clients) =>
        areAnswered(clients, said.unknown, [
          'LIST',
          `MESSAGE ${clients.word()}`,
          NONSENSE,
          'LOGOUT',
        ]),
    },
    {
      id: 'llp-3.3',
      title: 'refuses a name that is missing, too short or too long',
      hint: 'Check the name before you take it: at least 3 and at most 15 letters and digits, nothing else.',
      async run(clients) {
        const long = clients.word().padEnd(16, 'x')
        await areAnswered(clients, said.badName, ['LOGIN', 'LOGIN ab', `LOGIN ${long}`])
      },
    },
    {
      id: 'llp-3.3.letters',
      title: 'refuses a name with other characters',
      hint: 'Only a to z, A to Z and 0 to 9 may be in a name.',
      async run(clients) {
        const name = clients.word()
        const logins = Array.from('_-.!', (letter) => `LOGIN ${name}${letter}`)
        await areAnswered(clients, said.badName, logins)
      },
    },
    {
      id: 'llp-3.3b',
      title: 'refuses a name with letters outside ASCII',
      hint: 'isalnum() and \\w know many letters more than a to z, and many digits more than 0 to 9.',
      async run(clients) {
        const name = clients.word()
        const logins = Array.from('ö٣', (letter) => `LOGIN ${name}${letter}`)
        await areAnswered(clients, said.badName, logins)
      },
    },
  ],
)

export const loginChecks = checks(LOGIN, [
  {
    id: 'llp-3.4',
    title: 'refuses a second login on the same connection',
    hint: 'Check whether this connection has logged in before you check the name.',
    steps: [
      'ann> LOGIN {name}\n',
      'ann< > ERROR - You are already logged in\n',
      'bob> LOGIN {bob}\n',
      'bob< > ERROR - You are already logged in\n',
    ],
  },
  {
    id: 'llp-3.5',
    title: 'refuses a name that is in use',
    hint: 'Keep the names of all who are logged in, and answer "> ERROR - Username is use", spelt so.',
    steps: [
      'guest> LOGIN {ann}\n',
      'guest< > ERROR - Username is use\n',
      'ann> QWERTY\n',
      [`ann< ${said.unknown}\n`, 'llp-3.13'],
    ],
  },
  {
    id: 'llp-3.5a',
    title: 'accepts a login after refused ones',
    hint: 'After a refused login keep the connection open and read on; it has no name yet.',
    needs: ['llp-3.3', 'llp-3.5'],
    steps: [
      'guest> LOGIN\n',
      ['guest< > ERROR - Invalid username, try again\n', 'llp-3.3'],
      'guest> LOGIN {ann}\n',
      'guest< > ERROR - Username is use\n',
      'guest> LOGIN {name}\n',
      'guest< > OK - Hello {name}\n',
    ],
  },
])

export const emptyLineChecks = checks(
  [],
  [
    {
      id: 'llp-3.1.empty',
      title: 'refuses an empty line before the login',
      hint: 'An empty line is a command that does not exist: answer it, and note that it has no first word.',
      run: (clients) => areAnswered(clients, said.unknown, ['', ' ']),
    },
  ],
)

import { NONSENSE, oneOf, type ServerCheck, type Stage, said, TestClients } from './test-client.ts'

/** What is said before a login is answered Unknown Command. */
async function isUnknown(stage: Stage, ...lines: readonly string[]): Promise<void> {
  const clients = new TestClients(stage)
  for (const line of lines) {
    const client = await clients.stranger()
    await client.say(line)
    await client.hears(said.unknown)
  }
}

async function isBadName(stage: Stage, logins: readonly string[]): Promise<void> {
  const clients = new TestClients(stage)
  for (const login of logins) {
    const client = await clients.stranger()
    await client.say(login)
    await client.hears(said.badName)
  }
}

/** The name may be had: nobody refuses its letters. */
async function isPossible(stage: Stage, name: string): Promise<void> {
  const client = await new TestClients(stage).stranger()
  await client.say(`LOGIN ${name}`)
  const expected = `> OK - Hello ${name}`
  await client.match(expected, oneOf(expected, said.taken))
}

export const loginChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-3.2',
    title: 'confirms a login',
    hint: 'Answer "LOGIN bob" with "> OK - Hello bob" and \\n: the name as it came, nothing after it.',
    async run(stage) {
      await new TestClients(stage).user()
    },
  },
  {
    rule: 'llp-3.2',
    variant: 'names',
    title: 'accepts names of 3 and of 15 letters and digits',
    hint: 'A name may have 3 to 15 letters and digits, in any order and any case; 3 and 15 included.',
    needs: ['llp-3.2'],
    async run(stage) {
      await isPossible(stage, stage.name().slice(-3))
      await isPossible(stage, stage.name().padEnd(15, 'Z9'))
      await isPossible(stage, `7${stage.name().toUpperCase()}`)
    },
  },
  {
    rule: 'llp-3.1',
    title: 'refuses commands before the login',
    hint: 'As long as nobody has logged in, answer everything but LOGIN with the Unknown Command line.',
    async run(stage) {
      await isUnknown(stage, 'LIST', `MESSAGE ${stage.name()}`, NONSENSE, 'LOGOUT')
    },
  },
  {
    rule: 'llp-3.3',
    title: 'refuses a name that is missing, too short or too long',
    hint: 'Check the name before you take it: at least 3 and at most 15 letters and digits, nothing else.',
    async run(stage) {
      const long = stage.name().padEnd(16, 'x')
      await isBadName(stage, ['LOGIN', 'LOGIN ab', `LOGIN ${long}`])
    },
  },
  {
    rule: 'llp-3.3',
    variant: 'letters',
    title: 'refuses a name with other characters',
    hint: 'Only a to z, A to Z and 0 to 9 may be in a name; isalnum() and \\w know many letters more.',
    async run(stage) {
      const name = stage.name()
      await isBadName(
        stage,
        ['_', '-', '.', '!', 'ö', '٣'].map((letter) => `LOGIN ${name}${letter}`),
      )
    },
  },
  {
    rule: 'llp-3.4',
    title: 'refuses a second login on the same connection',
    hint: 'Check whether this connection has logged in before you check the name.',
    needs: ['llp-3.2'],
    async run(stage) {
      const clients = new TestClients(stage)
      const ann = await clients.user()
      await ann.say(`LOGIN ${stage.name()}`)
      await ann.hears(said.again)
      const bob = await clients.user()
      await bob.say(`LOGIN ${bob.name}`)
      await bob.hears(said.again)
    },
  },
  {
    rule: 'llp-3.5',
    title: 'refuses a name that is in use',
    hint: 'Keep the names of all who are logged in, and answer "> ERROR - Username is use", spelt so.',
    needs: ['llp-3.2'],
    async run(stage) {
      const clients = new TestClients(stage)
      const ann = await clients.user()
      const other = await clients.stranger()
      await other.say(`LOGIN ${ann.name}`)
      await other.hears(said.taken)
      await ann.answered()
    },
  },
  {
    rule: 'llp-3.5a',
    title: 'accepts a login after refused ones',
    hint: 'After a refused login keep the connection open and read on; it has no name yet.',
    needs: ['llp-3.2', 'llp-3.3', 'llp-3.5'],
    async run(stage) {
      const clients = new TestClients(stage)
      const ann = await clients.user()
      const other = await clients.stranger()
      await other.say('LOGIN')
      await other.hears(said.badName, 'llp-3.3')
      await other.say(`LOGIN ${ann.name}`)
      await other.hears(said.taken)
      const name = stage.name()
      await other.say(`LOGIN ${name}`)
      await other.hears(`> OK - Hello ${name}`)
    },
  },
]

export const emptyLineCheck: ServerCheck = {
  rule: 'llp-3.1',
  variant: 'empty',
  title: 'refuses an empty line before the login',
  hint: 'An empty line is a command that does not exist: answer it, and note that it has no first word.',
  async run(stage) {
    await isUnknown(stage, '', ' ')
  },
}

import {
  ARRIVING,
  NONSENSE,
  pair,
  SENDING,
  type ServerCheck,
  type Stage,
  said,
  TestClients,
} from './test-client.ts'

async function areUnknown(stage: Stage, ...commands: readonly string[]): Promise<void> {
  const clients = new TestClients(stage)
  for (const command of commands) {
    const client = await clients.user()
    await client.say(command)
    await client.hears(said.unknown)
  }
}

export const recipientChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-3.11',
    title: 'refuses a message to a user who does not exist',
    hint: 'Look the recipient up when the message is closed; if there is no such user, answer with the error.',
    needs: ['llp-3.2', 'llp-3.7'],
    async run(stage) {
      const ann = await new TestClients(stage).user()
      await ann.compose(stage.name())
      await ann.say('hello', 'XOXOXO')
      await ann.hears(said.nobody)
    },
  },
  {
    rule: 'llp-3.11',
    variant: 'case',
    title: 'does not deliver to the same name in capitals',
    hint: 'Compare names as they are: "ann" and "ANN" are different users.',
    needs: [...SENDING, 'llp-3.11'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.compose(bob.name.toUpperCase())
      await ann.say('hello', 'XOXOXO')
      await ann.hears(said.nobody)
    },
  },
]

export const errorChecks: readonly ServerCheck[] = [
  {
    rule: 'llp-3.13',
    title: 'refuses an unknown command',
    hint: 'Answer any other first word with the Unknown Command line, also after the login.',
    needs: ['llp-3.2'],
    async run(stage) {
      await areUnknown(stage, NONSENSE, `${NONSENSE} LIST`, '42')
    },
  },
  {
    rule: 'llp-3.13',
    variant: 'empty',
    title: 'refuses an empty line after the login',
    hint: 'An empty line is a command that does not exist: answer it, and note that it has no first word.',
    needs: ['llp-3.2'],
    async run(stage) {
      await areUnknown(stage, '', '  ')
    },
  },
  {
    rule: 'llp-3.13',
    variant: 'case',
    title: 'refuses commands in small letters',
    hint: 'Commands are upper case only: compare the word as it came.',
    needs: ['llp-3.2'],
    async run(stage) {
      await areUnknown(stage, 'list', 'List', `message ${stage.name()}`, 'logout')
    },
  },
  {
    rule: 'llp-3.13',
    variant: 'extensions',
    title: 'refuses commands that the original does not have',
    hint: 'There are four commands: LOGIN, LOGOUT, LIST and MESSAGE.',
    needs: ['llp-3.2'],
    scope: 'original',
    async run(stage) {
      await areUnknown(stage, 'BROADCAST', `BLOCK ${stage.name()}`, 'HISTORY', 'HELP')
    },
  },
  {
    rule: 'llp-3.13a',
    title: 'keeps the connection open after a refusal',
    hint: 'Answer a mistake and read on; do not close the connection.',
    needs: [...ARRIVING, 'llp-3.4', 'llp-3.8', 'llp-3.11', 'llp-3.13'],
    async run(stage) {
      const { ann, bob } = await pair(stage)
      await ann.say(NONSENSE)
      await ann.hears(said.unknown, 'llp-3.13')
      await ann.say('MESSAGE')
      await ann.hears(said.badRecipient)
      await ann.say('LOGIN')
      await ann.match('a refusal', ({ frame }) =>
        frame.kind === 'status' && !frame.ok ? undefined : { why: 'it is none' },
      )
      await ann.compose(stage.name(), 'llp-3.13a')
      await ann.say('hello', 'XOXOXO')
      await ann.hears(said.nobody)
      await ann.reaches(bob, 'llp-3.13a')
    },
  },
]

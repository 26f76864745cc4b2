import { ARRIVING, checks, LOGIN, NONSENSE, SENDING, said } from './test-client.ts'

const WHO = ['ann', 'bob', 'eve', 'dan'] as const

/** Each of these is said by somebody else, and is no command. */
const areUnknown = (...commands: readonly string[]) =>
  WHO.flatMap((who, index) => {
    const command = commands[index]
    return command === undefined
      ? []
      : ([`${who}> ${command}\n`, `${who}< ${said.unknown}\n`] as const)
  })

const startsMessage = (to: string) =>
  [`ann> MESSAGE ${to}\n`, [`ann< ${said.compose}\n`, 'llp-3.7']] as const

export const nobodyChecks = checks(LOGIN, [
  {
    id: 'llp-3.11',
    title: 'refuses a message to a user who does not exist',
    hint: 'Look the recipient up when the message is closed; if there is no such user, answer with the error.',
    needs: ['llp-3.7'],
    steps: [
      ...startsMessage('{nobody}'),
      'ann> hello\n',
      'ann> XOXOXO\n',
      'ann< > ERROR - Recipient does not exist\n',
    ],
  },
])

export const recipientChecks = checks(SENDING, [
  {
    id: 'llp-3.11.case',
    title: 'does not deliver to the same name in capitals',
    hint: 'Compare names as they are: "ann" and "ANN" are different users.',
    needs: ['llp-3.11'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.compose(bob.name.toUpperCase())
      await ann.say('hello')
      await ann.request('XOXOXO', said.nobody)
    },
  },
])

export const errorChecks = checks(LOGIN, [
  {
    id: 'llp-3.13',
    title: 'refuses an unknown command',
    hint: 'Answer any other first word with the Unknown Command line, also after the login.',
    steps: areUnknown(NONSENSE, `${NONSENSE} LIST`, '42'),
  },
  {
    id: 'llp-3.13.empty',
    title: 'refuses an empty line after the login',
    hint: 'An empty line is a command that does not exist: answer it, and note that it has no first word.',
    steps: areUnknown('', '  '),
  },
  {
    id: 'llp-3.13.case',
    title: 'refuses commands in small letters',
    hint: 'Commands are upper case only: compare the word as it came.',
    steps: areUnknown('list', 'List', 'message {nobody}', 'logout'),
  },
  {
    id: 'llp-3.13.extensions',
    title: 'refuses commands that the original does not have',
    hint: 'There are four commands: LOGIN, LOGOUT, LIST and MESSAGE.',
    scope: 'original',
    steps: areUnknown('BROADCAST', 'BLOCK {nobody}', 'HISTORY', 'HELP'),
  },
])

export const stayChecks = checks(ARRIVING, [
  {
    id: 'llp-3.13a',
    title: 'keeps the connection open after a refusal',
    hint: 'Answer a mistake and read on; do not close the connection.',
    needs: ['llp-3.4', 'llp-3.8', 'llp-3.11', 'llp-3.13'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await ann.request(NONSENSE, said.unknown, 'llp-3.13')
      await ann.request('MESSAGE', said.badRecipient)
      await ann.say('LOGIN')
      await ann.match('a refusal', ({ frame }) =>
        frame.kind === 'status' && !frame.ok ? undefined : { why: 'it is none' },
      )
      await ann.compose(clients.word(), 'llp-3.13a')
      await ann.say('hello')
      await ann.request('XOXOXO', said.nobody)
      await ann.reaches(bob, 'llp-3.13a')
    },
  },
])

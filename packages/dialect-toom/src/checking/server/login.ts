import { NONE } from '@parley/checks'
import { options } from '../../options.ts'
import { said } from '../texts.ts'
import { reply } from './replies.ts'
import { APART, checks, POSTING } from './test-client.ts'

/** A wrong password for every account. */
const WRONG = 'not-the-password'

/** What is tried where one wrong password locks nothing. */
function untried(settings: unknown): string | undefined {
  const { attempts } = options.parse(settings)
  return attempts < 2 ? 'the first wrong password locks the name already' : undefined
}

/** Nothing else works without these. */
export const firstLoginChecks = checks(NONE, [
  {
    id: 'toom-2.1',
    title: 'sends a greeting first',
    hint: "Send {'type': '', 'body': 'Successfully connected to server'} as soon as somebody has connected.",
    needs: ['toom-1.1', 'toom-1.1b'],
    async run(clients) {
      await clients.connect()
    },
  },
  {
    id: 'toom-2.2',
    title: 'accepts a login with the right password',
    hint: 'Split the body of LOGIN at its first space into name and password, and answer with the type LOGIN-A.',
    needs: ['toom-2.1'],
    async run(clients) {
      await clients.user()
    },
  },
  {
    id: 'toom-2.3a',
    title: 'does not answer a port',
    hint: 'Keep the port of UDP_PORT, and send nothing: the client does not read after it.',
    needs: ['toom-2.2'],
    async run(clients) {
      const ann = await clients.logIn(clients.account())
      await ann.request('UDP_PORT', clients.port())
      await ann.wire.silent()
    },
  },
])

export const secondSessionChecks = checks(POSTING, [
  {
    id: 'toom-2.5',
    title: 'accepts two logins of one user',
    hint: 'Do not refuse who is logged in elsewhere; keep what belongs to a connection apart from what belongs to the user.',
    async run(clients) {
      const account = clients.account()
      const first = await clients.user(account)
      const second = await clients.connect()
      await second.loginAs(account, ['LOGIN-A'], 'toom-2.5')
      await second.announce(clients.port())
      await second.nothing('toom-2.5')
      await first.nothing('toom-2.5')
    },
  },
])

export const loginChecks = checks(NONE, [
  {
    id: 'toom-2.1.words',
    title: 'sends the exact words of the greeting',
    hint: 'Begin with the type "" and the body "Successfully connected to server", to the letter.',
    needs: ['toom-2.1'],
    async run(clients) {
      const wire = await clients.stage.connect()
      await wire.expect(`a reply with type "" and body "${said.banner}"`, reply('', said.banner))
    },
  },
  {
    id: 'toom-2.2f',
    title: 'answers a login with an empty body',
    hint: "The type tells all: let the body of LOGIN-A and the others be ''.",
    needs: ['toom-2.2', 'toom-2.5'],
    async run(clients) {
      const account = clients.account()
      const ann = await clients.logIn(account)
      ann.wire.end()
      const again = await clients.connect()
      await again.request('LOGIN', `${account.name} ${account.password}`)
      await again.wire.expect('a reply with type "LOGIN-A" and body ""', reply('LOGIN-A', ''))
    },
  },
  {
    id: 'toom-2.2a',
    title: 'refuses a wrong password',
    hint: 'If the name exists and the password is another one, answer with the type LOGIN-F.',
    needs: ['toom-2.2', 'toom-2.5'],
    untried,
    async run(clients) {
      const account = clients.account()
      await clients.user(account)
      const other = await clients.connect()
      await other.loginAs({ ...account, password: WRONG }, ['LOGIN-F'], 'toom-2.2a')
      await other.loginAs(account, ['LOGIN-A'], 'toom-2.2g')
    },
  },
  {
    id: 'toom-2.2b',
    title: 'refuses an unknown name',
    hint: 'Look the name up before the password: if it does not exist, answer with the type LOGIN-N.',
    needs: ['toom-2.2'],
    async run(clients) {
      const other = await clients.connect()
      const stranger = { name: clients.word(), password: WRONG }
      const isOpen = clients.stage.options.register === 'open'
      const types = isOpen ? ['LOGIN-N', 'LOGIN-A'] : ['LOGIN-N']
      const type = await other.loginAs(stranger, types, 'toom-2.2b')
      if (type === 'LOGIN-A') {
        clients.stage.skip(
          'the server makes accounts: say --option register=closed where it should not',
        )
      }
    },
  },
  {
    id: 'toom-2.2g',
    title: 'accepts the right password after a wrong one',
    hint: 'Stay in the loop that waits for LOGIN: after LOGIN-F and LOGIN-N the client tries again on the same connection.',
    needs: ['toom-2.2', 'toom-2.5', 'toom-2.2a'],
    untried,
    async run(clients) {
      const account = clients.account()
      await clients.user(account)
      const other = await clients.connect()
      await other.loginAs({ ...account, password: WRONG }, ['LOGIN-F'], 'toom-2.2a')
      await other.loginAs(account, ['LOGIN-A'], 'toom-2.2g')
      other.name = account.name
      await other.announce(clients.port())
      await other.nothing()
    },
  },
  {
    id: 'toom-2.2g.name',
    title: 'accepts a known name after an unknown one',
    hint: 'After LOGIN-N the client asks for another name, and sends it over the same connection.',
    needs: ['toom-2.2', 'toom-2.5'],
    async run(clients) {
      const account = clients.account()
      await clients.user(account)
      const other = await clients.connect()
      const stranger = { name: clients.word(), password: WRONG }
      const type = await other.loginAs(stranger, ['LOGIN-N', 'LOGIN-A'], 'toom-2.2b')
      if (type === 'LOGIN-A')
        clients.stage.skip('the server makes accounts, so that no name is unknown')
      await other.loginAs(account, ['LOGIN-A'], 'toom-2.2g')
    },
  },
  {
    id: 'toom-2.3a.wrong',
    title: 'ignores an invalid port, or one before the login',
    hint: 'Pass over a UDP_PORT that you cannot use; an answer to it would be taken for that to the next command.',
    scope: 'extension',
    needs: ['toom-2.2', 'toom-2.3a', 'toom-3.1'],
    async run(clients) {
      const ann = await clients.connect()
      await ann.request('UDP_PORT', clients.port())
      await clients.stage.pass(APART)
      const account = clients.account()
      const type = await ann.loginAs(account, ['LOGIN-A', 'LOGIN-N'], 'toom-2.3a')
      if (type === 'LOGIN-N') clients.unknown(account.name)
      for (const port of ['high', '', -1, 0, 70_000]) {
        await ann.request('UDP_PORT', port)
        await clients.stage.pass(APART)
      }
      await ann.nothing('toom-2.3a')
    },
  },
  {
    id: 'toom-3.9',
    title: 'refuses commands before the login',
    hint: 'As long as nobody has logged in on this connection, do nothing but answer F and "Please log in first."',
    needs: ['toom-2.1'],
    steps: [
      "guest> {'type': 'MSG', 'body': '{word} before the login'}",
      "guest< {'type': 'F', 'body': 'Please log in first.'}",
      "guest> {'type': 'ATU', 'body': ''}",
      "guest< {'type': 'F', 'body': 'Please log in first.'}",
      "guest> {'type': 'RDM', 'body': '01 Jan 2001 00:00:00'}",
      "guest< {'type': 'F', 'body': 'Please log in first.'}",
    ],
  },
  {
    id: 'toom-3.9.undone',
    title: 'does not post a message sent before the login',
    hint: 'Refuse a command before the login before you carry it out.',
    needs: ['toom-2.2', 'toom-3.1', 'toom-3.5', 'toom-3.9'],
    async run(clients) {
      const ann = await clients.user()
      const client = await clients.connect()
      const { date } = await ann.post(clients.word())
      const text = `${clients.word()} before the login`
      await client.exchange(['MSG', text], ['F', said.stranger], 'toom-3.9')
      await ann.expectUnlisted(date, text, 'toom-3.9')
    },
  },
])

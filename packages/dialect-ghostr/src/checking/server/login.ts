import { NONE } from '@parley/checks'
import { options } from '../../options.ts'
import { checks, LOGGED_IN, SENT } from './test-client.ts'

function untried(settings: unknown): string | undefined {
  const { register } = options.parse(settings)
  return register === 'closed' ? 'the server lets no new users in' : undefined
}

/** What spoils a server that loses who is online comes late. */
export const accountChecks = checks(SENT, [
  {
    id: 'ghostr-2.3a',
    title: 'leaves the others online when a new name gets an account',
    hint: 'Add the new user to those you know: reading all accounts anew forgets who is online.',
    needs: ['ghostr-2.3'],
    untried,
    async run(clients) {
      const [one, other] = await clients.pair()
      const late = await clients.connect()
      await late.login({ name: clients.word(), password: 'falcon*solo' }, 'ghostr-2.3')
      await one.say('message', { message: 'still here', user: other.name })
      await other.gets(one.name, 'still here')
    },
  },
])

export const loginChecks = checks(NONE, [
  {
    id: 'ghostr-1.4',
    title: 'writes nothing before the login',
    hint: 'Write nothing to a connection that has not logged in.',
    async run(clients) {
      const one = await clients.connect()
      await one.wire.silent()
    },
  },
  {
    id: 'ghostr-2.2',
    title: 'answers a login with a status',
    hint: 'Answer {"action": "login", …} with {"action": "login", "status": …}.',
    async run(clients) {
      const { name, password } = clients.account()
      const one = await clients.connect()
      await one.sayLogin(name, password)
      await one.wire.expect('{"action": "login", "status": …}', ({ frame, text }) => {
        if (frame.kind === 'status' && frame.action === 'login') return undefined
        return { why: 'it is another object', at: Math.max(0, text.indexOf('"action"')) }
      })
    },
  },
  {
    id: 'ghostr-2.2a',
    title: 'accepts the right password',
    hint: 'Answer a login with the right password, or of a new user, with SUCCESS.',
    async run(clients) {
      await clients.user()
    },
  },
  {
    id: 'ghostr-2.3',
    title: 'gives a new name an account',
    hint: 'An unknown name is a new user: store its password, and answer SUCCESS.',
    needs: LOGGED_IN,
    untried,
    async run(clients) {
      const one = await clients.connect()
      await one.sayLogin(clients.word(), 'falcon*solo')
      await one.status('login', 'SUCCESS')
    },
  },
  {
    id: 'ghostr-2.1',
    title: 'accepts a private_port that is a string',
    hint: 'Take private_port as a number, and as a string that holds one.',
    needs: LOGGED_IN,
    async run(clients) {
      const { name, password } = clients.account()
      const one = await clients.connect()
      await one.say('login', { username: name, password, private_port: '54523' })
      await one.status('login', 'SUCCESS')
    },
  },
  {
    id: 'ghostr-2.2f',
    title: 'refuses a user who is online already',
    hint: 'Answer a login of a user who is online with ALREADY_LOGGED_IN.',
    needs: LOGGED_IN,
    async run(clients) {
      const one = await clients.user()
      const other = await clients.connect()
      await other.sayLogin(one.name, one.password)
      await other.status('login', 'ALREADY_LOGGED_IN')
    },
  },
])

import { NONE } from '@parley/checks'
import { options } from '../../options.ts'
import { valueIn } from '../fields.ts'
import { checks, FRAMED_LOGIN, type TextClient } from './test-client.ts'

/** Logs on with a wrong password; gives the tries that are left. */
export async function fails(client: TextClient, rule: string): Promise<string> {
  await client.auth('wrong', '0')
  const heard = await client.answered('AUTH', { PASW: '0' }, rule)
  return valueIn(heard.text, 'ATMP') ?? ''
}

export const loginChecks = checks(NONE, [
  {
    id: 'ghostr-text-9.1',
    title: 'accepts a name at LOGON',
    hint: 'Answer LOGON with RET: 1 if the name may log in now.',
    needs: ['ghostr-text-1.1', 'ghostr-text-1.1a'],
    async run(clients) {
      const client = await clients.connect()
      await client.logon(clients.account().name)
    },
  },
  {
    id: 'ghostr-text-9.2',
    title: 'accepts the right password',
    hint: 'Answer AUTH with PASW: 1 if the password is right.',
    needs: FRAMED_LOGIN.slice(0, 3),
    async run(clients) {
      await clients.user()
    },
  },
  {
    id: 'ghostr-text-9.2.again',
    title: 'accepts a second login after a logout',
    hint: 'After a LOGOUT the name is free again, and its password is still the same.',
    needs: FRAMED_LOGIN,
    async run(clients) {
      const account = clients.account()
      const client = await clients.user(account)
      await client.logout()
      await clients.user(account)
    },
  },
  {
    id: 'ghostr-text-2.1a',
    title: 'gives a new name an account',
    hint: 'Keep the password of the first AUTH of a name, and compare with it the next time.',
    needs: FRAMED_LOGIN,
    untried(settings) {
      const { register } = options.parse(settings)
      return register === 'closed' ? 'the server lets no new users in' : undefined
    },
    async run(clients) {
      const { name, password } = await clients.away({
        name: clients.word(),
        password: 'falcon*solo',
      })
      const client = await clients.connect()
      await client.logon(name)
      await fails(client, 'ghostr-text-2.1a')
      await client.auth(password)
      await client.answered('AUTH', { PASW: '1' }, 'ghostr-text-9.2b')
    },
  },
  {
    id: 'ghostr-text-9.1a',
    title: 'writes NEW: 1 for a new name',
    hint: 'NEW is 1 if the name has no account yet and gets one with its password.',
    needs: FRAMED_LOGIN,
    async run(clients) {
      const client = await clients.connect()
      await client.say('LOGON', { WHO: clients.word() })
      const isNew = clients.stage.options.register === 'closed' ? '0' : '1'
      await client.answered('LOGON', { NEW: isNew })
    },
  },
  {
    id: 'ghostr-text-9.1a.known',
    title: 'writes NEW: 0 for a name that has an account',
    hint: 'NEW is 0 if the name has an account: look it up at LOGON.',
    needs: FRAMED_LOGIN,
    async run(clients) {
      const account = clients.account()
      const first = await clients.user(account)
      await first.logout()
      const { text } = await (await clients.connect()).logon(account.name)
      if (valueIn(text, 'NEW') !== '0') clients.stage.fail('NEW is not 0')
    },
  },
  {
    id: 'ghostr-text-9.1b',
    title: 'refuses a name that is logged in',
    hint: 'Answer LOGON with RET: 0 and the reason in ERR while that name is logged in.',
    needs: FRAMED_LOGIN,
    async run(clients) {
      const account = clients.account()
      await clients.user(account)
      const second = await clients.connect()
      await second.say('LOGON', { WHO: account.name })
      const { text } = await second.answered('LOGON', {}, 'ghostr-text-9.1')
      if (valueIn(text, 'RET') === '0') {
        if (/^[0\s]*$/.test(valueIn(text, 'ERR') ?? '')) clients.stage.fail('ERR gives no reason')
        return
      }
      await second.auth(account.password)
      const { text: answer } = await second.answered('AUTH', {}, 'ghostr-text-9.2')
      if (valueIn(answer, 'PASW') === '1') clients.stage.fail('two are logged in with one name')
    },
  },
  {
    id: 'ghostr-text-9.1b.broadcast',
    title: 'refuses the name broadcast',
    hint: '"broadcast" is the TO of a broadcast: refuse it as a name.',
    scope: 'extension',
    needs: FRAMED_LOGIN,
    steps: ['guest> TYPE: LOGON;;WHO: broadcast;;', 'guest< TYPE: LOGON;;RET: 0;;'],
  },
])

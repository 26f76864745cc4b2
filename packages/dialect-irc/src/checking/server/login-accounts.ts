import { Buffer } from 'node:buffer'
import type { Account } from '@parley/checks'
import { guestWith } from './login-capabilities.ts'
import { type Clients, checks, type IrcClient, LOGIN } from './test-client.ts'

const WRONG = 'not-the-password'

/** Somebody whose nickname has a password; skips where the server keeps none. */
async function protectedAccount(clients: Clients): Promise<Account> {
  const { name, password } = clients.stage.account()
  clients.words.add(name)
  const maker = await clients.connect()
  if (!(await maker.tryLogin({ name, password }))) return none(clients)
  await maker.leave()
  await maker.wire.closes('irc-5.4')
  const stranger = await clients.connect()
  if (await stranger.tryLogin({ name, password: '' })) return none(clients)
  stranger.wire.end()
  return { name, password }
}

function none(clients: Clients): never {
  return clients.stage.skip('nicknames of this server have no passwords')
}

/** Says the password as PLAIN does. */
async function plain(guest: IrcClient, name: string, password: string): Promise<void> {
  await guest.say('AUTHENTICATE PLAIN')
  await guest.hears('AUTHENTICATE +', 'irc-2.8')
  const words = Buffer.from(`${name}\0${name}\0${password}`).toString('base64')
  await guest.say(`AUTHENTICATE ${words}`)
}

export const accountChecks = checks(LOGIN, [
  {
    id: 'irc-2.7',
    title: 'refuses a wrong password',
    hint: 'Answer a wrong PASS with 464, and register nobody.',
    needs: ['irc-5.4'],
    async run(clients) {
      const { name } = await protectedAccount(clients)
      const guest = await clients.connect()
      await guest.introduce({ name, password: WRONG })
      await guest.hears('464')
    },
  },
  {
    id: 'irc-2.8b',
    title: 'refuses an unknown SASL mechanism',
    hint: 'Answer a mechanism that there is not with 908, which names those that there are, or 904.',
    needs: ['irc-2.5a', 'irc-2.5b'],
    async run(clients) {
      const guest = await guestWith(clients, ['sasl'])
      await guest.say('AUTHENTICATE QWERTY')
      await guest.hears('908|904')
    },
  },
  {
    id: 'irc-2.8',
    title: 'logs in by SASL PLAIN',
    hint: 'Answer the right password with 900 and 903.',
    needs: ['irc-2.5a', 'irc-2.5b', 'irc-5.4'],
    async run(clients) {
      const { name, password } = await protectedAccount(clients)
      const guest = await guestWith(clients, ['sasl'])
      await guest.say(`NICK ${name}`, `USER ${name} 0 * :${name}`)
      await plain(guest, name, password)
      await guest.hears('900')
      await guest.hears('903')
      await guest.say('CAP END')
      await guest.hears('001')
    },
  },
  {
    id: 'irc-2.8a',
    title: 'refuses a wrong password by SASL PLAIN',
    hint: 'Answer a wrong password with 904.',
    needs: ['irc-2.8'],
    async run(clients) {
      const { name } = await protectedAccount(clients)
      const guest = await guestWith(clients, ['sasl'])
      await guest.say(`NICK ${name}`, `USER ${name} 0 * :${name}`)
      await plain(guest, name, WRONG)
      await guest.hears('904')
    },
  },
])

import type { Clients, IrcClient } from './test-client.ts'
import { checks, LOGIN } from './test-client.ts'

/** Of a server without CAP. */
const NONE = 'this server has no capabilities'

/** Names of capabilities, without their values. */
async function offered(guest: IrcClient): Promise<readonly string[]> {
  await guest.say('CAP LS 302', 'NICK')
  const names: string[] = []
  for (;;) {
    const { command, params } = await guest.first(
      'CAP * LS',
      (one) => /^4\d\d$/.test(one.command),
      'irc-2.5',
    )
    if (command !== 'CAP') return guest.stage.skip(NONE)
    names.push(...(params.at(-1) ?? '').split(' ').map((one) => one.replace(/=.*$/, '')))
    if (params[2] === '*') continue
    await guest.first('431', (one) => /^4\d\d$/.test(one.command), 'irc-2.3d')
    return names.filter((name) => name !== '')
  }
}

/** Somebody who has not registered, for whom these are on. */
export async function guestWith(clients: Clients, names: readonly string[]): Promise<IrcClient> {
  const guest = await clients.connect()
  const known = await offered(guest)
  const missing = names.filter((name) => !known.includes(name))
  if (missing.length > 0) clients.stage.skip(`this server does not have ${missing.join(', ')}`)
  await guest.say(`CAP REQ :${names.join(' ')}`)
  await guest.hears('CAP * ACK', 'irc-2.5b')
  return guest
}

/** Somebody who is registered, for whom these are on. */
export async function userWith(
  clients: Clients,
  names: readonly string[],
  account = clients.account(),
): Promise<IrcClient> {
  const guest = await guestWith(clients, names)
  await guest.introduce(account)
  await guest.say('CAP END')
  await guest.hears('001', 'irc-2.5a')
  return guest
}

export const capabilityChecks = checks(LOGIN, [
  {
    id: 'irc-2.5',
    title: 'tells its capabilities before the registration',
    hint: 'Answer CAP LS with ":server CAP * LS :" and the names, at any time.',
    async run(clients) {
      const guest = await clients.connect()
      const names = await offered(guest)
      const wrong = names.find((name) => !/^[\w./-]+$/.test(name))
      if (wrong !== undefined) clients.stage.fail(`${wrong} is no name of a capability`)
    },
  },
  {
    id: 'irc-2.5.later',
    title: 'tells its capabilities after the registration',
    hint: 'CAP LS is answered after the registration, too, with the nickname in place of *.',
    needs: ['irc-2.5'],
    async run(clients) {
      const first = await clients.connect()
      await offered(first)
      const ann = await clients.user()
      await ann.say('CAP LS')
      await ann.hears(`CAP ${ann.name} LS`)
    },
  },
  {
    id: 'irc-2.5a',
    title: 'waits with the registration until CAP END',
    hint: 'From CAP LS or CAP REQ on the registration waits, also where NICK and USER have come.',
    needs: ['irc-2.5', 'irc-2.2b'],
    async run(clients) {
      const guest = await clients.connect()
      await offered(guest)
      await guest.introduce(clients.account())
      await guest.say('JOIN #tea')
      const { command } = await guest.first('451', (one) => one.command === '001')
      if (command === '001') clients.stage.fail('it does not wait')
      await guest.say('CAP END')
      await guest.hears('001')
    },
  },
  {
    id: 'irc-2.5b',
    title: 'turns on capabilities that it has',
    hint: 'Answer CAP REQ with ACK and the same names, where all of them are known.',
    needs: ['irc-2.5'],
    async run(clients) {
      const guest = await clients.connect()
      const names = await offered(guest)
      const name = ['server-time', 'multi-prefix', ...names].find((one) => names.includes(one))
      if (name === undefined) return clients.stage.skip(NONE)
      await guest.say(`CAP REQ :${name}`)
      await guest.hears('CAP * ACK')
    },
  },
  {
    id: 'irc-2.5b.unknown',
    title: 'refuses capabilities that it has not',
    hint: 'Where one name is unknown, the whole request is answered NAK, and none is turned on.',
    needs: ['irc-2.5'],
    async run(clients) {
      const guest = await clients.connect()
      await offered(guest)
      await guest.say('CAP REQ :example.org/none')
      await guest.hears('CAP * NAK')
    },
  },
  {
    id: 'irc-2.5c',
    title: 'refuses an unknown CAP subcommand',
    hint: 'Answer 410 with the subcommand.',
    needs: ['irc-2.5'],
    async run(clients) {
      const guest = await clients.connect()
      await offered(guest)
      await guest.say('CAP QWERTY')
      await guest.hears('410')
    },
  },
  {
    id: 'irc-2.5d',
    title: 'lists the capabilities that are on',
    hint: 'CAP LIST is answered with what has been turned on, on this connection.',
    needs: ['irc-2.5b'],
    async run(clients) {
      const ann = await userWith(clients, ['multi-prefix'])
      await ann.say('CAP LIST')
      await ann.hears(`CAP ${ann.name} LIST`)
    },
  },
])

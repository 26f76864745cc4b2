import { ANSWERED, checks, JOINED, joins, of } from './test-client.ts'
import { isSame, paramsOf } from './wanted.ts'

export const userChecks = checks(ANSWERED, [
  {
    id: 'irc-3.5',
    title: 'tells who a user is',
    hint: 'Answer WHOIS with 311 with nickname, user and host, and 318.',
    steps: ['ann> WHOIS {bob}', 'ann< 311 {bob}', 'ann< 318 {bob}'],
  },
  {
    id: 'irc-3.5.channels',
    title: 'tells which channels a user is on',
    hint: '319 has the channels of the user, each with @ in front where they are operator of it.',
    needs: [...JOINED, 'irc-3.5'],
    async run(clients) {
      const [channel, ann, bob] = await clients.pairOnChannel()
      const lines = await ann.ask(`WHOIS ${bob.name}`, `318 ${bob.name}`)
      const channels = of('319', lines).flatMap((message) =>
        (paramsOf(message)[1] ?? '').split(' '),
      )
      const isTold = channels.some((one) => isSame(one.replace(/^[~&@%+]+/, ''), channel))
      if (!isTold) clients.stage.fail(`319 does not name ${channel}`)
    },
  },
  {
    id: 'irc-3.5a',
    title: 'tells that nobody has a nickname',
    hint: 'Answer WHOIS of an unknown nickname with 401 and 318.',
    steps: ['ann> WHOIS {nobody}', 'ann< 401 {nobody}', 'ann< 318 {nobody}'],
  },
  {
    id: 'irc-3.5b',
    title: 'tells who is on a channel',
    hint: 'Answer WHO #tea with 352 for each on it, and 315.',
    needs: JOINED,
    async run(clients) {
      const [channel, ann, bob] = await clients.pairOnChannel()
      const rows = of('352', await ann.ask(`WHO ${channel}`, `315 ${channel}`)).map(paramsOf)
      for (const { name } of [ann, bob]) {
        const isTold = rows.some((row) => isSame(row[4] ?? '', name))
        if (!isTold) clients.stage.fail(`352 does not tell ${name}`)
      }
    },
  },
  {
    id: 'irc-3.5b.away',
    title: 'marks who is away in WHO',
    hint: 'The sixth parameter of 352 begins with G for who is away, and with H for others.',
    needs: ['irc-3.5b', 'irc-4.7'],
    async run(clients) {
      const [channel, ann, bob] = await clients.pairOnChannel()
      await bob.say('AWAY :lunch')
      await bob.hears('306', 'irc-4.7')
      const rows = of('352', await ann.ask(`WHO ${channel}`, `315 ${channel}`)).map(paramsOf)
      const flags = rows.find((row) => isSame(row[4] ?? '', bob.name))?.[5] ?? ''
      if (!flags.startsWith('G')) clients.stage.fail(`it says ${flags === '' ? 'nothing' : flags}`)
    },
  },
  {
    id: 'irc-3.5c',
    title: 'tells who of several is online',
    hint: 'ISON is answered 303, USERHOST 302, with those who are online.',
    async run(clients) {
      const [ann, bob] = await clients.pair()
      const nobody = clients.word()
      for (const [command, numeric] of [
        ['ISON', '303'],
        ['USERHOST', '302'],
      ] as const) {
        await ann.say(`${command} ${bob.name} ${nobody}`)
        const { text } = await ann.hears(numeric)
        if (!text.includes(bob.name)) clients.stage.fail(`${command} does not name ${bob.name}`)
        if (text.includes(nobody)) clients.stage.fail(`${command} names ${nobody}`)
      }
    },
  },
  {
    id: 'irc-3.5d',
    title: 'tells who has had a nickname',
    hint: 'Answer WHOWAS with 314 for who has left, or 406, and 369.',
    needs: ['irc-5.4'],
    async run(clients) {
      const [ann, bob] = await clients.pair()
      await bob.leave()
      await bob.wire.closes('irc-5.4')
      await ann.say(`WHOWAS ${bob.name}`)
      await ann.hears(`314|406 ${bob.name}`)
      await ann.hears(`369 ${bob.name}`)
    },
  },
  {
    id: 'irc-3.5d.nobody',
    title: 'tells that nobody has had a nickname',
    hint: 'Answer WHOWAS of a nickname that nobody has had with 406 and 369.',
    needs: ['irc-3.5d'],
    steps: ['ann> WHOWAS {nobody}', 'ann< 406 {nobody}', 'ann< 369 {nobody}'],
  },
])

export const awayChecks = checks(ANSWERED, [
  {
    id: 'irc-4.7',
    title: 'notes who is away, and who is back',
    hint: 'Answer AWAY with a text with 306, and without one with 305.',
    steps: ['ann> AWAY :at lunch', 'ann< 306', 'ann> AWAY', 'ann< 305'],
  },
  {
    id: 'irc-4.7a',
    title: 'tells who writes to a user that they are away',
    hint: 'Deliver the message, and answer 301 with the nickname and the text of AWAY.',
    needs: ['irc-4.7', 'irc-4.1'],
    steps: [
      'bob> AWAY :at lunch',
      ['bob< 306', 'irc-4.7'],
      'ann> PRIVMSG {bob} :hello',
      'ann< 301 {bob} :at lunch',
      ['bob< :{ann} PRIVMSG {bob} :hello', 'irc-4.1'],
    ],
  },
])

export const presenceChecks = checks(JOINED, [
  {
    id: 'irc-5.1b',
    title: 'tells a new nickname to its owner and to others',
    hint: 'Write ":old!user@host NICK new" to who has it and to all who share a channel.',
    steps: [
      ...joins('ann'),
      ...joins('bob'),
      'bob> NICK {new}',
      'bob< :{bob} NICK {new}',
      'ann< :{bob} NICK {new}',
    ],
  },
  {
    id: 'irc-5.1b.reached',
    title: 'delivers to the new nickname',
    hint: 'After NICK the old nickname is nobody’s, and messages go to the new one.',
    needs: ['irc-5.1b', 'irc-4.1', 'irc-4.3'],
    steps: [
      'bob> NICK {new}',
      ['bob< :{bob} NICK {new}', 'irc-5.1b'],
      'ann> PRIVMSG {new} :hello',
      'bob< :{ann} PRIVMSG {new} :hello',
      'ann> PRIVMSG {bob} :hello',
      'ann< 401 {bob}',
    ],
  },
])

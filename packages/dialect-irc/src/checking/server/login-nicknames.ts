import { checks, LOGIN } from './test-client.ts'

export const nicknameChecks = checks(LOGIN, [
  {
    id: 'irc-2.3',
    title: 'refuses a nickname that is in use',
    hint: 'A nickname belongs to one user at a time: answer 433 with the nickname behind the *.',
    steps: ['guest> USER guest 0 * :guest', 'guest> NICK {ann}', 'guest< 433 {ann}'],
  },
  {
    id: 'irc-2.3.later',
    title: 'refuses a new nickname that is in use',
    hint: 'Look also at NICK after the registration: 433, and the old nickname stays.',
    needs: ['irc-2.3', 'irc-5.3'],
    steps: ['ann> NICK {bob}', 'ann< 433 {bob}', 'bob gets nothing'],
  },
  {
    id: 'irc-2.3a',
    title: 'registers with another nickname after 433',
    hint: 'After 433 wait for another NICK on the same connection.',
    needs: ['irc-2.3'],
    steps: [
      'guest> NICK {ann}',
      'guest> USER guest 0 * :guest',
      ['guest< 433 {ann}', 'irc-2.3'],
      'guest> NICK {name}',
      'guest< 001',
    ],
  },
  {
    id: 'irc-2.3b',
    title: 'takes a nickname in another letter case for the same',
    hint: 'Compare nicknames without regard to letter case: Bob and bob are one user.',
    needs: ['irc-2.3'],
    async run(clients) {
      const ann = await clients.user()
      const guest = await clients.connect()
      const other = ann.name.toUpperCase()
      await guest.say('USER guest 0 * :guest', `NICK ${other}`)
      await guest.hears(`433 ${other}`)
    },
  },
  {
    id: 'irc-2.3c',
    title: 'refuses a nickname with signs that none may have',
    hint: 'A nickname has no *, #, ! or @: answer 432.',
    async run(clients) {
      for (const sign of ['*', '!', '@', ',']) {
        const guest = await clients.connect()
        await guest.say(`NICK a${sign}${clients.word().slice(-5)}`)
        await guest.hears('432')
      }
    },
  },
  {
    id: 'irc-2.3c.channel',
    title: 'refuses a nickname that begins as a channel does',
    hint: 'What begins with # is a channel: answer 432.',
    needs: ['irc-2.3c'],
    steps: ['guest> NICK #{name}', 'guest< 432'],
  },
  {
    id: 'irc-2.3d',
    title: 'refuses NICK without a nickname',
    hint: 'Answer 431 to NICK without a parameter.',
    steps: ['guest> NICK', 'guest< 431|461', 'ann> NICK', 'ann< 431|461'],
  },
])

import { serveOthers } from '@parley/checks'
import { options } from '../../options.ts'
import { ANSWERED, type Clients, checks, isPing, JOINED, joins, SENDING } from './test-client.ts'

/** A server needs a moment to see that somebody has gone. */
const TRIES = 20

const MOMENT = 50

/** The longest silence that is waited for, in seconds. */
const MOST_WAITED = 20

/** The nickname can be had again, if not at once. */
async function isFree(clients: Clients, name: string): Promise<void> {
  const guest = await clients.connect()
  await guest.say(`USER ${name} 0 * :${name}`)
  for (let left = TRIES; left > 0; left -= 1) {
    await guest.say(`NICK ${name}`)
    const { command } = await guest.first('001', (one) => one.command === '433')
    if (command === '001') return
    await clients.stage.pass(MOMENT)
  }
  clients.stage.fail('the nickname stays in use')
}

export const leaveChecks = checks(ANSWERED, [
  {
    id: 'irc-5.4',
    title: 'answers QUIT with ERROR, and closes',
    hint: 'Write "ERROR :…" to who says QUIT, and then close the connection.',
    steps: ['ann> QUIT :bye', 'ann< ERROR', 'ann is closed'],
  },
  {
    id: 'irc-5.1a.quit',
    title: 'frees a nickname at QUIT',
    hint: 'Take the nickname off the users at QUIT.',
    needs: ['irc-5.4'],
    async run(clients) {
      const ann = await clients.user()
      await ann.leave()
      await ann.wire.closes('irc-5.4')
      await isFree(clients, ann.name)
    },
  },
  {
    id: 'irc-5.1a',
    title: 'frees a nickname when its connection is closed',
    hint: 'A read that returns nothing means that the client has gone.',
    async run(clients) {
      const ann = await clients.user()
      ann.wire.end()
      await isFree(clients, ann.name)
    },
  },
  {
    id: 'irc-5.1a.reset',
    title: 'frees a nickname when its connection is reset',
    hint: 'Catch the error of a read from a broken connection, and take the nickname off the users.',
    async run(clients) {
      const ann = await clients.user()
      ann.wire.reset()
      await isFree(clients, ann.name)
    },
  },
])

export const quitChecks = checks(JOINED, [
  {
    id: 'irc-5.1',
    title: 'tells all who share a channel that somebody has quit',
    hint: 'Write ":nick!user@host QUIT :reason" to all who share a channel with who leaves, once.',
    needs: ['irc-5.4'],
    steps: [...joins('ann'), ...joins('bob'), 'bob> QUIT :good night', 'ann< :{bob} QUIT'],
  },
  {
    id: 'irc-5.1.reason',
    title: 'tells the reason with which somebody has quit',
    hint: 'Pass the parameter of QUIT on; something may stand in front of it.',
    needs: ['irc-5.1'],
    async run(clients) {
      const [, ann, bob] = await clients.pairOnChannel()
      await clients.stage.pass(MOMENT)
      await bob.say('QUIT :good night')
      const { text, bytes } = await ann.hears(`:${bob.name} QUIT`, 'irc-5.1')
      if (!text.includes('good night')) clients.stage.fail('it has no reason', 'irc-5.1', bytes)
    },
  },
  {
    id: 'irc-5.1a.told',
    title: 'tells all who share a channel of a connection that broke',
    hint: 'Who goes without QUIT has quit all the same.',
    needs: ['irc-5.1'],
    async run(clients) {
      const [, ann, bob] = await clients.pairOnChannel()
      bob.wire.reset()
      await ann.hears(`:${bob.name} QUIT`)
    },
  },
  {
    id: 'irc-5.5a.reset',
    title: 'serves others after a connection breaks off within a line',
    hint: 'Catch the errors of each connection by itself, and drop a half line.',
    needs: SENDING,
    async run(clients) {
      const [ann, bob, eve] = await clients.three()
      await eve.wire.say(`PRIVMSG ${bob.name} :half a li`)
      await clients.stage.pass(MOMENT)
      eve.wire.reset()
      await ann.say(`PRIVMSG ${bob.name} :are you there?`)
      await bob.hears(`:${ann.name} PRIVMSG ${bob.name} :are you there?`)
    },
  },
])

export const keepAliveChecks = checks(ANSWERED, [
  {
    id: 'irc-5.3a',
    title: 'asks a silent client whether it is there, and closes where it is not',
    hint: 'Send PING to who has said nothing for a while, and close where no PONG comes.',
    untried(settings) {
      const { pingTime, pingWait } = options.parse(settings)
      return pingTime + pingWait > MOST_WAITED
        ? `a silence of ${pingTime + pingWait} seconds takes too long to try; say --option pingTime=2 --option pingWait=2`
        : undefined
    },
    async run(clients) {
      const { pingTime, pingWait } = clients.stage.options
      const ann = await clients.user()
      await ann.before()
      await clients.stage.pass(1000 * pingTime)
      await ann.wire.find('PING', isPing)
      await clients.stage.pass(1000 * pingWait)
      await ann.wire.closes()
    },
  },
])

/** A line of a message that fills what the system keeps for a connection. */
const PART = 400

/** So many lines are sent at once. */
const LINES = 40

/** Late: a server that is held up may not come to itself. */
export const blockedReaderChecks = checks(SENDING, [
  {
    id: 'irc-5.5c',
    title: 'serves others while a client reads nothing',
    hint: 'Write to each client without waiting for it to read: keep what it does not take, or close it.',
    needs: ['irc-1.1f'],
    exclusive: true,
    async run(clients) {
      const [one, other, reader, sender] = await clients.four()
      const line = `PRIVMSG ${reader.name} :${'x'.repeat(PART)}`
      let word = ''
      await serveOthers(clients.stage, reader.wire, {
        async fill() {
          await sender.say(...Array.from({ length: LINES }, () => line))
          await sender.before('irc-5.5c')
          return PART * LINES
        },
        async say() {
          word = clients.word()
          await one.say(`PRIVMSG ${other.name} :${word}`)
        },
        arrives: async () => {
          await other.hears(`:${one.name} PRIVMSG ${other.name} :${word}`)
        },
        returns: () => reader.say('PING again'),
      })
    },
  },
])

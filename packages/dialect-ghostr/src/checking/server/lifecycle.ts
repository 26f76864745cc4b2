import { serveOthers } from '@parley/checks'
import { options } from '../../options.ts'
import { LONGEST_WAIT } from './login-lockout.ts'
import { type Clients, checks, LOGGED_IN, SENT } from './test-client.ts'

function untried(settings: unknown): string | undefined {
  const { timeout } = options.parse(settings)
  return timeout === 0 || timeout > LONGEST_WAIT
    ? 'would take as long as the timeout: say --option timeout=2 if it is 2 seconds'
    : undefined
}

/** A user who was timed out, and another one who was not. */
async function timedOut(clients: Clients) {
  const { timeout } = clients.stage.options
  const [idle, other] = await clients.pair()
  const half = (timeout * 1000) / 2
  await clients.stage.pass(half)
  await other.say('whoelse')
  await other.names('whoelse', 'ghostr-4.4')
  await clients.stage.pass(half)
  await idle.wire.find('{"action": "timeout"}', ({ kind }) => kind === 'timeout')
  return { idle, other }
}

export const leaveChecks = checks(LOGGED_IN, [
  ...(['closes', 'breaks'] as const).map((how) => ({
    id: `ghostr-3.2.${how}`,
    title: `treats a connection that is ${how === 'closes' ? 'closed' : 'reset'} as a logout`,
    hint: 'If a connection ends without a logout, do what a logout does, and accept the name again.',
    needs: ['ghostr-3.1a'],
    async run(clients: Clients) {
      const [one, other] = await clients.pair()
      if (how === 'closes') other.wire.end()
      else other.wire.reset()
      await one.sees(other.name, false)
      await clients.user(other, 'ghostr-3.2')
    },
  })),
  {
    id: 'ghostr-4.9',
    title: 'answers a logout and closes the connection',
    hint: 'Answer logout with "logged out", and close.',
    steps: [
      'ann> {"action": "logout"}',
      'ann< {"action": "logout", "reply": "logged out"}',
      'ann is closed',
    ],
  },
])

export const closeChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-1.2.half-close',
    title: 'answers after the client closed its sending half',
    hint: 'Answer all requests that came before the end of the input, and close only then.',
    needs: ['ghostr-4.4'],
    async run(clients) {
      const one = await clients.user()
      await one.say('whoelse')
      one.wire.end()
      await one.names('whoelse')
    },
  },
  {
    id: 'ghostr-1.2.unfinished',
    title: 'serves the others after a connection ends within a request',
    hint: 'If a read returns nothing, drop the unfinished request, and close that connection only.',
    needs: ['ghostr-4.4'],
    async run(clients) {
      const [one, other] = await clients.pair()
      await other.wire.say('{"action": "message", "mess')
      other.wire.end()
      await other.wire.rest()
      await one.say('whoelse')
      await one.names('whoelse', 'ghostr-1.2')
      await clients.user()
    },
  },
])

export const timeoutChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-5.1',
    title: 'tells a user who sends nothing of the timeout',
    hint: 'After the timeout without a request tell the user {"action": "timeout"}.',
    untried,
    async run(clients) {
      await timedOut(clients)
    },
  },
  {
    id: 'ghostr-5.1a',
    title: 'tells the others of a timeout',
    hint: 'After a timeout send logout_broadcast to the others.',
    needs: ['ghostr-5.1'],
    untried,
    async run(clients) {
      const { idle, other } = await timedOut(clients)
      await other.sees(idle.name, false)
    },
  },
  {
    id: 'ghostr-5.1b',
    title: 'closes the connection after a timeout',
    hint: 'Close the connection about a second after the timeout was sent.',
    needs: ['ghostr-5.1'],
    untried,
    async run(clients) {
      const { idle } = await timedOut(clients)
      await clients.stage.pass(2000)
      await idle.wire.closes()
    },
  },
])

/** As much as one object of 1024 bytes can hold. */
const PART = 900

/** Late: a server that is held up may not come to itself. */
export const blockedReaderChecks = checks(SENT, [
  {
    id: 'ghostr-3.2a',
    title: 'serves others while a client reads nothing',
    hint: 'Write to each client without waiting for it to read: keep what it does not take, or close it.',
    exclusive: true,
    async run(clients) {
      const [one, other, reader, sender] = await clients.four()
      const text = 'x'.repeat(PART)
      let word = ''
      await serveOthers(clients.stage, reader.wire, {
        async fill() {
          await sender.say('message', { message: text, user: reader.name })
          await sender.status('message', 'SUCCESS', 'ghostr-4.1a')
          return PART
        },
        async say() {
          word = clients.word()
          await one.say('message', { message: word, user: other.name })
        },
        arrives: () => other.gets(one.name, word, 'me', 'ghostr-4.1'),
        returns: () => reader.say('whoelse'),
      })
    },
  },
])

import { LEAST_PAUSE, untriedPace } from './framing.ts'
import { type Clients, checks, LOGGED_IN, SENT } from './test-client.ts'

export const messageChecks = checks(LOGGED_IN, [
  {
    id: 'ghostr-4.1',
    title: 'delivers a message to its recipient',
    hint: 'Send {"action": "receive_message", "from": …, "message": …} to the recipient.',
    steps: [
      'ann> {"action": "message", "message": "Hey Dude", "user": "{bob}"}',
      'bob< {"action": "receive_message", "from": "{ann}", "message": "Hey Dude"}',
      'bob> {"action": "message", "message": "and you", "user": "{eve}"}',
      'eve< {"action": "receive_message", "from": "{bob}", "message": "and you"}',
    ],
  },
  {
    id: 'ghostr-4.1a',
    title: 'confirms a message',
    hint: 'Answer the sender with {"action": "message", "status": "SUCCESS"}.',
    steps: [
      'ann> {"action": "message", "message": "Hey Dude", "user": "{bob}"}',
      'ann< {"action": "message", "status": "SUCCESS"}',
    ],
  },
])

/** So often is tried what a busy machine may spoil. */
const ROUNDS = 2

/** What is sent to somebody who is away. */
const KEPT = ['first', 'second', 'third'] as const

/** Sends these to somebody who is away; gives what comes after the next login, as it comes. */
async function kept(clients: Clients): Promise<readonly { text: string; at: number }[]> {
  const [one, gone] = await clients.pairWithOneAway()
  for (const text of KEPT) {
    await one.say('message', { message: text, user: gone.name })
    await one.status('message', 'SUCCESS', 'ghostr-4.2')
  }
  const back = await clients.user(gone)
  const came: { text: string; at: number }[] = []
  while (came.length < KEPT.length) {
    const { frame, at } = await back.wire.find(
      `the stored messages ${KEPT.join(', ')}`,
      ({ kind }) => kind === 'received',
    )
    if (frame.kind === 'received') came.push({ text: frame.text, at })
  }
  return came
}

export const deliveryChecks = checks(SENT, [
  {
    id: 'ghostr-4.1e',
    title: 'delivers messages once and in order',
    hint: 'Deliver each message once, in the order of arrival.',
    async run(clients) {
      const [one, other] = await clients.pair()
      for (const text of ['one', 'two', 'three', 'four']) {
        await one.say('message', { message: text, user: other.name })
        await one.status('message', 'SUCCESS', 'ghostr-4.1a')
      }
      for (const text of ['one', 'two', 'three', 'four']) await other.gets(one.name, text)
      await one.say('message', { message: 'the last', user: other.name })
      await other.gets(one.name, 'the last')
    },
  },
  {
    id: 'ghostr-4.2',
    title: 'accepts a message to a user who is offline',
    hint: 'Store a message to a known user who is offline, and answer SUCCESS.',
    async run(clients) {
      const [one, gone] = await clients.pairWithOneAway()
      await one.say('message', { message: 'while you were away', user: gone.name })
      await one.status('message', 'SUCCESS')
      const back = await clients.user(gone)
      await back.wire.rest()
    },
  },
  {
    id: 'ghostr-4.2a',
    title: 'delivers stored messages after the next login',
    hint: 'After the reply to a login send the stored messages.',
    needs: ['ghostr-4.2'],
    async run(clients) {
      const came = await kept(clients)
      const missing = KEPT.filter((text) => !came.some((one) => one.text === text))
      if (missing.length > 0) clients.stage.fail(`${missing.join(' and ')} did not come`)
    },
  },
  {
    id: 'ghostr-4.2b',
    title: 'delivers stored messages in order',
    hint: 'Send the oldest first; do not take messages out of a list while you go through it.',
    needs: ['ghostr-4.2a'],
    async run(clients) {
      const came = (await kept(clients)).map(({ text }) => text)
      if (came.join() !== KEPT.join()) clients.stage.fail(`they came as ${came.join(', ')}`)
    },
  },
  {
    id: 'ghostr-1.3a.kept',
    title: 'waits between two stored messages',
    hint: 'Leave about 50 ms between two writes, also when several messages have waited.',
    needs: ['ghostr-4.2a'],
    untried: untriedPace,
    async run(clients) {
      for (let round = 1; ; round += 1) {
        const times = (await kept(clients)).map(({ at }) => at)
        const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0))
        const least = Math.round(Math.min(...pauses))
        if (least >= LEAST_PAUSE) return
        if (round === ROUNDS) clients.stage.fail(`one came ${least} ms after the one before`)
      }
    },
  },
  {
    id: 'ghostr-4.2a.once',
    title: 'delivers stored messages once',
    hint: 'Delete a stored message when you send it, so that the next login does not get it again.',
    needs: ['ghostr-4.2', 'ghostr-4.2a'],
    async run(clients) {
      const [one, gone] = await clients.pairWithOneAway()
      await one.say('message', { message: 'once', user: gone.name })
      await one.status('message', 'SUCCESS', 'ghostr-4.2')
      const back = await clients.user(gone)
      await back.gets(one.name, 'once')
      await back.logout()
      const again = await clients.user(gone)
      const more = await again.wire.rest()
      if (more.some(({ frame }) => frame.kind === 'received' && frame.from === one.name)) {
        clients.stage.fail('it came again after the login after that')
      }
    },
  },
])

import { checks, LOGGED_IN, SENT } from './test-client.ts'

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
      const [one, gone] = [await clients.user(), await clients.away()]
      await one.say('message', { message: 'while you were away', user: gone.name })
      await one.status('message', 'SUCCESS')
      const back = await clients.user(gone)
      await back.wire.rest()
    },
  },
  {
    id: 'ghostr-4.2a',
    title: 'delivers stored messages after the next login',
    hint: 'After the reply to a login send the stored messages, in order.',
    needs: ['ghostr-4.2'],
    async run(clients) {
      const [one, gone] = [await clients.user(), await clients.away()]
      for (const text of ['first', 'second']) {
        await one.say('message', { message: text, user: gone.name })
        await one.status('message', 'SUCCESS', 'ghostr-4.2')
      }
      const back = await clients.user(gone)
      await back.gets(one.name, 'first')
      await back.gets(one.name, 'second')
    },
  },
  {
    id: 'ghostr-4.2a.once',
    title: 'delivers stored messages once',
    hint: 'Delete a stored message when you send it, so that the next login does not get it again.',
    needs: ['ghostr-4.2', 'ghostr-4.2a'],
    async run(clients) {
      const [one, gone] = [await clients.user(), await clients.away()]
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

import { away, LOGGED_IN, SENT, type ServerCheck, stranger, user } from './test-client.ts'

export const messageChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-4.1',
    title: 'delivers a message to its recipient',
    hint: 'Send {"action": "receive_message", "from": …, "message": …} to the recipient.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, other, third] = [await user(stage), await user(stage), await user(stage)]
      await one.say('message', { message: 'Hey Dude', user: other.name })
      await other.hears(one.name, 'Hey Dude')
      await other.say('message', { message: 'and you', user: third.name })
      await third.hears(other.name, 'and you')
    },
  },
  {
    rule: 'ghostr-4.1a',
    title: 'confirms a message',
    hint: 'Answer the sender with {"action": "message", "status": "SUCCESS"}.',
    needs: LOGGED_IN,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      await one.say('message', { message: 'Hey Dude', user: other.name })
      await one.status('message', 'SUCCESS')
    },
  },
]

export const deliveryChecks: readonly ServerCheck[] = [
  {
    rule: 'ghostr-4.1e',
    title: 'delivers messages once and in order',
    hint: 'Deliver each message once, in the order of arrival.',
    needs: SENT,
    async run(stage) {
      const [one, other] = [await user(stage), await user(stage)]
      for (const text of ['one', 'two', 'three', 'four']) {
        await one.say('message', { message: text, user: other.name })
        await one.status('message', 'SUCCESS', 'ghostr-4.1a')
      }
      for (const text of ['one', 'two', 'three', 'four']) await other.hears(one.name, text)
      await one.say('message', { message: 'the last', user: other.name })
      await other.hears(one.name, 'the last')
    },
  },
  {
    rule: 'ghostr-4.2',
    title: 'accepts a message to a user who is offline',
    hint: 'Store a message to a known user who is offline, and answer SUCCESS.',
    needs: SENT,
    async run(stage) {
      const [one, gone] = [await user(stage), await away(stage)]
      await one.say('message', { message: 'while you were away', user: gone.name })
      await one.status('message', 'SUCCESS')
      const back = await (await stranger(stage)).login(gone)
      await back.wire.rest()
    },
  },
  {
    rule: 'ghostr-4.2a',
    title: 'delivers stored messages after the next login',
    hint: 'After the reply to a login send the stored messages, in order.',
    needs: [...SENT, 'ghostr-4.2'],
    async run(stage) {
      const [one, gone] = [await user(stage), await away(stage)]
      for (const text of ['first', 'second']) {
        await one.say('message', { message: text, user: gone.name })
        await one.status('message', 'SUCCESS', 'ghostr-4.2')
      }
      const back = await (await stranger(stage)).login(gone)
      await back.hears(one.name, 'first')
      await back.hears(one.name, 'second')
    },
  },
  {
    rule: 'ghostr-4.2a',
    variant: 'once',
    title: 'delivers stored messages once',
    hint: 'Delete a stored message when you send it, so that the next login does not get it again.',
    needs: [...SENT, 'ghostr-4.2', 'ghostr-4.2a'],
    async run(stage) {
      const [one, gone] = [await user(stage), await away(stage)]
      await one.say('message', { message: 'once', user: gone.name })
      await one.status('message', 'SUCCESS', 'ghostr-4.2')
      const back = await (await stranger(stage)).login(gone)
      await back.hears(one.name, 'once')
      await back.logout()
      const again = await (await stranger(stage)).login(gone)
      const more = await again.wire.rest()
      if (more.some(({ frame }) => frame.kind === 'received' && frame.from === one.name)) {
        stage.fail('it came again after the login after that')
      }
    },
  },
]

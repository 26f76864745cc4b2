import { object } from '../server/test-client.ts'
import { type ClientCheck, deliver, loggedIn, NEEDS, requested } from './test-server.ts'

/** What comes, and is shown. */
export const receiveChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-7.2',
    variant: 'letters',
    title: 'shows letters outside ASCII',
    hint: 'Read replies with a JSON library, as UTF-8: \\u00fc is one letter.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      await deliver(stage, wire, 'yoda', 'grüße "永" {👩}')
      await wire.say(
        '{"action": "receive_message", "from": "luke", "message": "gr\\u00fc\\u00dfe \\ud83d\\udc69"}',
      )
      await stage.person.heard('luke', 'grüße 👩')
    },
  },
  {
    rule: 'ghostr-7.2',
    variant: 'broadcast',
    title: 'shows a broadcast',
    hint: 'Show receive_broadcast as well as receive_message.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      await wire.say(object({ action: 'receive_broadcast', from: 'yoda', message: 'hi all' }))
      await stage.person.shows('hi all')
    },
  },
  {
    rule: 'ghostr-7.2',
    variant: 'long',
    title: 'shows a message of 1024 bytes',
    hint: 'Read at least 1024 bytes at once.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      const room = 1024 - object({ action: 'receive_message', from: 'yoda', message: '' }).length
      await deliver(stage, wire, 'yoda', `${'x'.repeat(room - 4)} end`)
    },
  },
  {
    rule: 'ghostr-7.2',
    variant: 'presence',
    title: 'shows a message after others have come and gone',
    hint: 'Go on after login_broadcast and logout_broadcast.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      for (const action of ['login_broadcast', 'logout_broadcast']) {
        await wire.say(object({ action, from: 'luke', message: '' }))
        await stage.pass(60)
      }
      await deliver(stage, wire, 'yoda', 'Hey Dude')
    },
  },
  {
    rule: 'ghostr-7.2a',
    title: 'shows the others who are online',
    hint: 'Show each name of the list under reply.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      stage.person.list()
      await requested(wire, 'whoelse')
      await wire.say(object({ action: 'whoelse', reply: ['chewie', 'lando'] }))
      await stage.person.shows('chewie')
      await stage.person.shows('lando')
    },
  },
  {
    rule: 'ghostr-7.2',
    variant: 'answers',
    title: 'shows a message that comes before a reply',
    hint: 'Know an answer by its action: a message may come before it.',
    needs: [...NEEDS, 'ghostr-7.2a'],
    async run(stage) {
      const { wire } = await loggedIn(stage)
      stage.person.list()
      await requested(wire, 'whoelse', 'ghostr-7.2a')
      await deliver(stage, wire, 'yoda', 'in between')
      await wire.say(object({ action: 'whoelse', reply: ['chewie'] }))
      await stage.person.shows('chewie')
    },
  },
  {
    rule: 'ghostr-7.2',
    variant: 'refused',
    title: 'shows a message after its own was refused',
    hint: 'Go on after a refusal: USER_NOT_EXIST ends nothing.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      stage.person.send('nobody', 'hello')
      await requested(wire, 'message', 'ghostr-1.1')
      await wire.say(object({ action: 'message', status: 'USER_NOT_EXIST' }))
      await stage.pass(60)
      await deliver(stage, wire, 'yoda', 'Hey Dude')
    },
  },
  {
    rule: 'ghostr-8.2b',
    title: 'reads keys in any order and skips unknown ones',
    hint: 'Read replies with a JSON library, and look up only the keys that you need.',
    needs: NEEDS,
    async run(stage) {
      const { wire } = await loggedIn(stage)
      await wire.say('{"message":"Hey Dude","time":12,"from":"yoda","action":"receive_message"}')
      await stage.person.heard('yoda', 'Hey Dude')
    },
  },
]

import { object } from '../server/test-client.ts'
import { checks, NEEDS } from './test-server.ts'

/** What comes, and is shown. */
export const receiveChecks = checks(NEEDS, [
  {
    id: 'ghostr-7.2.letters',
    title: 'shows letters outside ASCII',
    hint: 'Read replies with a JSON library, as UTF-8: \\u00fc is one letter.',
    async run(server) {
      await server.deliver('yoda', 'grüße "永" {👩}')
      await server.says(
        '{"action": "receive_message", "from": "luke", "message": "gr\\u00fc\\u00dfe \\ud83d\\udc69"}',
      )
      await server.person.heard('luke', 'grüße 👩')
    },
  },
  {
    id: 'ghostr-7.2.broadcast',
    title: 'shows a broadcast',
    hint: 'Show receive_broadcast as well as receive_message.',
    steps: [
      'server> {"action": "receive_broadcast", "from": "yoda", "message": "hi all"}',
      'user sees hi all',
    ],
  },
  {
    id: 'ghostr-7.2.long',
    title: 'shows a message of 1024 bytes',
    hint: 'Read at least 1024 bytes at once.',
    async run(server) {
      const room = 1024 - object({ action: 'receive_message', from: 'yoda', message: '' }).length
      await server.deliver('yoda', `${'x'.repeat(room - 4)} end`)
    },
  },
  {
    id: 'ghostr-7.2.presence',
    title: 'shows a message after others have come and gone',
    hint: 'Go on after login_broadcast and logout_broadcast.',
    async run(server) {
      for (const action of ['login_broadcast', 'logout_broadcast']) {
        await server.says(object({ action, from: 'luke', message: '' }))
        await server.stage.pass(60)
      }
      await server.deliver('yoda', 'Hey Dude')
    },
  },
  {
    id: 'ghostr-7.2a',
    title: 'shows the others who are online',
    hint: 'Show each name of the list under reply.',
    steps: [
      'user lists',
      'server< whoelse',
      'server> {"action": "whoelse", "reply": ["chewie","lando"]}',
      'user sees chewie',
      'user sees lando',
    ],
  },
  {
    id: 'ghostr-7.2.answers',
    title: 'shows a message that comes before a reply',
    hint: 'Know an answer by its action: a message may come before it.',
    needs: ['ghostr-7.2a'],
    async run(server) {
      server.person.list()
      await server.hears('whoelse', 'ghostr-7.2a')
      await server.deliver('yoda', 'in between')
      await server.says(object({ action: 'whoelse', reply: ['chewie'] }))
      await server.person.shows('chewie')
    },
  },
  {
    id: 'ghostr-7.2.refused',
    title: 'shows a message after its own was refused',
    hint: 'Go on after a refusal: USER_NOT_EXIST ends nothing.',
    async run(server) {
      server.person.send('nobody', 'hello')
      await server.hears('message', 'ghostr-1.1')
      await server.says(object({ action: 'message', status: 'USER_NOT_EXIST' }))
      await server.stage.pass(60)
      await server.deliver('yoda', 'Hey Dude')
    },
  },
  {
    id: 'ghostr-8.2b',
    title: 'reads keys in any order and skips unknown ones',
    hint: 'Read replies with a JSON library, and look up only the keys that you need.',
    steps: [
      'server> {"message":"Hey Dude","time":12,"from":"yoda","action":"receive_message"}',
      'user gets yoda Hey Dude',
    ],
  },
])

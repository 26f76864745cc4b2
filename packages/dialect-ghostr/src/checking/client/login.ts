import { NONE } from '@parley/checks'
import { object } from '../server/test-client.ts'
import { checks } from './test-server.ts'

export const loginChecks = checks(NONE, [
  {
    id: 'ghostr-8.1',
    title: 'logs in with username, password and private_port',
    hint: 'Send action login with username, password and private_port.',
    login: 'none',
    async run(server) {
      const { name, person } = server
      await server.start()
      person.login(name, 'falcon*solo')
      await server.wire.find(
        object({ action: 'login', username: name, password: 'falcon*solo', private_port: 54_523 }),
        ({ kind }) => kind !== 'line-end',
        ({ frame, text }) => {
          if (frame.kind !== 'login') return { why: 'it is another request', at: 0 }
          if (frame.name !== name)
            return { why: 'the name is another', at: text.indexOf('"username"') }
          if (frame.password !== 'falcon*solo') {
            return { why: 'the password is another', at: text.indexOf('"password"') }
          }
          const isPlaced = /"private_port"\s*:\s*"?\d{1,5}"?\s*[,}]/.test(text)
          return isPlaced ? undefined : { why: 'there is no private_port' }
        },
      )
    },
  },
  {
    id: 'ghostr-7.2',
    title: 'shows that the login succeeded, and a message',
    hint: 'Show that the login has succeeded, and each message with its sender.',
    needs: ['ghostr-8.1'],
    async run(server) {
      await server.deliver('yoda', 'Hey Dude')
    },
  },
])

export const blockedNameChecks = checks(NONE, [
  {
    id: 'ghostr-2.2h',
    title: 'exits if its name is locked',
    hint: 'Show that the name is blocked, close the connection and exit.',
    needs: ['ghostr-8.1'],
    login: 'asked',
    steps: ['server> {"action": "login", "status": "BLOCKED"}', 'client closes'],
  },
])

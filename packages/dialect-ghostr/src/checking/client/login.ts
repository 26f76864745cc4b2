import { object } from '../server/test-client.ts'
import { type ClientCheck, deliver, loggedIn, requested } from './test-server.ts'

export const loginChecks: readonly ClientCheck[] = [
  {
    rule: 'ghostr-8.1',
    title: 'logs in with username, password and private_port',
    hint: 'Send action login with username, password and private_port.',
    async run(stage) {
      const name = stage.name()
      const wire = await stage.start()
      stage.person.login(name, 'falcon*solo')
      await wire.find(
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
    rule: 'ghostr-7.2',
    title: 'shows that the login succeeded, and a message',
    hint: 'Show that the login has succeeded, and each message with its sender.',
    needs: ['ghostr-8.1'],
    async run(stage) {
      const { wire } = await loggedIn(stage)
      await deliver(stage, wire, 'yoda', 'Hey Dude')
    },
  },
]

export const blockedNameCheck: ClientCheck = {
  rule: 'ghostr-2.2h',
  title: 'exits if its name is locked',
  hint: 'Show that the name is blocked, close the connection and exit.',
  needs: ['ghostr-8.1'],
  async run(stage) {
    const wire = await stage.start()
    stage.person.login(stage.name(), 'falcon*solo')
    await requested(wire, 'login', 'ghostr-8.1')
    await wire.say(object({ action: 'login', status: 'BLOCKED' }))
    await wire.closes()
  },
}

import { said } from '../server/test-client.ts'
import { type ClientCheck, TestServer } from './test-server.ts'

export const errorChecks: readonly ClientCheck[] = [
  {
    rule: 'llp-5.6',
    title: 'lets the person try another name after a refused login',
    hint: 'A refusal is an answer like any other: show it, and let the person try again.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const server = await TestServer.open(stage)
      for (const refusal of [said.taken, said.badName]) {
        const name = stage.name()
        stage.person.login(name)
        await server.asked(`LOGIN ${name}`, 'llp-5.6')
        await server.says(refusal)
      }
      stage.person.login(server.name)
      await server.asked(`LOGIN ${server.name}`, 'llp-5.6')
      await server.says(`> OK - Hello ${server.name}`)
      await stage.person.welcomed(server.name, 'llp-5.6')
    },
  },
  {
    rule: 'llp-5.6',
    variant: 'message',
    title: 'sends another message after a refused one',
    hint: 'After "Recipient does not exist" the message is over, and commands are taken again.',
    needs: ['llp-5.2', 'llp-5.2b', 'llp-5.3'],
    async run(stage) {
      const server = await TestServer.user(stage)
      const to = stage.name()
      stage.person.send(to, 'hello')
      await server.composing(to)
      await server.written('hello')
      await server.says(said.nobody)
      await server.goesOn('llp-5.6')
    },
  },
]

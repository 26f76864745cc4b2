import { said } from '../server/test-client.ts'
import { checks, LOGIN } from './test-server.ts'

export const errorChecks = checks(LOGIN, [
  {
    id: 'llp-5.6',
    title: 'lets the person try another name after a refused login',
    hint: 'A refusal is an answer like any other: show it, and let the person try again.',
    login: 'none',
    async run(server) {
      await server.open()
      for (const refusal of [said.taken, said.badName]) {
        const name = server.word()
        server.person.login(name)
        await server.asked(`LOGIN ${name}`, 'llp-5.6')
        await server.says(refusal)
      }
      server.person.login(server.name)
      await server.asked(`LOGIN ${server.name}`, 'llp-5.6')
      await server.says(`> OK - Hello ${server.name}`)
      await server.person.welcomed(server.name, 'llp-5.6')
    },
  },
  {
    id: 'llp-5.6.message',
    title: 'sends another message after a refused one',
    hint: 'After "Recipient does not exist" the message is over, and commands are taken again.',
    needs: ['llp-5.3'],
    async run(server) {
      const to = server.word()
      server.person.send(to, 'hello')
      await server.composing(to)
      await server.written('hello')
      await server.says(said.nobody)
      await server.goesOn('llp-5.6')
    },
  },
])

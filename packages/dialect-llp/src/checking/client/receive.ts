import { said } from '../server/test-client.ts'
import { type ClientCheck, TestServer } from './test-server.ts'

export const NEEDED = ['llp-5.2', 'llp-5.2b', 'llp-5.5'] as const

export const receiveChecks: readonly ClientCheck[] = [
  {
    rule: 'llp-5.5',
    title: 'shows a message',
    hint: 'Read from the server all the time, also while the person types nothing.',
    needs: ['llp-5.2', 'llp-5.2b'],
    async run(stage) {
      const server = await TestServer.user(stage)
      const from = stage.name()
      await server.brings(from, 'hello there')
      await stage.person.heard(from, 'hello there')
    },
  },
  {
    rule: 'llp-5.5',
    variant: 'lines',
    title: 'shows all lines of a message',
    hint: 'A message may have many lines, and empty ones: show them all, in their order.',
    needs: NEEDED,
    async run(stage) {
      const server = await TestServer.user(stage)
      const from = stage.name()
      const words = Array.from({ length: 40 }, (_, index) => `word${index}`)
      await server.brings(from, 'first', '', ...words)
      await stage.person.heard(from, 'first')
      for (const word of words) await stage.person.shows(word)
    },
  },
  {
    rule: 'llp-5.5',
    variant: 'writing',
    title: 'shows a message that comes while one is typed',
    hint: 'Show a message also between Send Message and the answer, and go on with one’s own.',
    needs: [...NEEDED, 'llp-5.3'],
    async run(stage) {
      const server = await TestServer.user(stage)
      const [from, to] = [stage.name(), stage.name()]
      stage.person.send(to, 'mine')
      await server.composing(to)
      await server.brings(from, 'yours')
      await server.written('mine')
      await stage.person.heard(from, 'yours')
      await server.says(said.delivered)
      await server.goesOn('llp-5.5a')
    },
  },
  {
    rule: 'llp-5.5a',
    title: 'shows a message that comes before a reply',
    hint: 'A reply starts with "> OK - " or "> ERROR - " and is not part of a message.',
    needs: [...NEEDED, 'llp-5.3'],
    async run(stage) {
      const server = await TestServer.user(stage)
      const [from, to] = [stage.name(), stage.name()]
      stage.person.send(to, 'mine')
      await server.asked(`MESSAGE ${to}`)
      await server.brings(from, 'yours')
      await stage.person.heard(from, 'yours', 'llp-5.5')
      await server.says(said.compose)
      await server.written('mine', 'llp-5.5a')
      await server.brings(from, 'yours again')
      await server.says(said.delivered)
      await stage.person.heard(from, 'yours again', 'llp-5.5')
      await server.goesOn('llp-5.5a')
    },
  },
  {
    rule: 'llp-5.5b',
    title: 'shows a text that looks like a reply as text',
    hint: 'Between the sender line and XOXOXO every line is text, even "> OK - Goodbye xoxo".',
    needs: [...NEEDED, 'llp-5.3'],
    async run(stage) {
      const server = await TestServer.user(stage)
      const from = stage.name()
      await server.brings(from, 'look', 'OK - Goodbye xoxo', 'ERROR - Unknown Command.', 'bye now')
      await stage.person.heard(from, 'look')
      await stage.person.shows('bye now')
      await server.goesOn('llp-5.5b')
    },
  },
]
